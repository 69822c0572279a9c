/**
 * The clock of a replay: one number, session time in milliseconds, and the few things that may happen to it.
 *
 * It owns no timer. The page calls `advance` once per drawn frame with the time that really passed, so a replay runs as
 * smoothly as it is drawn, stands still while the tab is hidden, and is tested without waiting. What has not arrived
 * yet is never skipped: `advance` is told whether the motion at the present moment is there, and holds until it is.
 *
 * A running session has no end, only an edge that grows. At the edge playing goes on waiting instead of stopping, and
 * `followEdge` keeps a few seconds behind it, so that the next piece has arrived before it is needed.
 */
export const SPEEDS = [0.5, 0.75, 1, 1.5, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/** How far behind the edge of a running session one watches, and how far is too far. */
export const EDGE_LAG_MS = 4_000;
const EDGE_LOST_MS = 12_000;

/** A frame that took longer than this (a hidden tab, a breakpoint) counts as this long; slow machines take half of it. */
const LONGEST_FRAME_MS = 1_000;

export interface Transport {
  /** Where the replay is, in session milliseconds. */
  readonly ms: number;
  readonly endMs: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly running: boolean;
  /** Watching a running session as it happens. */
  readonly atEdge: boolean;
  /** Playing, but waiting for motion to arrive. */
  readonly waiting: boolean;
  /** Played or moved since it was made. */
  readonly started: boolean;
  /** Counts the jumps: whatever smooths over time starts afresh when it changes. */
  readonly jumps: number;
  play(): void;
  pause(): void;
  toggle(): void;
  seek(ms: number): void;
  nudge(byMs: number): void;
  setSpeed(speed: number): void;
  faster(): void;
  slower(): void;
  followEdge(): void;
  /** Moves on by a frame; `ready` says whether the motion at `ms` is here. */
  advance(frameMs: number, ready: boolean): void;
  /** The session has gone on to `endMs`, or (running false) ended there. */
  grow(endMs: number, running: boolean): void;
  /** Called after anything but the mere passing of time has changed. */
  onChange(listener: () => void): () => void;
}

export interface TransportOptions {
  endMs: number;
  running: boolean;
  startMs?: number;
}

export function createTransport(options: TransportOptions): Transport {
  return new Clock(options);
}

class Clock implements Transport {
  ms: number;
  endMs: number;
  running: boolean;
  playing = false;
  atEdge = false;
  waiting = false;
  started = false;
  speed: Speed = 1;
  jumps = 0;
  private readonly listeners = new Set<() => void>();

  constructor(options: TransportOptions) {
    this.endMs = Math.max(0, options.endMs);
    this.running = options.running;
    this.ms = this.clamp(options.startMs ?? 0);
  }

  play(): void {
    if (this.playing) return;
    if (this.ms >= this.endMs && !this.running) this.jumpTo(0); // play at the end starts over, as everywhere
    this.playing = true;
    this.started = true;
    this.changed();
  }

  pause(): void {
    if (!this.playing) return;
    this.stop();
    this.changed();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  seek(ms: number): void {
    if (!Number.isFinite(ms)) return;
    this.atEdge = false;
    this.jumpTo(ms);
    this.changed();
  }

  nudge(byMs: number): void {
    this.seek(this.ms + byMs);
  }

  setSpeed(speed: number): void {
    const known = SPEEDS.find((one) => one === speed);
    if (known === undefined || known === this.speed) return;
    this.speed = known;
    if (known !== 1) this.atEdge = false; // nobody can be faster than what happens now
    this.changed();
  }

  faster(): void {
    this.step(1);
  }

  slower(): void {
    this.step(-1);
  }

  followEdge(): void {
    if (!this.running) return;
    this.speed = 1;
    this.atEdge = true;
    this.playing = true;
    this.jumpTo(this.endMs - EDGE_LAG_MS);
    this.changed();
  }

  advance(frameMs: number, ready: boolean): void {
    if (!this.playing) return;
    this.setWaiting(!ready || (this.running && this.ms >= this.endMs));
    if (this.waiting) return;
    const next = this.ms + Math.min(Math.max(0, frameMs), LONGEST_FRAME_MS) * this.speed;
    this.ms = this.clamp(next);
    if (next < this.endMs || this.running) return;
    this.stop();
    this.changed();
  }

  grow(endMs: number, running: boolean): void {
    const changed = endMs !== this.endMs || running !== this.running;
    this.endMs = Math.max(this.endMs, endMs);
    this.running = running;
    if (!running) this.atEdge = false;
    if (this.atEdge && this.endMs - this.ms > EDGE_LOST_MS) this.jumpTo(this.endMs - EDGE_LAG_MS);
    if (changed) this.changed();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private step(by: number): void {
    this.setSpeed(SPEEDS[SPEEDS.indexOf(this.speed) + by] ?? this.speed);
  }

  private stop(): void {
    this.playing = false;
    this.waiting = false;
    this.atEdge = false;
  }

  private setWaiting(waiting: boolean): void {
    if (waiting === this.waiting) return;
    this.waiting = waiting;
    this.changed();
  }

  private jumpTo(ms: number): void {
    this.ms = this.clamp(ms);
    this.started = true;
    this.jumps++;
  }

  private clamp(ms: number): number {
    return Math.min(Math.max(0, ms), this.endMs);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
