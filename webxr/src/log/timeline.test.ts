/**
 * Live and replay draw the same (PROTOCOL.md 4): whichever way samples come, in whichever order, how often, and with
 * whatever forgotten that no longer matters, what is drawn is equal to the bit.
 */

import { describe, expect, it } from "vitest";

import { type Part, readChunk, writeChunk } from "../motion/chunk";
import { readFrame, writeFrame } from "../motion/frame";
import { FLAG_CUT, POSE_FLOATS, POSE_INTS } from "../motion/pose";
import { type Chance, createChance, someone } from "../motion/seeded";
import { sampleTime } from "./time";
import { createTimeline, type Timeline } from "./timeline";

interface Sample { slot: number; tick: number; ageMs: number; pose: Int32Array }

const PEOPLE = [1, 2, 200];

/** Thirty seconds of three people, who now and then stand still. */
function story(chance: Chance): Sample[] {
  const samples: Sample[] = [];
  const road = PEOPLE.map(() => chance.whole(5, 120));
  for (let tick = 30; tick < 930; tick++) {
    PEOPLE.forEach((slot, i) => {
      if (chance.next() < 0.85) samples.push({ slot, tick, ageMs: (road[i] ?? 0) + chance.whole(0, 20), pose: someone(chance) });
    });
  }
  return samples;
}

function pushAll(timeline: Timeline, samples: readonly Sample[]): void {
  for (const { slot, tick, ageMs, pose } of samples) timeline.push(slot, tick, ageMs, pose);
}

/** Through the bytes of frames, one tick at a time. */
function live(samples: readonly Sample[], delayed: (ms: number, timeline: Timeline) => void): void {
  const timeline = createTimeline();
  const bytes = new Uint8Array(4096);
  const visit = {
    scratch: new Int32Array(POSE_INTS),
    frame: () => undefined,
    pose: (slot: number, tick: number, ageMs: number, pose: Int32Array) => timeline.push(slot, tick, ageMs, pose),
  };
  for (let tick = 30; tick < 930; tick++) {
    const end = writeFrame(tick, 0, samples.filter((sample) => sample.tick === tick), bytes, 0);
    expect(readFrame(bytes.subarray(0, end), visit)).toBe(end);
    // A delay that covers the oldest sample on its way and the next one of whoever stood still for a tick or more.
    const ms = (tick * 1000) / 30 - 600;
    timeline.forgetBefore(ms - 200);
    delayed(ms, timeline);
    delayed(ms + 11, timeline);
  }
}

/** Through the bytes of sealed chunks of ten seconds, each beginning with the pose in force. */
function sealed(samples: readonly Sample[]): Uint8Array[] {
  return [0, 300, 600, 900].map((firstTick) => {
    const parts = PEOPLE.flatMap((slot): Part[] => {
      const own = samples.filter((sample) => sample.slot === slot);
      const before = own.filter(({ tick }) => tick < firstTick).slice(-1);
      const inside = own.filter(({ tick }) => tick >= firstTick && tick < firstTick + 300);
      const all = [...before, ...inside];
      if (all.length === 0) return [];
      const poses = new Int32Array(all.length * POSE_INTS);
      all.forEach(({ pose }, i) => poses.set(pose, i * POSE_INTS));
      return [{ slot, count: all.length, ticks: Float64Array.from(all, ({ tick }) => tick), ages: Uint8Array.from(all, ({ ageMs }) => ageMs), poses }];
    });
    return writeChunk({ firstTick, ticks: 300, parts }) ?? new Uint8Array();
  });
}

function load(timeline: Timeline, bytes: Uint8Array | undefined): void {
  const chunk = readChunk(bytes ?? new Uint8Array());
  for (const part of chunk?.parts ?? []) {
    for (let i = 0; i < part.count; i++) {
      timeline.push(part.slot, part.ticks[i] ?? 0, part.ages[i] ?? 0, part.poses.slice(i * POSE_INTS, (i + 1) * POSE_INTS));
    }
  }
}

/** All that is drawn, as text: equal to the last bit or not at all. */
function shown(timeline: Timeline, slot: number, ms: number): string {
  const out = new Float32Array(POSE_FLOATS);
  const ints = new Int32Array(POSE_INTS);
  const flags = timeline.poseAt(slot, ms, out);
  const at = timeline.sampleBefore(slot, ms, ints);
  return `${flags} at ${at}: ${out.join()} from ${ints.join()}`;
}

