/**
 * The promise that both languages speak the same bytes: the vectors that server/session wrote, read and written here.
 * A missing file is a failure, not a skip.
 */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { CHUNK_TICKS_MAX, PART_SAMPLES_MAX, readChunk, readTail, writeChunk } from "../motion/chunk";
import { FRAME_CATCH_UP, FRAME_ENTRIES_MAX, FRAME_KIND, type FrameEntry, readFrame, writeFrame } from "../motion/frame";
import { FLAG_CUT, FLAG_GAZE, FLAG_KEY, FLAG_LEFT, FLAG_RIGHT, POSE_FLOATS, POSE_INTS, quantise } from "../motion/pose";
import { readRecord, RECORD_MAX_BYTES, writeRecord } from "../motion/record";
import * as protocol from "./protocol.gen";
import { createState, type Event, foldEvent, type Json, type ReadonlyState } from "./state";
import { createTimeline } from "./timeline";
import * as wire from "./wire";

type Fields = Record<string, Json>;
interface Sample { tick: number; ageMs: number; ints: number[] }
interface Frame { name: string; hex: string; ok: boolean; tick: number; flags: number; entries: { slot: number; ageMs: number; ints: number[] }[] | null }
interface Vectors {
  quantise: { origin: number[]; head: number[]; left: number[] | null; right: number[] | null; cut: boolean; ints: number[] }[];
  records: { name: string; hex: string; ok: boolean; ints?: number[] }[];
  frames: Frame[];
  messages: { kind: string; name: string; hex: string; ok: boolean; fields?: Fields }[];
  chunks: { name: string; hex: string; ok: boolean; firstTick: number; ticks: number; parts?: { slot: number; samples: Sample[] }[] }[];
  tails: { hex: string; frames: Frame[] }[];
  timeline: { name: string; origin: number[]; samples: Sample[]; at: { ms: number; flags: number; pose: number[] }[] }[];
  state: { events: Event[]; state: Record<string, Record<string, Json>> }[];
}

const file = new URL("../../../server/session/testdata/vectors.json", import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(file, "utf8"));

const raw = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const shownState = (state: ReadonlyState) => Object.fromEntries([...state].map(([object, of]) => [object, Object.fromEntries(of)]));

function good<T extends { ok: boolean }>(list: readonly T[]): T[] {
  return list.filter(({ ok }) => ok);
}

function bad<T extends { ok: boolean }>(list: readonly T[]): T[] {
  return list.filter(({ ok }) => !ok);
}

function numbered<T extends object>(list: readonly T[]): (T & { i: number })[] {
  return list.map((v, i) => Object.assign(v, { i }));
}

interface Seen { tick: number; flags: number; entries: { slot: number; ageMs: number; ints: number[] }[] }

function collector() {
  const frames: Seen[] = [];
  return {
    frames,
    scratch: new Int32Array(POSE_INTS),
    frame: (tick: number, flags: number) => void frames.push({ tick, flags, entries: [] }),
    pose: (slot: number, _tick: number, ageMs: number, pose: Int32Array) => void frames.at(-1)?.entries.push({ slot, ageMs, ints: [...pose] }),
  };
}

it("has vectors in every section", () => {
  const { quantise: q, records, frames, messages, chunks, tails, timeline, state } = vectors;
  for (const section of [q, records, frames, messages, chunks, tails, timeline, state]) expect(section).not.toHaveLength(0);
});

it("has the same constants in motion as in the protocol", () => {
  const sealed = { CHUNK_TICKS: CHUNK_TICKS_MAX, PART_SAMPLES_MAX };
  const ours = { ...sealed, FLAG_KEY, FLAG_LEFT, FLAG_RIGHT, FLAG_GAZE, FLAG_CUT, FRAME_CATCH_UP, FRAME_ENTRIES_MAX, RECORD_MAX: RECORD_MAX_BYTES, KIND_FRAME: FRAME_KIND };
  expect(protocol).toMatchObject(ours);
});

it.each(numbered(vectors.quantise))("quantising $i", (v) => {
  const out = new Int32Array(POSE_INTS);
  quantise(v.origin, v.head, v.left, v.right, v.cut, out);
  expect([...out]).toEqual(v.ints);
});

describe("records", () => {
  it.each(good(vectors.records))("$name $hex", ({ hex, ints }) => {
    const pose = new Int32Array(POSE_INTS);
    expect(readRecord(raw(hex), 0, pose)).toBe(hex.length / 2);
    expect([...pose]).toEqual(ints);
    const written = new Uint8Array(RECORD_MAX_BYTES);
    expect(hexOf(written.subarray(0, writeRecord(pose, written, 0)))).toBe(hex);
  });

  it.each(bad(vectors.records))("refuses $name", ({ hex }) => {
    expect(readRecord(raw(hex), 0, new Int32Array(POSE_INTS))).toBe(-1);
  });
});

describe("frames", () => {
  it.each(good(vectors.frames))("$name", (frame) => {
    expect(readAndWritten(frame)).toEqual(asRead(frame));
  });

  it.each(bad(vectors.frames))("refuses $name", ({ hex }) => {
    expect(readFrame(raw(hex), collector())).toBe(-1);
  });
});

/** What a frame reads as, and the bytes that this is written as again. */
function readAndWritten({ hex, tick, flags, entries }: Frame): unknown {
  const seen = collector();
  const end = readFrame(raw(hex), seen);
  const again: FrameEntry[] = (entries ?? []).map(({ slot, ageMs, ints }) => ({ slot, ageMs, pose: Int32Array.from(ints) }));
  const written = new Uint8Array(hex.length);
  return { end, frames: seen.frames, hex: hexOf(written.subarray(0, writeFrame(tick, flags, again, written, 0))) };
}

