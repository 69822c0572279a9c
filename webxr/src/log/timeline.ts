/**
 * Everybody's samples, and what is drawn of them at a time: the rule of docs/PROTOCOL.md 4. Live and replay share it, and
 * differ only in where samples come from (frames or chunks) and in who turns the clock; so they draw the same.
 *
 * Samples may arrive in any order and more than once: each finds its place by its time, and of two at the same time the
 * one of the later tick stays. Asking allocates nothing; pushing allocates only while a person's track still grows.
 * Nobody forgets on their own: the socket forgets what is long past, the replay what is far from its slider.
 */

import {
  dequantiseJoint,
  FLAG_CUT,
  FLAG_LEFT,
  FLAG_RIGHT,
  HEAD,
  type Joint,
  LEFT,
  type Numbers,
  POSE_FLOATS,
  RIGHT,
} from "../motion/pose";
import { MOVE_MS } from "./protocol.gen";
import { sampleTime } from "./time";
import { createTrack, type Track } from "./track";

export interface Timeline {
  /** Millimetres; the socket or the replay fills it in before the first sample. */
  readonly origin: Int32Array;
  /**
   * `placed`: the sample comes with a catch-up frame. Where frames are missing in front of it, no movement is drawn into
   * it; where none are, it is a sample like any other.
   */
  push(slot: number, tick: number, ageMs: number, pose: Int32Array, placed?: boolean): void;
  /** Fills `out` (POSE_FLOATS) and answers the flags of what is shown (which hands); 0 where nothing is known. */
  poseAt(slot: number, ms: number, out: Float32Array): number;
  /** Copies the newest sample at or before `ms` into `out` (POSE_INTS) and answers its time, or NaN. */
  sampleBefore(slot: number, ms: number, out: Int32Array): number;
  /** Whether there is a sample later than `ms`; without one, what is drawn is held. */
  knowsAfter(slot: number, ms: number): boolean;
  slots(): Iterable<number>;
  /** Forgets what is before `ms`, but for the sample that is in force then. */
  forgetBefore(ms: number): void;
  /** Forgets what is after `ms`. */
  forgetAfter(ms: number): void;
  clear(): void;
}

export function createTimeline(origin: Numbers = [0, 0, 0]): Timeline {
  const tracks = new Map<number, Track>();
  const from = Int32Array.from(origin);
  const later = new Float32Array(POSE_FLOATS);

  function trackOf(slot: number): Track {
    let track = tracks.get(slot);
    if (!track) tracks.set(slot, (track = createTrack()));
    return track;
  }

  return {
    origin: from,
    push(slot, tick, ageMs, pose, placed = false) {
      const track = trackOf(slot);
      const at = track.insert(sampleTime(tick, ageMs), tick, pose);
      if (placed && at >= 0) track.mark(at);
    },
    poseAt(slot, ms, out) {
      const track = tracks.get(slot);
      const a = track ? track.before(ms) : -1;
      return track && a >= 0 ? draw(from, track, a, ms, out, later) : 0;
    },
    sampleBefore(slot, ms, out) {
      const track = tracks.get(slot);
      const a = track ? track.before(ms) : -1;
      if (!track || a < 0) return NaN;
      track.copy(a, out);
      return track.time(a);
    },
    knowsAfter(slot, ms) {
      const track = tracks.get(slot);
      return track !== undefined && track.before(ms) + 1 < track.count();
    },
    slots: () => tracks.keys(),
    forgetBefore(ms) {
      for (const track of tracks.values()) track.dropFirst(track.before(ms));
    },
    forgetAfter(ms) {
      for (const [slot, track] of tracks) {
        track.dropFrom(track.before(ms) + 1);
        if (track.count() === 0) tracks.delete(slot);
      }
    },
    clear: () => tracks.clear(),
  };
}

/** Sample `a` is in force at `ms`; the next one, if there is one, may pull at it. */
function draw(origin: Int32Array, track: Track, a: number, ms: number, out: Float32Array, later: Float32Array): number {
  const poses = track.poses();
  const base = track.base(a);
  const flags = poses[base] ?? 0;
  place(origin, poses, base, flags, out);
  const shown = flags & ~FLAG_CUT;
  if (a + 1 >= track.count()) return shown;
  const next = track.base(a + 1);
  const nextFlags = poses[next] ?? 0;
  const nextTime = track.time(a + 1);
  const time = track.time(a);
  const start = Math.max(time, nextTime - MOVE_MS);
  const jumps = (nextFlags & FLAG_CUT) !== 0 || (track.marked(a + 1) && nextTime - time > MOVE_MS);
  if (jumps || ms <= start) return shown;
  const both = flags & nextFlags;
  const share = (ms - start) / (nextTime - start);
  place(origin, poses, next, both, later);
  move(out, later, HEAD, share);
  if (both & FLAG_LEFT) move(out, later, LEFT, share);
  if (both & FLAG_RIGHT) move(out, later, RIGHT, share);
  return shown;
}

function place(origin: Int32Array, poses: Int32Array, base: number, flags: number, out: Float32Array): void {
  dequantiseJoint(origin, poses, base, HEAD, out);
  if (flags & FLAG_LEFT) dequantiseJoint(origin, poses, base, LEFT, out);
  if (flags & FLAG_RIGHT) dequantiseJoint(origin, poses, base, RIGHT, out);
}

/** Positions linearly, rotations by normalised linear interpolation along the shorter way. */
function move(out: Float32Array, to: Float32Array, joint: Joint, share: number): void {
  const at = joint - 1;
  for (let i = at; i < at + 3; i++) {
    const from = out[i] ?? 0;
    out[i] = from + ((to[i] ?? 0) - from) * share;
  }
  let dot = 0;
  for (let i = at + 3; i < at + 7; i++) dot += (out[i] ?? 0) * (to[i] ?? 0);
  const sign = dot < 0 ? -1 : 1;
  let sum = 0;
  for (let i = at + 3; i < at + 7; i++) {
    const from = out[i] ?? 0;
    const between = from + (sign * (to[i] ?? 0) - from) * share;
    out[i] = between;
    sum += between * between;
  }
  const length = Math.sqrt(sum);
  if (length > 0) for (let i = at + 3; i < at + 7; i++) out[i] = (out[i] ?? 0) / length;
}
