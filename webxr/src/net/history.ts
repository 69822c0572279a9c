/**
 * A replay: the manifest, its chunks fetched around the slider, and state at any moment. Nothing here moves a clock; the
 * player asks for a time and draws what the timeline says, exactly as a live client does.
 *
 * Chunks are immutable files, so the browser's cache is the cache; in memory are only those near the slider. A running
 * session's manifest and its tail are read again every two seconds.
 */

import { createListeners } from "../log/listeners";
import { MOVE_MS } from "../log/protocol.gen";
import { createMoments, type Moment } from "../log/moments";
import type { Event } from "../log/state";
import { MS_PER_TICK, tickMs } from "../log/time";
import { createTimeline, type Timeline } from "../log/timeline";
import { type Chunk, readChunk, readTail } from "../motion/chunk";
import { POSE_INTS } from "../motion/pose";
import { type ApiOptions, ask, askBytes, type ChunkRef, createApi, type ReplayManifest } from "./api";
import { eventOf } from "./events";
import { ProblemError } from "./problem";

export interface Replay {
  readonly manifest: ReplayManifest;
  readonly timeline: Timeline;
  /** The end of what there is; grows while the session runs. */
  readonly endMs: number;
  readonly running: boolean;
  readonly events: readonly Event[];
  /** Resolves when `ms` can be drawn exactly; what comes next is fetched on the side. */
  ensure(ms: number): Promise<void>;
  /** Whether `ms` can be drawn exactly now. */
  has(ms: number): boolean;
  /** State after the events up to `ms`; the same object until another event has happened. */
  stateAt(ms: number): Moment;
  /** Events after the one time up to and including the other. */
  eventsBetween(afterMs: number, untilMs: number): Event[];
  refresh(): Promise<void>;
  /** Calls when the manifest grew. */
  subscribe(grown: () => void): () => void;
  dispose(): void;
}

export interface ReplayOptions extends ApiOptions {
  /** How often a running session is asked for more. */
  readonly pollMs?: number;
}

/** Samples up to this much later decide what is drawn now: the longest movement, and the age a frame may tell. */
const REACH_MS = MOVE_MS + 255 + MS_PER_TICK;
/** Chunks kept behind and before the slider, and how many of those are fetched ahead of need. */
const BEHIND = 3;
const AHEAD = 6;
const PREFETCH = 2;

export async function openReplay(session: string, options: ReplayOptions = {}): Promise<Replay> {
  const api = createApi(options);
  const load = () => ask(api.GET("/api/sessions/{session}/replay", { params: { path: { session } } }));
  return new History(await load(), load, options);
}

