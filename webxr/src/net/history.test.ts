/**
 * A replay is static files. The server here is a map of addresses to bytes; what is asked of it, and how often, is what is
 * looked at, beside what is drawn.
 */

import { afterEach, expect, it, vi } from "vitest";

import { tickMs } from "../log/time";
import { createTimeline } from "../log/timeline";
import { type Part, writeChunk } from "../motion/chunk";
import { type FrameEntry, writeFrame } from "../motion/frame";
import { POSE_FLOATS, POSE_INTS } from "../motion/pose";
import { createChance, someone } from "../motion/seeded";
import type { ReplayManifest, SceneView } from "./api";
import { openReplay, type Replay } from "./history";

afterEach(() => void vi.useRealTimers());

const BASE = "http://rehearsal.test";
const SESSION = "a2b3";
const HOUR = 108_000;

const scene: SceneView = { id: "s", name: "Library", url: "/api/scenes/s/f.glb", bytes: 1, min: [0, 0, 0], max: [1, 1, 1], spawns: [], seats: [], touchpoints: [], zones: [], links: [], floor: { nodes: [], height: 0, inferred: true }, hidden: [] };

interface Sample { slot: number; tick: number; ageMs: number; pose: Int32Array }

/** Two people who move in about every second tick; one of them is still for the second minute. */
function story(ticks: number): Sample[] {
  const chance = createChance(21);
  const samples: Sample[] = [];
  for (let tick = 3; tick < ticks; tick++) {
    for (const slot of [1, 9]) {
      const still = slot === 9 && tick > 1800 && tick < 3600;
      if (!still && chance.next() < 0.5) samples.push({ slot, tick, ageMs: 20 + chance.whole(0, 20), pose: someone(chance) });
    }
  }
  return samples;
}

function chunkOf(samples: readonly Sample[], firstTick: number): Uint8Array<ArrayBuffer> {
  const parts = [1, 9].flatMap((slot): Part[] => {
    const own = samples.filter((sample) => sample.slot === slot);
    const all = [...own.filter(({ tick }) => tick < firstTick).slice(-1), ...own.filter(({ tick }) => tick >= firstTick && tick < firstTick + 300)];
    if (all.length === 0) return [];
    const poses = new Int32Array(all.length * POSE_INTS);
    all.forEach(({ pose }, i) => poses.set(pose, i * POSE_INTS));
    return [{ slot, count: all.length, ticks: Float64Array.from(all, ({ tick }) => tick), ages: Uint8Array.from(all, ({ ageMs }) => ageMs), poses }];
  });
  return new Uint8Array(writeChunk({ firstTick, ticks: 300, parts }) ?? []);
}

function tailOf(samples: readonly Sample[], from: number, until: number): Uint8Array<ArrayBuffer> {
  const out = [0x52, 0x54, 1];
  const bytes = new Uint8Array(256);
  for (let tick = from; tick < until; tick++) {
    const entries: FrameEntry[] = samples.filter((sample) => sample.tick === tick);
    const length = writeFrame(tick, 0, entries, bytes, 0);
    out.push(length, ...bytes.subarray(0, length)); // below 128 bytes: the length is one byte
  }
  return Uint8Array.from(out);
}

/** A session that has `endTick` ticks, of which whole chunks are sealed. */
class Archive {
  readonly asked: string[] = [];
  readonly failing = new Set<string>();
  running = false;

  constructor(readonly samples: readonly Sample[], public endTick: number) {}

  readonly fetch: typeof globalThis.fetch = async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const path = url.slice(BASE.length);
    this.asked.push(path);
    await Promise.resolve();
    if (this.failing.has(path)) return new Response('{"type":"/problems/not-saved","title":"No","status":503}', { status: 503 });
    const last = path.split("/").at(-1) ?? "";
    if (last === "replay") return Response.json(this.manifest());
    if (last === "tail") return this.running ? new Response(tailOf(this.samples, this.sealed(), this.endTick)) : new Response("", { status: 404 });
    return new Response(chunkOf(this.samples, Number(last)));
  };

  sealed(): number {
    return this.running ? this.endTick - (this.endTick % 300) : Math.ceil(this.endTick / 300) * 300;
  }

  chunksAsked(): number[] {
    return this.asked.map((path) => Number(path.split("/").at(-1))).filter((tick) => !Number.isNaN(tick));
  }

  private manifest(): ReplayManifest {
    const address = `/api/sessions/${SESSION}/replay`;
    const chunks = Array.from({ length: this.sealed() / 300 }, (_, i) => ({ firstTick: i * 300, ticks: 300, bytes: 1, url: `${address}/${i * 300}` }));
    const events = Array.from({ length: Math.floor(this.endTick / 100) }, (_, i) => ({
      seq: i + 1, tick: i * 100, author: 0, op: 0, object: "participant:1", property: "name", value: `name ${i}`, previous: null,
    }));
    const session = { id: SESSION, title: "", scene, variant: "a", variantName: "", version: "v", phase: "closed" as const, openedAt: "", simulated: false, joinUrl: "", code: "", people: [] };
    const tail = this.running ? { tailUrl: `${address}/tail` } : {};
    return { session, tickHz: 30, originMm: [100, 0, -50], endTick: this.endTick, running: this.running, events, chunks, ...tail };
  }
}

const open = (archive: Archive): Promise<Replay> => openReplay(SESSION, { baseUrl: BASE, fetch: archive.fetch });

