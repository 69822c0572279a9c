/** People move evenly: the playhead lags by what the road shakes, and changes its lag without anybody seeing. */

import { expect, it } from "vitest";

import { createChance } from "../motion/seeded";
import { createClock } from "./clock";
import { createPlayout, DELAY_FIRST, FASTEST, SLOWEST } from "./playout";
import { PLAYOUT_MAX_MS, PLAYOUT_MIN_MS } from "./protocol.gen";

/** A room whose clock is exact; `frame` draws one, with samples that arrive so late. */
function room() {
  let local = 0;
  const clock = createClock(() => local);
  clock.begin(0);
  clock.sample(0, 0, 0);
  const playout = createPlayout(clock);
  const steps: number[] = [];
  let before = NaN;
  return {
    playout,
    steps,
    time: () => local,
    frame: (latenesses: readonly number[], ms = 1000 / 72) => {
      local += ms;
      for (const late of latenesses) playout.arrived(late);
      const now = playout.now();
      if (!Number.isNaN(before)) steps.push((now - before) / ms);
      before = now;
      return now;
    },
  };
}

it("is unknown until the clock is", () => {
  expect(createPlayout(createClock(() => 0)).now()).toBeNaN();
});

it("begins with a tenth of a second", () => {
  const { frame, time } = room();
  expect(frame([])).toBeCloseTo(time() - DELAY_FIRST, 6);
});

it("is as short as ticks allow on a steady road, however long the road", () => {
  const near = room();
  for (let i = 0; i < 1000; i++) near.frame([5]);
  expect(near.playout.delay).toBe(4 + PLAYOUT_MIN_MS);
  const far = room();
  for (let i = 0; i < 1000; i++) far.frame([300]);
  expect(far.playout.delay).toBe(300 + PLAYOUT_MIN_MS);
});

it("covers nineteen of twenty samples on a shaky one, and no more than a quarter of a second of shaking", () => {
  const chance = createChance(4);
  const shaky = room();
  let late = 0;
  for (let i = 0; i < 3000; i++) {
    const lateness = 20 + 150 * chance.next() ** 2;
    shaky.frame([lateness]);
    if (i > 1500 && lateness > shaky.playout.delay) late++;
  }
  expect(late / 1500).toBeLessThan(0.05);
  expect(shaky.playout.delay).toBeLessThan(20 + 150 + 40);
  const awful = room();
  for (let i = 0; i < 2000; i++) awful.frame([chance.between(0, 900)]);
  expect(awful.playout.delay).toBeLessThanOrEqual(PLAYOUT_MAX_MS + 8);
});

it("stretches time within what nobody sees, and gets where it strives to", () => {
  const { playout, frame, steps, time } = room();
  for (let i = 0; i < 1000; i++) frame([5]);
  for (let i = 0; i < 2000; i++) frame([i % 4 === 0 ? 200 : 5]);
  expect(frame([5])).toBeCloseTo(time() - playout.delay, 3);
  for (let i = 0; i < 2000; i++) frame([5]);
  expect(frame([5])).toBeCloseTo(time() - playout.delay, 3);
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(SLOWEST - 1e-9);
  expect(Math.max(...steps)).toBeLessThanOrEqual(FASTEST + 1e-9);
  expect(Math.min(...steps)).toBeLessThan(0.97);
});

it("jumps after the page slept", () => {
  const { playout, frame, time } = room();
  for (let i = 0; i < 100; i++) frame([5]);
  frame([], 60_000);
  expect(frame([])).toBeCloseTo(time() - playout.delay, 6);
});

it("forgets the shaking of more than five seconds ago", () => {
  const { playout, frame } = room();
  for (let i = 0; i < 300; i++) frame([5, 150]);
  expect(playout.delay).toBeGreaterThan(150);
  for (let i = 0; i < 6 * 72; i++) frame([5]);
  expect(playout.delay).toBe(4 + PLAYOUT_MIN_MS);
});
