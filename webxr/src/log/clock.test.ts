/** Session time is right within half a round trip, and never jumps under those who draw by it. */

import { describe, expect, it } from "vitest";

import { createChance } from "../motion/seeded";
import { type Clock, createClock, SLEW } from "./clock";

interface Machine {
  readonly clock: Clock;
  readonly wait: (ms: number) => void;
  /** The machine's own clock stands still while the server's goes on (or, below 0, the other way round). */
  readonly sleep: (ms: number) => void;
  readonly exchange: (up: number, down: number) => void;
  readonly truth: () => number;
}

/** A machine whose clock is `ahead` of the server's; one exchange takes `up` and `down` ms. */
function machine(ahead: number): Machine {
  let local = 5000;
  let slept = 0;
  const clock = createClock(() => local);
  return {
    clock,
    wait: (ms) => void (local += ms),
    sleep: (ms) => void (slept += ms),
    exchange: (up, down) => {
      const t0 = local;
      local += up;
      const served = local - ahead + slept;
      local += down;
      clock.sample(t0, served, local);
    },
    truth: () => local - ahead + slept,
  };
}

it("knows nothing before it was told", () => {
  const { clock } = machine(0);
  expect(clock.now()).toBeNaN();
  expect(clock.ready).toBe(false);
  expect(clock.rtt).toBeNaN();
});

it("begins with WELCOME's time and steps to the first round trip", () => {
  const { clock, truth, exchange } = machine(3000);
  clock.begin(truth() - 40);
  expect(clock.now()).toBe(truth() - 40);
  expect(clock.ready).toBe(false);
  exchange(10, 10);
  expect(clock.now()).toBeCloseTo(truth(), 6);
  expect(clock.ready).toBe(true);
  expect(clock.rtt).toBe(20);
});

describe.each([1, 2, 3])("on a shaky network, seed %i", (seed) => {
  const chance = createChance(seed);
  const { clock, exchange, wait, truth } = machine(-123_456);
  const errors: number[] = [];
  let smooth = true;
  clock.begin(truth());
  for (let i = 0; i < 300; i++) {
    const slow = chance.next() < 0.3;
    exchange(10 + chance.between(0, slow ? 300 : 4), 10 + chance.between(0, slow ? 300 : 4));
    for (let frame = 0; frame < 120; frame++) {
      const before = clock.now();
      wait(16);
      const step = clock.now() - before;
      if (step < 16 * (1 - SLEW) - 1e-6 || step > 16 * (1 + SLEW) + 1e-6) smooth = false;
      if (i > 20) errors.push(Math.abs(clock.now() - truth()));
    }
  }

  it("stays within what the best round trips know", () => {
    expect(Math.max(...errors)).toBeLessThan(6);
  });

  it("never runs faster or slower than nobody sees", () => {
    expect(smooth).toBe(true);
  });
});

it.each([8000, -8000])("steps at once where two round trips contradict each other: a clock stood still for %i ms", (slept) => {
  const { clock, exchange, wait, sleep, truth } = machine(0);
  for (let i = 0; i < 20; i++) exchange(5, 5);
  sleep(slept);
  exchange(40, 40); // slower than all before it, and still the only one that is true
  expect(Math.abs(clock.now() - truth())).toBeLessThan(41);
  wait(2000);
  exchange(5, 5);
  wait(2000);
  expect(Math.abs(clock.now() - truth())).toBeLessThan(6);
});

it("leans, and does not step, where a clock stood still for a moment that nobody sees", () => {
  const { clock, exchange, wait, sleep, truth } = machine(0);
  exchange(5, 5);
  sleep(200);
  exchange(5, 5);
  const off = truth() - clock.now();
  expect(off).toBeGreaterThan(190);
  wait(12_000);
  expect(Math.abs(clock.now() - truth())).toBeLessThan(6);
});

it("takes a road that is slow one way for what it is, not for a broken clock", () => {
  const { clock, exchange, wait, truth } = machine(0);
  exchange(5, 5);
  const before = clock.now();
  exchange(2000, 5);
  exchange(5, 2000);
  wait(16);
  expect(clock.now() - before).toBeCloseTo(4026, 6);
  expect(Math.abs(clock.now() - truth())).toBeLessThan(6);
});

it("bears with two clocks that do not run alike", () => {
  let local = 0;
  const clock = createClock(() => local);
  let last = NaN;
  const off: number[] = [];
  for (let i = 0; i < 600; i++) {
    local += 2000;
    clock.sample(local - 0.4, Math.floor((local - 0.2) * 1.0002), local); // 200 ppm, whole milliseconds, a wire without length
    off.push(Math.abs(clock.now() - last - 2000));
    last = clock.now();
  }
  expect(Math.max(...off.slice(1))).toBeLessThan(2000 * SLEW);
});

it("leans back to a small difference after a new connection", () => {
  const { clock, exchange, wait, truth } = machine(0);
  exchange(5, 5);
  clock.begin(truth());
  exchange(105, 5);
  expect(Math.abs(clock.now() - truth())).toBeLessThan(3);
  wait(4000);
  expect(Math.abs(clock.now() - truth())).toBeLessThan(51);
});

it("ignores an answer from before its question", () => {
  const { clock } = machine(0);
  clock.sample(100, 5, 50);
  clock.sample(100, NaN, 150);
  expect(clock.ready).toBe(false);
});
