/**
 * FRAME (docs/PROTOCOL.md 2): everybody who moved in one tick.
 * `0x10` · u32 tick · u8 flags · uvarint n · n × (uvarint slot · u8 ageMs · record)
 */

import { putU32, putUvarint, u32At, uvarintAt, uvarintEnd } from "./bytes";
import { readRecord, writeRecord } from "./record";

export const FRAME_KIND = 0x10;
/** The frame also brings people whose pose is older than the last tick. */
export const FRAME_CATCH_UP = 0x01;

/** The most people in one frame. */
export const FRAME_ENTRIES_MAX = 1024;

const SLOT_MAX = 0xffff;

export interface FrameVisitor {
  /** Where each record is read to before `pose` is called; overwritten by the next. */
  readonly scratch: Int32Array;
  frame(tick: number, flags: number): void;
  pose(slot: number, tick: number, ageMs: number, pose: Int32Array): void;
}

export interface FrameEntry {
  readonly slot: number;
  readonly ageMs: number;
  readonly pose: Int32Array;
}

/**
 * Shows a frame to the visitor, entry by entry, and answers the offset behind it; −1 when it is malformed, after what
 * was well-formed has been shown.
 */
export function readFrame(bytes: Uint8Array, visit: FrameVisitor): number {
  if (bytes[0] !== FRAME_KIND || bytes.length < 7) return -1;
  const tick = u32At(bytes, 1);
  const n = uvarintAt(bytes, 6);
  if (n < 0 || n > FRAME_ENTRIES_MAX) return -1;
  let at = uvarintEnd(bytes, 6);
  visit.frame(tick, bytes[5] ?? 0);
  for (let i = 0; i < n; i++) {
    const slot = uvarintAt(bytes, at);
    if (slot < 0 || slot > SLOT_MAX) return -1;
    at = uvarintEnd(bytes, at);
    const ageMs = bytes[at];
    if (ageMs === undefined) return -1;
    at = readRecord(bytes, at + 1, visit.scratch);
    if (at < 0) return -1;
    visit.pose(slot, tick, ageMs, visit.scratch);
  }
  return at;
}

/** Writes a frame at `offset` and answers the offset behind it, or −1 where there is no room. */
export function writeFrame(
  tick: number,
  flags: number,
  entries: readonly FrameEntry[],
  bytes: Uint8Array,
  offset: number,
): number {
  if (offset + 11 > bytes.length) return -1;
  bytes[offset] = FRAME_KIND;
  let at = putU32(bytes, offset + 1, tick);
  bytes[at] = flags;
  at = putUvarint(bytes, at + 1, entries.length);
  for (const entry of entries) {
    if (at + 4 > bytes.length) return -1;
    at = putUvarint(bytes, at, entry.slot);
    bytes[at] = entry.ageMs;
    at = writeRecord(entry.pose, bytes, at + 1);
    if (at < 0) return -1;
  }
  return at;
}
