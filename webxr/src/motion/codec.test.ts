/** What every codec promises: what was written is read back to the integer, and nonsense is refused without harm. */

import { describe, expect, it } from "vitest";

import { putUvarint, uvarintAt, uvarintEnd, unzigzag, zigzag } from "./bytes";
import { type Chunk, CHUNK_TICKS_MAX, type Part, readChunk, readTail, writeChunk } from "./chunk";
import { type FrameEntry, readFrame, writeFrame } from "./frame";
import { dequantise, FLAG_CUT, FLAG_KEY, FLAG_LEFT, POSE_FLOATS, POSE_INTS, quantise, samePose } from "./pose";
import { readRecord, RECORD_MAX_BYTES, recordBytes, writeRecord } from "./record";
import { type Chance, createChance, joint, someone } from "./seeded";

const SEEDS = [1, 2, 3, 20260101];
const nothing = () => ({ scratch: new Int32Array(POSE_INTS), frame: () => undefined, pose: () => undefined });

function person(chance: Chance, slot: number, firstTick: number): Part {
  const count = chance.whole(1, 40);
  const ticks = Float64Array.from({ length: count }, (_, i) => firstTick + i * 3 + chance.whole(0, 2));
  if (chance.next() < 0.3) ticks[0] = chance.whole(0, firstTick);
  const poses = new Int32Array(count * POSE_INTS);
  for (let i = 0; i < count; i++) poses.set(someone(chance), i * POSE_INTS);
  return { slot, count, ticks, ages: chance.bytes(count), poses };
}

function someChunk(chance: Chance): Chunk {
  const firstTick = chance.whole(0, 100_000);
  const parts = Array.from({ length: chance.whole(0, 5) }, (_, i) => person(chance, 1 + i * 77, firstTick));
  return { firstTick, ticks: CHUNK_TICKS_MAX, parts };
}

describe.each(SEEDS)("seed %i", (seed) => {
  it("quantises to within half a millimetre and a tenth of a degree", () => {
    const chance = createChance(seed);
    const ints = new Int32Array(POSE_INTS);
    const out = new Float32Array(POSE_FLOATS);
    for (let i = 0; i < 500; i++) {
      const origin = [chance.whole(-9000, 9000), chance.whole(-500, 500), chance.whole(-9000, 9000)];
      const head = joint(chance, 0, 1.6, 0, 3);
      const left = joint(chance, head[0] ?? 0, head[1] ?? 0, head[2] ?? 0, 0.9);
      quantise(origin, head, left, null, false, ints);
      dequantise(origin, ints, out);
      for (const [at, joint7] of [[0, head], [7, left]] as const) {
        for (let axis = 0; axis < 3; axis++) expect(Math.abs((out[at + axis] ?? 0) - (joint7[axis] ?? 0))).toBeLessThan(0.000502);
        const dot = [3, 4, 5, 6].reduce((sum, k) => sum + (out[at + k] ?? 0) * (joint7[k] ?? 0), 0);
        expect((2 * Math.acos(Math.min(1, Math.abs(dot))) * 180) / Math.PI).toBeLessThan(0.1);
      }
      expect(ints[0]).toBe(FLAG_KEY | FLAG_LEFT);
    }
  });

  it("reads back every record it writes", () => {
    const chance = createChance(seed);
    const bytes = new Uint8Array(RECORD_MAX_BYTES + 4).fill(0xff);
    const read = new Int32Array(POSE_INTS);
    for (let i = 0; i < 2000; i++) {
      const pose = someone(chance);
      const end = writeRecord(pose, bytes, 3);
      expect(end).toBe(3 + recordBytes(pose[0] ?? 0));
      expect(readRecord(bytes, 3, read)).toBe(end);
      expect(read).toEqual(pose);
    }
  });

  it("reads back every frame it writes, and refuses every one cut short", () => {
    const chance = createChance(seed);
    for (let i = 0; i < 50; i++) {
      const entries: FrameEntry[] = Array.from({ length: chance.whole(0, 9) }, () => ({ slot: chance.whole(1, 65535), ageMs: chance.whole(0, 255), pose: someone(chance) }));
      const bytes = new Uint8Array(400);
      const end = writeFrame(chance.whole(0, 0xffffffff), 0, entries, bytes, 0);
      const seen: FrameEntry[] = [];
      const visit = { ...nothing(), pose: (slot: number, _tick: number, ageMs: number, pose: Int32Array) => void seen.push({ slot, ageMs, pose: pose.slice() }) };
      expect(readFrame(bytes.subarray(0, end), visit)).toBe(end);
      expect(seen).toEqual(entries);
      for (let cut = 0; cut < end; cut++) expect(readFrame(bytes.subarray(0, cut), nothing())).toBe(-1);
    }
  });

  it("reads back every chunk it writes", () => {
    const chance = createChance(seed);
    for (let i = 0; i < 25; i++) {
      const chunk = someChunk(chance);
      expect(readChunk(writeChunk(chunk) ?? new Uint8Array())).toEqual(chunk);
    }
  });

  it("never throws, hangs or reads past the end on what is malformed", () => {
    const chance = createChance(seed);
    const whole = writeChunk({ ...someChunk(chance), parts: [person(chance, 1, 500)], firstTick: 500 }) ?? new Uint8Array();
    const pose = new Int32Array(POSE_INTS);
    for (let i = 0; i < 4000; i++) {
      const noise = chance.bytes(chance.whole(0, 60));
      if (chance.next() < 0.7) noise[0] = chance.next() < 0.5 ? 0x10 : 0xe0;
      const mutant = whole.slice(0, chance.whole(0, whole.length));
      for (let k = 0; k < 3 && mutant.length > 3; k++) mutant[chance.whole(3, mutant.length - 1)] = chance.whole(0, 255);
      expect(readRecord(noise, 0, pose)).toBeLessThanOrEqual(noise.length);
      expect(readFrame(noise, nothing())).toBeLessThanOrEqual(noise.length);
      const chunk = readChunk(mutant);
      for (const part of chunk?.parts ?? []) expect(part.poses).toHaveLength(part.count * POSE_INTS);
      readTail(Uint8Array.of(0x52, 0x54, 1, ...noise), nothing());
    }
  });
});

it("does not allocate for samples that are only promised", () => {
  const promise = new Uint8Array(40);
  promise.set([0x52, 0x43, 1, 0, 10, 1, 1, 20]);
  putUvarint(promise, 8, 4096);
  expect(readChunk(promise)).toBeNull();
});

it("reads varints to their limits and refuses what never ends", () => {
  const bytes = new Uint8Array(10);
  for (const value of [0, 1, 127, 128, 16383, 16384, 2 ** 31, 2 ** 32 - 1, 2 ** 40, Number.MAX_SAFE_INTEGER]) {
    const end = putUvarint(bytes, 0, value);
    expect(uvarintAt(bytes, 0)).toBe(value);
    expect(uvarintEnd(bytes, 0)).toBe(end);
  }
  expect(uvarintAt(new Uint8Array(20).fill(0xff), 0)).toBe(-1);
  expect(uvarintAt(Uint8Array.of(0x80), 0)).toBe(-1);
  for (const value of [0, -1, 1, -64, 2 ** 33, -(2 ** 33)]) expect(unzigzag(zigzag(value))).toBe(value);
});

it("takes a pose for the same when only its cut bit tells them apart", () => {
  const a = someone(createChance(5));
  const b = a.slice();
  b[0] = (b[0] ?? 0) ^ FLAG_CUT;
  expect(samePose(a, b)).toBe(true);
  b[4] = (b[4] ?? 0) ^ 1;
  expect(samePose(a, b)).toBe(false);
});
