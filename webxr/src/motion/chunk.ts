/**
 * Sealed motion (docs/PROTOCOL.md 6): ten seconds, one part for each participant, in columns; and the tail, the frames of
 * a running session that are not sealed yet.
 *
 * Readers answer null for what is malformed: every count is checked against the bytes that are there before anything is
 * allocated for it.
 */

import { putUvarint, uvarintAt, uvarintEnd, unzigzag, zigzag } from "./bytes";
import { FRAME_ENTRIES_MAX, readFrame, type FrameVisitor } from "./frame";
import {
  FLAG_CUT,
  FLAG_KEY,
  FLAG_LEFT,
  FLAG_RIGHT,
  HAND_REACH,
  HEAD,
  HEAD_REACH,
  HEAD_RISE,
  HEAD_TOP,
  LEFT,
  POSE_INTS,
  RIGHT,
  ROTATION_TOP,
} from "./pose";

export const CHUNK_TICKS_MAX = 300;
export const PART_SAMPLES_MAX = 4096;

const VERSION = 1;
const FLAGS_KNOWN = FLAG_KEY | FLAG_LEFT | FLAG_RIGHT | FLAG_CUT;
const SLOT_MAX = 0xffff;
const TICK_MAX = 0xffffffff;

/** One participant's samples, in order. */
export interface Part {
  readonly slot: number;
  readonly count: number;
  /** Ticks since the session opened; the first may lie before the chunk. */
  readonly ticks: Float64Array;
  readonly ages: Uint8Array;
  /** POSE_INTS for each sample. */
  readonly poses: Int32Array;
}

export interface Chunk {
  readonly firstTick: number;
  readonly ticks: number;
  readonly parts: readonly Part[];
}

/** Where a part is being read; `ok` turns false at the first thing that is wrong. */
interface Reading {
  readonly bytes: Uint8Array;
  at: number;
  ok: boolean;
}

export function readChunk(bytes: Uint8Array): Chunk | null {
  if (!hasMagic(bytes, "C")) return null;
  const from: Reading = { bytes, at: 3, ok: true };
  const firstTick = number(from, TICK_MAX);
  const ticks = number(from, CHUNK_TICKS_MAX);
  const m = number(from, FRAME_ENTRIES_MAX);
  if (!from.ok || ticks < 1 || firstTick + ticks > TICK_MAX + 1) return null;
  const parts: Part[] = [];
  for (let i = 0; i < m && from.ok; i++) {
    const slot = number(from, SLOT_MAX);
    const length = number(from, bytes.length - from.at);
    if (!from.ok || from.at + length > bytes.length) return null;
    const part = readPart(bytes.subarray(from.at, from.at + length), slot, firstTick);
    if (!part) return null;
    parts.push(part);
    from.at += length;
  }
  return from.ok && from.at === bytes.length ? { firstTick, ticks, parts } : null;
}

/** Shows the frames of a tail to the visitor; false when it is malformed, after what was well-formed has been shown. */
export function readTail(bytes: Uint8Array, visit: FrameVisitor): boolean {
  if (!hasMagic(bytes, "T")) return false;
  for (let at = 3; at < bytes.length; ) {
    const length = uvarintAt(bytes, at);
    if (length < 0) return false;
    at = uvarintEnd(bytes, at);
    if (at + length > bytes.length || readFrame(bytes.subarray(at, at + length), visit) < 0) return false;
    at += length;
  }
  return true;
}

function hasMagic(bytes: Uint8Array, second: "C" | "T"): boolean {
  return bytes[0] === 0x52 && bytes[1] === second.charCodeAt(0) && bytes[2] === VERSION;
}

function readPart(bytes: Uint8Array, slot: number, firstTick: number): Part | null {
  const from: Reading = { bytes, at: 0, ok: true };
  const count = number(from, Math.min(PART_SAMPLES_MAX, bytes.length));
  if (!from.ok || count < 1) return null;
  const ticks = new Float64Array(count);
  const poses = new Int32Array(count * POSE_INTS);
  column(from, count, -TICK_MAX, CHUNK_TICKS_MAX - 1, (i, v) => (ticks[i] = firstTick + v));
  const ages = bytes.slice(from.at, from.at + count);
  from.at += count;
  runs(from, count, FLAGS_KNOWN, (i, v) => (poses[i * POSE_INTS] = v));
  if (!from.ok || from.at > bytes.length || !ticksRise(ticks, firstTick)) return null;
  readJoint(from, poses, HEAD, every(poses, FLAG_KEY));
  readJoint(from, poses, LEFT, every(poses, FLAG_LEFT));
  readJoint(from, poses, RIGHT, every(poses, FLAG_RIGHT));
  return from.ok && from.at === bytes.length ? { slot, count, ticks, ages, poses } : null;
}

/** Only the first sample may lie before the chunk. */
function ticksRise(ticks: Float64Array, firstTick: number): boolean {
  return ticks.every((tick, i) => tick >= (i === 0 ? 0 : firstTick) && (i === 0 || tick > (ticks[i - 1] ?? 0)));
}

