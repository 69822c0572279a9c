/**
 * The pose record (docs/PROTOCOL.md 3): a stream of bits, most significant first, padded with zero bits to a byte.
 * 12 bytes for a head, 21 with one hand, 31 with two.
 */

import {
  FLAG_CUT,
  FLAG_KEY,
  FLAG_LEFT,
  FLAG_RIGHT,
  HAND_REACH,
  HEAD,
  HEAD_REACH,
  HEAD_RISE,
  LEFT,
  POSE_INTS,
  RIGHT,
  ROTATION_TOP,
} from "./pose";

export const RECORD_MAX_BYTES = 31;

const FLAGS_KNOWN = FLAG_KEY | FLAG_LEFT | FLAG_RIGHT | FLAG_CUT;
const HEAD_BITS = 8 + 17 + 14 + 17 + 38;
const HAND_BITS = 36 + 38;

/** How long the record with these flags is. */
export function recordBytes(flags: number): number {
  const bits = HEAD_BITS + (flags & FLAG_LEFT ? HAND_BITS : 0) + (flags & FLAG_RIGHT ? HAND_BITS : 0);
  return (bits + 7) >>> 3;
}

/** Writes the pose at `offset` and answers the offset behind it, or −1 where there is no room. */
export function writeRecord(pose: Int32Array, bytes: Uint8Array, offset: number): number {
  const flags = (pose[0] ?? 0) | FLAG_KEY;
  const end = offset + recordBytes(flags);
  if (end > bytes.length) return -1;
  bytes.fill(0, offset, end);
  bytes[offset] = flags & FLAGS_KNOWN;
  let at = putBits(bytes, (offset + 1) * 8, 17, (pose[HEAD] ?? 0) + HEAD_REACH);
  at = putBits(bytes, at, 14, (pose[HEAD + 1] ?? 0) + HEAD_RISE);
  at = putBits(bytes, at, 17, (pose[HEAD + 2] ?? 0) + HEAD_REACH);
  at = putRotation(bytes, at, pose, HEAD + 3);
  if (flags & FLAG_LEFT) at = putHand(bytes, at, pose, LEFT);
  if (flags & FLAG_RIGHT) putHand(bytes, at, pose, RIGHT);
  return end;
}

/** Reads the record at `offset` into `pose` and answers the offset behind it, or −1 for a malformed one. */
export function readRecord(bytes: Uint8Array, offset: number, pose: Int32Array): number {
  const flags = bytes[offset];
  if (flags === undefined || (flags & FLAG_KEY) === 0 || (flags & ~FLAGS_KNOWN) !== 0) return -1;
  const end = offset + recordBytes(flags);
  if (end > bytes.length) return -1;
  pose.fill(0, 0, POSE_INTS);
  pose[0] = flags;
  let at = (offset + 1) * 8;
  pose[HEAD] = getBits(bytes, at, 17) - HEAD_REACH;
  pose[HEAD + 1] = getBits(bytes, at + 17, 14) - HEAD_RISE;
  pose[HEAD + 2] = getBits(bytes, at + 31, 17) - HEAD_REACH;
  at = getRotation(bytes, at + 48, pose, HEAD + 3);
  if (flags & FLAG_LEFT) at = getHand(bytes, at, pose, LEFT);
  if (flags & FLAG_RIGHT) at = getHand(bytes, at, pose, RIGHT);
  if (at < 0 || getBits(bytes, at, end * 8 - at) !== 0) return -1;
  return end;
}

function putHand(bytes: Uint8Array, at: number, pose: Int32Array, joint: number): number {
  for (let axis = 0; axis < 3; axis++) at = putBits(bytes, at, 12, (pose[joint + axis] ?? 0) + HAND_REACH);
  return putRotation(bytes, at, pose, joint + 3);
}

function getHand(bytes: Uint8Array, at: number, pose: Int32Array, joint: number): number {
  if (at < 0) return -1;
  for (let axis = 0; axis < 3; axis++) pose[joint + axis] = getBits(bytes, at + 12 * axis, 12) - HAND_REACH;
  return getRotation(bytes, at + 36, pose, joint + 3);
}

function putRotation(bytes: Uint8Array, at: number, pose: Int32Array, from: number): number {
  at = putBits(bytes, at, 2, pose[from] ?? 0);
  for (let i = 1; i <= 3; i++) at = putBits(bytes, at, 12, pose[from + i] ?? 0);
  return at;
}

/** The bit offset behind the rotation, or −1 when a component is out of range. */
function getRotation(bytes: Uint8Array, at: number, pose: Int32Array, from: number): number {
  pose[from] = getBits(bytes, at, 2);
  for (let i = 0; i < 3; i++) {
    const component = getBits(bytes, at + 2 + 12 * i, 12);
    if (component > ROTATION_TOP) return -1;
    pose[from + 1 + i] = component;
  }
  return at + 38;
}

/** `at` counts bits; the bytes written to must be zero. */
function putBits(bytes: Uint8Array, at: number, width: number, value: number): number {
  for (let left = width; left > 0; ) {
    const room = 8 - (at & 7);
    const take = Math.min(room, left);
    const bits = (value >>> (left - take)) & ((1 << take) - 1);
    bytes[at >>> 3] = (bytes[at >>> 3] ?? 0) | (bits << (room - take));
    at += take;
    left -= take;
  }
  return at;
}

function getBits(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let left = width; left > 0; ) {
    const room = 8 - (at & 7);
    const take = Math.min(room, left);
    const bits = ((bytes[at >>> 3] ?? 0) >>> (room - take)) & ((1 << take) - 1);
    value = (value << take) | bits;
    at += take;
    left -= take;
  }
  return value;
}