describe.each([11, 12, 13])("seed %i", (seed) => {
  const samples = story(createChance(seed));

  it("draws from chunks what it drew live, to the integer", () => {
    const replay = createTimeline();
    for (const bytes of sealed(samples)) load(replay, bytes);
    let equal = 0;
    live(samples, (ms, timeline) => {
      for (const slot of PEOPLE) {
        if (shown(timeline, slot, ms) === shown(replay, slot, ms)) equal++;
      }
    });
    expect(equal).toBe(900 * 2 * PEOPLE.length);
  });

  it("draws the same from the two chunks around a moment as from all of them", () => {
    const chunks = sealed(samples);
    const whole = createTimeline();
    for (const bytes of chunks) load(whole, bytes);
    const chance = createChance(seed);
    for (let i = 0; i < 200; i++) {
      const ms = chance.between(1000, 30_500);
      const at = Math.floor(ms / 10_000);
      const around = createTimeline();
      load(around, chunks[at + 1]);
      load(around, chunks[at]);
      for (const slot of PEOPLE) expect(shown(around, slot, ms)).toEqual(shown(whole, slot, ms));
    }
  });

  it("does not mind in which order samples come, or how often", () => {
    const chance = createChance(seed);
    const straight = createTimeline();
    pushAll(straight, samples);
    const mixed = createTimeline();
    pushAll(mixed, chance.shuffled([...samples, ...samples.slice(0, 900)]));
    const backwards = createTimeline();
    pushAll(backwards, chance.shuffled(samples).sort((a, b) => b.tick - a.tick));
    for (let i = 0; i < 500; i++) {
      const ms = chance.between(0, 32_000);
      for (const slot of PEOPLE) {
        expect(shown(mixed, slot, ms)).toEqual(shown(straight, slot, ms));
        expect(shown(backwards, slot, ms)).toEqual(shown(straight, slot, ms));
      }
    }
  });

  it("agrees with the plainest search", () => {
    const chance = createChance(seed);
    const timeline = createTimeline();
    pushAll(timeline, samples);
    const ints = new Int32Array(POSE_INTS);
    for (let i = 0; i < 500; i++) {
      const ms = chance.between(0, 32_000);
      for (const slot of PEOPLE) {
        const known = samples.filter((s) => s.slot === slot && sampleTime(s.tick, s.ageMs) <= ms);
        const newest = known.reduce<Sample | null>((best, s) => (best && sampleTime(best.tick, best.ageMs) > sampleTime(s.tick, s.ageMs) ? best : s), null);
        const time = timeline.sampleBefore(slot, ms, ints);
        expect(time).toBe(newest ? sampleTime(newest.tick, newest.ageMs) : NaN);
        expect([...ints]).toEqual([...(newest?.pose ?? ints)]);
      }
    }
  });
});

describe("forgetting", () => {
  const pose = someone(createChance(1));
  const at = (...ticks: number[]) => {
    const timeline = createTimeline();
    for (const tick of ticks) timeline.push(1, tick, 0, pose);
    return timeline;
  };
  const ints = new Int32Array(POSE_INTS);

  it("keeps the pose in force", () => {
    const timeline = at(30, 60, 90);
    timeline.forgetBefore(2500);
    expect(timeline.sampleBefore(1, 1999, ints)).toBeNaN();
    expect(timeline.sampleBefore(1, 2500, ints)).toBe(2000);
    expect(timeline.sampleBefore(1, 3000, ints)).toBe(3000);
    timeline.forgetBefore(99_999);
    expect(timeline.sampleBefore(1, 99_999, ints)).toBe(3000);
  });

  it("drops what comes after, and people of whom nothing is left", () => {
    const timeline = at(30, 60, 90);
    timeline.forgetAfter(2000);
    expect(timeline.sampleBefore(1, 9999, ints)).toBe(2000);
    expect(timeline.knowsAfter(1, 1999)).toBe(true);
    expect(timeline.knowsAfter(1, 2000)).toBe(false);
    timeline.forgetAfter(0);
    expect([...timeline.slots()]).toEqual([]);
    expect(timeline.poseAt(1, 9999, new Float32Array(POSE_FLOATS))).toBe(0);
  });

  it("lives for an hour in the room of its last seconds", () => {
    const timeline = createTimeline();
    for (let tick = 0; tick < 108_000; tick++) {
      timeline.push(1, tick, tick % 30, pose);
      if (tick % 3 === 0) timeline.forgetBefore((tick * 1000) / 30 - 5000);
    }
    expect(timeline.sampleBefore(1, 3_590_000, ints)).toBeNaN();
    expect(timeline.sampleBefore(1, 3_600_000, ints)).toBe(sampleTime(107_999, 29));
  });
});

function still(pose: Int32Array): string {
  const timeline = createTimeline();
  timeline.push(1, 1, 0, pose);
  const out = new Float32Array(POSE_FLOATS);
  timeline.poseAt(1, 1000, out);
  return out.join();
}

describe("a catch-up frame", () => {
  const chance = createChance(3);
  const [a, b] = [someone(chance), someone(chance)];
  for (const pose of [a, b]) pose[0] = (pose[0] ?? 0) & ~FLAG_CUT;
  const seen = (gapTicks: number, placed: boolean, back: number) => {
    const timeline = createTimeline();
    timeline.push(1, 30, 0, a);
    timeline.push(1, 30 + gapTicks, 0, b, placed);
    return shown(timeline, 1, ((30 + gapTicks) * 1000) / 30 - back);
  };

  it("places people without movement where frames are missing", () => {
    expect(seen(20, true, 1)).toContain(still(a));
    expect(seen(20, false, 1)).not.toContain(still(a));
    expect(seen(20, true, 0)).toContain(still(b));
  });

  it("is a frame like any other where none are", () => {
    expect(seen(2, true, 20)).toEqual(seen(2, false, 20));
  });

});