function asRead({ hex, tick, flags, entries }: Frame): unknown {
  return { end: hex.length / 2, frames: [{ tick, flags, entries: entries ?? [] }], hex };
}

describe("messages", () => {
  const others = vectors.messages.filter(({ kind }) => kind !== "pose");

  it.each(good(vectors.messages.filter(({ kind }) => kind === "pose")))("pose: $name", ({ hex, fields }) => {
    const pose = new Int32Array(POSE_INTS);
    const header = wire.readPose(raw(hex), pose);
    expect({ ...header, ints: [...pose] }).toEqual(fields);
    const written = new Uint8Array(wire.POSE_MESSAGE_BYTES);
    const length = wire.writePose(header?.seq ?? 0, header?.ackTick ?? 0, header?.captureMs ?? 0, pose, written);
    expect(hexOf(written.subarray(0, length))).toBe(hex);
  });

  it.each(good(others))("$kind: $name", ({ kind, hex, fields }) => {
    const message = wire.readMessage(raw(hex)) ?? { kind: "unknown" };
    expect(message.kind).toBe(kind);
    expect(fieldsOf(message)).toEqual(fields);
    // Bytes of a later version are read over, and not written.
    const written = hexOf(write(message) ?? new Uint8Array());
    expect(written.length).toBeGreaterThan(2);
    expect(hex.startsWith(written)).toBe(true);
  });

  it.each(bad(others))("refuses $kind: $name", ({ hex }) => {
    expect(wire.readMessage(raw(hex))).toBeNull();
  });

  it("skips a kind of a later version", () => {
    expect(wire.readMessage(Uint8Array.of(0x7f, 1, 2))).toEqual({ kind: "unknown" });
  });
});

function fieldsOf(message: wire.Message): unknown {
  if (message.kind === "event") return message.event;
  if (message.kind === "welcome") return message.welcome;
  if (message.kind === "ack") return { ackTick: message.tick };
  const { kind: _, ...fields } = message;
  return fields;
}

function write(message: wire.Message): Uint8Array | null {
  switch (message.kind) {
    case "hello":
      return wire.encodeHello(message);
    case "propose":
      return wire.encodePropose(message);
    case "ping":
      return wire.encodePing(message.t0);
    case "ack":
      return wire.encodeAck(message.tick);
    case "event":
      return wire.encodeEvent(message.event);
    case "welcome":
      return wire.encodeWelcome(message.welcome);
    case "state":
      return wire.encodeState(message.seq, message.state);
    case "pong":
      return wire.encodePong(message.t0, message.nowMs);
    case "refused":
      return wire.encodeRefused(message.op, message.reason);
    case "goodbye":
      return wire.encodeGoodbye(message.reason);
    default:
      return null;
  }
}

describe("chunks", () => {
  it.each(good(vectors.chunks))("$name", ({ hex, firstTick, ticks, parts }) => {
    const chunk = readChunk(raw(hex)) ?? { firstTick: -1, ticks: 0, parts: [] };
    const read = chunk.parts.map((part) => ({
      slot: part.slot,
      samples: Array.from({ length: part.count }, (_, i) => ({
        tick: part.ticks[i],
        ageMs: part.ages[i],
        ints: [...part.poses.subarray(i * POSE_INTS, (i + 1) * POSE_INTS)],
      })),
    }));
    expect([chunk.firstTick, chunk.ticks, read]).toEqual([firstTick, ticks, parts ?? []]);
    expect(hexOf(writeChunk(chunk) ?? new Uint8Array())).toBe(hex);
  });

  it.each(bad(vectors.chunks))("refuses $name", ({ hex }) => {
    expect(readChunk(raw(hex))).toBeNull();
  });
});

it.each(numbered(vectors.tails))("tail $i", ({ hex, frames }) => {
  const seen = collector();
  expect(readTail(raw(hex), seen)).toBe(true);
  expect(seen.frames).toEqual(frames.map(({ tick, flags, entries }) => ({ tick, flags, entries })));
  expect(frames.map(readAndWritten)).toEqual(frames.map(asRead));
});

describe("what is drawn at a time", () => {
  it.each(vectors.timeline)("$name", ({ origin, samples, at }) => {
    const timeline = createTimeline(origin);
    for (const { tick, ageMs, ints } of samples) timeline.push(1, tick, ageMs, Int32Array.from(ints));
    const out = new Float32Array(POSE_FLOATS);
    for (const { ms, flags, pose } of at) {
      expect(timeline.poseAt(1, ms, out)).toBe(flags);
      const errors = pose.filter((_, i) => isShown(i, flags)).map((c, k) => Math.abs(c - (out[shownIndex(k, flags)] ?? NaN)));
      expect(Math.max(0, ...errors)).toBeLessThan(1e-5);
    }
  });
});

function isShown(i: number, flags: number): boolean {
  return i < 7 || (flags & (i < 14 ? FLAG_LEFT : FLAG_RIGHT)) !== 0;
}

/** Where the k-th number that is shown stands; without the left hand, the right one follows the head. */
function shownIndex(k: number, flags: number): number {
  return k < 7 || (flags & FLAG_LEFT) !== 0 ? k : k + 7;
}

it.each(numbered(vectors.state))("state $i is the fold of its events", ({ events, state }) => {
  const folded = createState();
  for (const event of events) foldEvent(folded, event);
  expect(shownState(folded)).toEqual(state);
});
