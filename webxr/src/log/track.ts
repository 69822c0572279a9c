/**
 * One person's samples in order of time, in typed arrays with room at both ends: adding behind, adding in front (a replay
 * that is dragged back) and forgetting in front cost nothing per sample that stays; a stray in the middle moves the
 * shorter side by one. Storage grows by doubling and is then reused for ever.
 */

import { POSE_INTS } from "../motion/pose";

/** Indices count from the oldest sample that is kept. */
export interface Track {
  count(): number;
  time(index: number): number;
  /** The index of the newest sample at or before `ms`, or −1. */
  before(ms: number): number;
  /** Puts a sample in its place and answers its index, or −1 if a later tick already says what was at that time. */
  insert(time: number, tick: number, pose: Int32Array): number;
  /** All poses; sample `index` begins at `base(index)`. Good until the next insert. */
  poses(): Int32Array;
  base(index: number): number;
  copy(index: number, out: Int32Array): void;
  /** A marked sample is placed, not moved to. */
  mark(index: number): void;
  marked(index: number): boolean;
  /** Drops the samples below `index`, or those from it on. */
  dropFirst(index: number): void;
  dropFrom(index: number): void;
}

const FIRST_CAPACITY = 64;

export function createTrack(): Track {
  return new Samples();
}

class Samples implements Track {
  private capacity = FIRST_CAPACITY;
  private times = new Float64Array(FIRST_CAPACITY);
  private ticks = new Float64Array(FIRST_CAPACITY);
  private marks = new Uint8Array(FIRST_CAPACITY);
  private data = new Int32Array(FIRST_CAPACITY * POSE_INTS);
  private start = FIRST_CAPACITY >> 2;
  private end = FIRST_CAPACITY >> 2;
  /** Where the last question was answered: the next answer is nearly always there or one further. */
  private cursor = 0;

  count(): number {
    return this.end - this.start;
  }

  time(index: number): number {
    return this.timeAt(this.start + index);
  }

  before(ms: number): number {
    return this.after(ms) - 1 - this.start;
  }

  insert(time: number, tick: number, pose: Int32Array): number {
    let i = this.after(time);
    if (i > this.start && this.timeAt(i - 1) === time) {
      i--;
      if ((this.ticks[i] ?? 0) > tick) return -1;
    } else i = this.open(i);
    this.times[i] = time;
    this.ticks[i] = tick;
    this.marks[i] = 0;
    for (let k = 0, to = i * POSE_INTS; k < POSE_INTS; k++, to++) this.data[to] = pose[k] ?? 0;
    return i - this.start;
  }

  poses(): Int32Array {
    return this.data;
  }

  base(index: number): number {
    return (this.start + index) * POSE_INTS;
  }

  copy(index: number, out: Int32Array): void {
    for (let k = 0, from = this.base(index); k < POSE_INTS; k++, from++) out[k] = this.data[from] ?? 0;
  }

  mark(index: number): void {
    this.marks[this.start + index] = 1;
  }

  marked(index: number): boolean {
    return this.marks[this.start + index] === 1;
  }

  dropFirst(index: number): void {
    this.start = Math.max(this.start, Math.min(this.end, this.start + index));
  }

  dropFrom(index: number): void {
    this.end = Math.min(this.end, Math.max(this.start, this.start + index));
  }

  private timeAt(i: number): number {
    return this.times[i] ?? NaN;
  }

  /** The first place whose sample is later than `ms`. */
  private after(ms: number): number {
    const { start, end, cursor } = this;
    if (start === end || ms >= this.timeAt(end - 1)) return end;
    if (cursor > start && cursor < end && this.timeAt(cursor - 1) <= ms) {
      if (ms < this.timeAt(cursor)) return cursor;
      if (ms < this.timeAt(cursor + 1)) return ++this.cursor;
    }
    let low = start;
    let high = end - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) <= ms) low = middle + 1;
      else high = middle;
    }
    this.cursor = low;
    return low;
  }

  /** Opens a place at `i` and answers where it is then. */
  private open(i: number): number {
    const index = i - this.start;
    const front = index * 2 < this.end - this.start;
    if (front ? this.start === 0 : this.end === this.capacity) this.centre();
    const at = this.start + index;
    if (front) this.shift(this.start - 1, this.start--, at);
    else this.shift(at + 1, at, this.end++);
    return this.start + index;
  }

  private shift(to: number, from: number, until: number): void {
    this.times.copyWithin(to, from, until);
    this.ticks.copyWithin(to, from, until);
    this.marks.copyWithin(to, from, until);
    this.data.copyWithin(to * POSE_INTS, from * POSE_INTS, until * POSE_INTS);
  }

  /** Makes room at both ends, in the same storage while it is at most half full. */
  private centre(): void {
    const count = this.count();
    const room = count * 2 > this.capacity ? this.capacity * 2 : this.capacity;
    const to = (room - count) >> 2;
    if (room === this.capacity) this.shift(to, this.start, this.end);
    else this.grow(room, to);
    this.start = to;
    this.end = to + count;
  }

  private grow(room: number, to: number): void {
    this.times = this.moved(this.times, new Float64Array(room), 1, to);
    this.ticks = this.moved(this.ticks, new Float64Array(room), 1, to);
    this.marks = this.moved(this.marks, new Uint8Array(room), 1, to);
    this.data = this.moved(this.data, new Int32Array(room * POSE_INTS), POSE_INTS, to);
    this.capacity = room;
  }

  private moved<T extends Float64Array | Uint8Array | Int32Array>(from: T, into: T, width: number, to: number): T {
    into.set(from.subarray(this.start * width, this.end * width), to * width);
    return into;
  }
}