/** Where, in `poses`, the samples that have the flag begin. KEY: all of them. */
function every(poses: Int32Array, flag: number): number[] {
  const bases: number[] = [];
  for (let base = 0; base < poses.length; base += POSE_INTS) {
    if (flag === FLAG_KEY || ((poses[base] ?? 0) & flag) !== 0) bases.push(base);
  }
  return bases;
}

function readJoint(from: Reading, poses: Int32Array, joint: number, bases: readonly number[]): void {
  const n = bases.length;
  if (n === 0) return;
  const into = (offset: number) => (i: number, v: number) => void (poses[(bases[i] ?? 0) + joint + offset] = v);
  for (let axis = 0; axis < 3; axis++) column(from, n, lowest(joint, axis), highest(joint, axis), into(axis));
  runs(from, n, 3, into(3));
  for (let i = 4; i < 7; i++) column(from, n, 0, ROTATION_TOP, into(i));
}

function lowest(joint: number, axis: number): number {
  return joint !== HEAD ? -HAND_REACH : axis === 1 ? -HEAD_RISE : -HEAD_REACH;
}

function highest(joint: number, axis: number): number {
  return joint !== HEAD ? HAND_REACH - 1 : axis === 1 ? HEAD_TOP : HEAD_REACH - 1;
}

function number(from: Reading, max: number): number {
  const value = uvarintAt(from.bytes, from.at);
  if (value < 0 || value > max) {
    from.ok = false;
    return 0;
  }
  from.at = uvarintEnd(from.bytes, from.at);
  return value;
}

/** The first value, the first difference, then differences of differences. */
function column(from: Reading, n: number, low: number, high: number, each: (i: number, value: number) => void): void {
  let value = 0;
  let step = 0;
  for (let i = 0; i < n && from.ok; i++) {
    const read = unzigzag(number(from, Number.MAX_SAFE_INTEGER));
    step = i < 2 ? read : step + read;
    value = i === 0 ? read : value + step;
    if (value < low || value > high) from.ok = false;
    else each(i, value);
  }
}

/** (uvarint run · u8 value) until n are covered. */
function runs(from: Reading, n: number, mask: number, each: (i: number, value: number) => void): void {
  for (let i = 0; i < n && from.ok; ) {
    const run = number(from, n - i);
    const value = from.bytes[from.at++];
    if (run === 0 || value === undefined || (value & ~mask) !== 0) from.ok = false;
    else for (const end = i + run; i < end; i++) each(i, value);
  }
}

/** Writes a chunk; null when there is more than a chunk may hold. */
export function writeChunk(chunk: Chunk): Uint8Array | null {
  const out = new Uint8Array(32 + chunk.parts.reduce((sum, part) => sum + 32 + partBytesMax(part), 0));
  out.set([0x52, 0x43, VERSION]);
  let at = putUvarint(out, 3, chunk.firstTick);
  at = putUvarint(out, at, chunk.ticks);
  at = putUvarint(out, at, chunk.parts.length);
  for (const part of chunk.parts) {
    if (part.count < 1 || part.count > PART_SAMPLES_MAX) return null;
    const body = writePart(part, chunk.firstTick);
    at = putUvarint(out, at, part.slot);
    at = putUvarint(out, at, body.length);
    out.set(body, at);
    at += body.length;
  }
  return out.slice(0, at);
}

function partBytesMax(part: Part): number {
  return 16 + part.count * (6 * POSE_INTS + 8);
}

function writePart(part: Part, firstTick: number): Uint8Array {
  const out = new Uint8Array(partBytesMax(part));
  const { count, poses } = part;
  let at = putUvarint(out, 0, count);
  at = putColumn(out, at, count, (i) => (part.ticks[i] ?? 0) - firstTick);
  out.set(part.ages, at);
  at = putRuns(out, at + count, count, (i) => poses[i * POSE_INTS] ?? 0);
  at = putJoint(out, at, poses, HEAD, every(poses, FLAG_KEY));
  at = putJoint(out, at, poses, LEFT, every(poses, FLAG_LEFT));
  at = putJoint(out, at, poses, RIGHT, every(poses, FLAG_RIGHT));
  return out.subarray(0, at);
}

function putJoint(out: Uint8Array, at: number, poses: Int32Array, joint: number, bases: readonly number[]): number {
  const n = bases.length;
  if (n === 0) return at;
  const of = (offset: number) => (i: number) => poses[(bases[i] ?? 0) + joint + offset] ?? 0;
  for (let axis = 0; axis < 3; axis++) at = putColumn(out, at, n, of(axis));
  at = putRuns(out, at, n, of(3));
  for (let i = 4; i < 7; i++) at = putColumn(out, at, n, of(i));
  return at;
}

function putColumn(out: Uint8Array, at: number, n: number, value: (i: number) => number): number {
  let before = 0;
  let step = 0;
  for (let i = 0; i < n; i++) {
    const now = value(i);
    at = putUvarint(out, at, zigzag(i < 2 ? now - before : now - before - step));
    step = i === 0 ? 0 : now - before;
    before = now;
  }
  return at;
}

function putRuns(out: Uint8Array, at: number, n: number, value: (i: number) => number): number {
  for (let i = 0; i < n; ) {
    const first = i;
    const same = value(i);
    while (i < n && value(i) === same) i++;
    at = putUvarint(out, at, i - first);
    out[at++] = same;
  }
  return at;
}