class History implements Replay {
  readonly timeline: Timeline;
  private readonly moments = createMoments();
  private readonly listeners = createListeners<{ grown: () => void }>();
  private readonly scratch = new Int32Array(POSE_INTS);
  private readonly stop = new AbortController();
  /** By first tick: being fetched, or in the timeline when in `loaded` too. */
  private readonly fetching = new Map<number, Promise<void>>();
  private readonly loaded = new Set<number>();
  /** The moment last asked for. */
  private wanted = 0;
  private low = 0;
  private high = -1;
  private tail: Uint8Array | null = null;
  private tailShown = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    public manifest: ReplayManifest,
    private readonly load: () => Promise<ReplayManifest>,
    private readonly options: ReplayOptions,
  ) {
    this.timeline = createTimeline(manifest.originMm);
    this.moments.add(manifest.events.map(eventOf));
    this.poll();
  }

  get endMs(): number {
    return tickMs(this.manifest.endTick);
  }

  get running(): boolean {
    return this.manifest.running;
  }

  get events(): readonly Event[] {
    return this.moments.events;
  }

  stateAt(ms: number): Moment {
    return this.moments.at(ms);
  }

  eventsBetween(afterMs: number, untilMs: number): Event[] {
    return this.moments.between(afterMs, untilMs);
  }

  subscribe(grown: () => void): () => void {
    return this.listeners.subscribe("grown", grown);
  }

  has(ms: number): boolean {
    if (this.inTail(ms) && !this.tailShown) return false;
    const until = this.indexAt(ms + REACH_MS);
    for (let i = Math.max(0, this.indexAt(ms)); i <= until; i++) {
      if (!this.loaded.has(this.manifest.chunks[i]?.firstTick ?? -1)) return false;
    }
    return true;
  }

  async ensure(ms: number): Promise<void> {
    this.wanted = ms;
    if (this.has(ms)) {
      this.prefetch(ms);
      return;
    }
    const needed = this.needed(ms);
    this.moveWindow(Math.max(0, this.indexAt(ms)));
    const tail = this.inTail(ms) ? this.ensureTail() : undefined;
    await Promise.all([...needed.map((ref) => this.fetch(ref)), tail]);
    // An answer that comes late must not draw the window back from where the slider has gone meanwhile.
    if (this.wanted === ms) this.prefetch(ms);
  }

  async refresh(): Promise<void> {
    const before = this.manifest;
    // The tail first: what is sealed between the two answers is then in both, and not in neither.
    if (before.running) await this.fetchTail();
    this.manifest = await this.load();
    const last = this.moments.events.at(-1)?.seq ?? 0;
    this.moments.add(this.manifest.events.filter(({ seq }) => seq > last).map(eventOf));
    const { manifest } = this;
    if (manifest.endTick !== before.endTick || manifest.running !== before.running || manifest.events.length !== before.events.length) {
      this.listeners.tell("grown");
    }
  }

  dispose(): void {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  private poll(): void {
    if (!this.running || this.stop.signal.aborted) return;
    // What failed is asked again; the player goes on with what it has.
    const again = () => this.poll();
    this.timer = setTimeout(() => void this.refresh().then(again, again), this.options.pollMs ?? 2000);
  }

  /** The chunk that `ms` lies in, or the last before it; −1 before the first. */
  private indexAt(ms: number): number {
    const { chunks } = this.manifest;
    let low = 0;
    let high = chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (tickMs(chunks[middle]?.firstTick ?? 0) <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private needed(ms: number): ChunkRef[] {
    const from = Math.max(0, this.indexAt(ms));
    const until = this.indexAt(ms + REACH_MS);
    return this.manifest.chunks.slice(from, until + 1);
  }

  private inTail(ms: number): boolean {
    const last = this.manifest.chunks.at(-1);
    return this.running && ms + REACH_MS >= tickMs(last ? last.firstTick + last.ticks : 0);
  }

  private prefetch(ms: number): void {
    const at = Math.max(0, this.indexAt(ms));
    this.moveWindow(at);
    for (let i = at; i <= at + PREFETCH; i++) {
      const ref = this.manifest.chunks[i];
      if (ref && !this.fetching.has(ref.firstTick)) this.fetch(ref).catch(() => undefined); // told to whoever needs it
    }
  }

  /** Forgets what is no longer near. */
  private moveWindow(index: number): void {
    const low = Math.max(0, index - BEHIND);
    const high = index + AHEAD;
    if (low === this.low && high === this.high) return;
    const apart = low > this.high || high < this.low;
    [this.low, this.high] = [low, high];
    const { chunks } = this.manifest;
    const near = new Set(chunks.slice(low, high + 1).map(({ firstTick }) => firstTick));
    for (const firstTick of this.fetching.keys()) {
      if (!near.has(firstTick)) this.drop(firstTick);
    }
    const after = chunks[high + 1];
    if (apart) this.timeline.clear();
    else {
      this.timeline.forgetBefore(tickMs(chunks[low]?.firstTick ?? 0) - 255);
      if (after) this.timeline.forgetAfter(tickMs(after.firstTick));
    }
    if (apart || after) this.tailShown = false;
  }

  private drop(firstTick: number): void {
    this.fetching.delete(firstTick);
    this.loaded.delete(firstTick);
  }

  private fetch(ref: ChunkRef): Promise<void> {
    let fetched = this.fetching.get(ref.firstTick);
    if (!fetched) this.fetching.set(ref.firstTick, (fetched = this.fetchNow(ref)));
    return fetched;
  }

  private async fetchNow(ref: ChunkRef): Promise<void> {
    try {
      const chunk = readChunk(await askBytes(ref.url, { ...this.options, signal: this.stop.signal }));
      if (!chunk) throw unreadable(ref.url);
      // Dropped while it was on its way: the slider is elsewhere by now.
      if (!this.fetching.has(ref.firstTick)) return;
      this.show(chunk);
      this.loaded.add(ref.firstTick);
    } catch (error) {
      this.drop(ref.firstTick);
      throw error;
    }
  }

  private show(chunk: Chunk): void {
    const { scratch, timeline } = this;
    for (const part of chunk.parts) {
      for (let i = 0; i < part.count; i++) {
        for (let k = 0, from = i * POSE_INTS; k < POSE_INTS; k++) scratch[k] = part.poses[from + k] ?? 0;
        timeline.push(part.slot, part.ticks[i] ?? 0, part.ages[i] ?? 0, scratch);
      }
    }
  }

  private async ensureTail(): Promise<void> {
    if (!this.tail) await this.fetchTail();
    else this.showTail();
  }

  private async fetchTail(): Promise<void> {
    const { tailUrl } = this.manifest;
    if (!tailUrl) return;
    try {
      this.tail = await askBytes(tailUrl, { ...this.options, signal: this.stop.signal });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 404) throw error;
      this.tail = new Uint8Array(); // ended meanwhile: the next manifest says so
    }
    this.showTail();
  }

  private showTail(): void {
    const { scratch, tail, timeline } = this;
    if (!tail) return;
    readTail(tail, { scratch, frame: () => undefined, pose: (slot, tick, ageMs, pose) => timeline.push(slot, tick, ageMs, pose) });
    this.tailShown = true;
  }
}

function unreadable(url: string): ProblemError {
  return new ProblemError({ type: "/problems/unreadable-chunk", title: "A part of this replay cannot be read", detail: url, status: 200 });
}