const SAMPLES = story(6000);
const whole = createTimeline([100, 0, -50]);
for (const { slot, tick, ageMs, pose } of SAMPLES) whole.push(slot, tick, ageMs, pose);

/** All that is drawn of both at a time, to the last bit. */
function drawn(timeline: Replay["timeline"], ms: number): string {
  const out = new Float32Array(POSE_FLOATS);
  const ints = new Int32Array(POSE_INTS);
  return [1, 9].map((slot) => `${timeline.poseAt(slot, ms, out.fill(0))}:${out.join()}:${timeline.sampleBefore(slot, ms, ints)}:${ints.join()}`).join("\n");
}

it("draws any moment as the whole log would, from wherever the slider comes", async () => {
  const replay = await open(new Archive(SAMPLES, 6000));
  const chance = createChance(5);
  let ms = 0;
  for (let i = 0; i < 250; i++) {
    ms = chance.next() < 0.3 ? chance.between(100, 199_000) : Math.max(200, Math.min(199_000, ms + chance.between(-4000, 9000)));
    await replay.ensure(ms);
    expect(replay.has(ms)).toBe(true);
    expect(drawn(replay.timeline, ms)).toBe(drawn(whole, ms));
  }
  replay.dispose();
});

it("fetches what is near, ahead of need, each once, and forgets what is far", async () => {
  const archive = new Archive(story(300), HOUR);
  const replay = await open(archive);
  await replay.ensure(0);
  await replay.ensure(0);
  await vi.waitFor(() => expect(archive.chunksAsked()).toEqual([0, 300, 600]));
  await replay.ensure(tickMs(54_000) + 5000);
  await vi.waitFor(() => expect(archive.chunksAsked().slice(3)).toEqual([54_000, 54_300, 54_600]));
  expect(replay.has(0)).toBe(false);
  // The browser has it in its cache; it is only asked for again.
  await replay.ensure(0);
  expect(archive.chunksAsked().filter((tick) => tick === 0)).toHaveLength(2);
});

it("does not go back for an answer that comes when the slider is elsewhere", async () => {
  const archive = new Archive(story(300), HOUR);
  let answer!: () => void;
  const slow = new Promise<void>((done) => (answer = done));
  const replay = await openReplay(SESSION, {
    baseUrl: BASE,
    fetch: async (input) => {
      const response = await archive.fetch(input);
      if (archive.asked.at(-1)?.endsWith("/0") === true) await slow;
      return response;
    },
  });
  const late = replay.ensure(0);
  const far = tickMs(54_000) + 5000;
  await vi.waitFor(() => expect(archive.chunksAsked()).toEqual([0]));
  await replay.ensure(far);
  answer();
  await late;
  expect(replay.has(far)).toBe(true);
});

it("says what is wrong with a chunk, and asks again when it is wanted again", async () => {
  const archive = new Archive(SAMPLES, 6000);
  archive.failing.add(`/api/sessions/${SESSION}/replay/900`);
  const replay = await open(archive);
  await expect(replay.ensure(tickMs(1000))).rejects.toMatchObject({ type: "/problems/not-saved", status: 503 });
  expect(replay.has(tickMs(1000))).toBe(false);
  archive.failing.clear();
  await replay.ensure(tickMs(1000));
  expect(drawn(replay.timeline, tickMs(1000))).toBe(drawn(whole, tickMs(1000)));
});

it("tells state and events at a time", async () => {
  const replay = await open(new Archive(SAMPLES, 6000));
  expect(replay.stateAt(-1).seq).toBe(0);
  expect(replay.stateAt(tickMs(250)).participants).toMatchObject([{ slot: 1, name: "name 2" }]);
  expect(replay.stateAt(tickMs(250))).toBe(replay.stateAt(tickMs(299)));
  expect(replay.eventsBetween(tickMs(100), tickMs(300)).map(({ seq }) => seq)).toEqual([3, 4]);
  expect(replay.endMs).toBe(200_000);
});

it("follows a running session to its end, drawing what is not sealed yet", async () => {
  vi.useFakeTimers();
  const archive = new Archive(SAMPLES, 1250);
  archive.running = true;
  const replay = await open(archive);
  let grown = 0;
  replay.subscribe(() => grown++);
  for (let tick = 1250; tick < 2200; tick += 60) {
    archive.endTick = tick;
    await vi.advanceTimersByTimeAsync(2000);
    expect(replay.endMs).toBe(tickMs(tick));
    const ms = tickMs(tick - 20);
    await replay.ensure(ms);
    expect(drawn(replay.timeline, ms)).toBe(drawn(whole, ms));
    // A look at the beginning, and back.
    await replay.ensure(2000);
    expect(drawn(replay.timeline, 2000)).toBe(drawn(whole, 2000));
  }
  expect(grown).toBeGreaterThan(10);
  archive.running = false;
  await vi.advanceTimersByTimeAsync(4000);
  expect(replay.running).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

it("goes on asking after an answer that failed, and stops when it is disposed of", async () => {
  vi.useFakeTimers();
  const archive = new Archive(SAMPLES, 1250);
  archive.running = true;
  const replay = await open(archive);
  archive.failing.add(`/api/sessions/${SESSION}/replay`);
  archive.endTick = 1300;
  await vi.advanceTimersByTimeAsync(5000);
  archive.failing.clear();
  await vi.advanceTimersByTimeAsync(2000);
  expect(replay.endMs).toBe(tickMs(1300));
  replay.dispose();
  const asked = archive.asked.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(archive.asked).toHaveLength(asked);
});
