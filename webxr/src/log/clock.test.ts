/** Session time is right within half a round trip, and never jumps under those who draw by it. */

import { describe, expect, it } from "vitest";

import { createChance } from "../motion/seeded";
import { type Clock, createClock, SLEW } from "./clock";

interface Machine {
  readonly clock: Clock;
  readonly wait: (ms: number) => void;
  readonly exchange: (up: number, down: number) => void;
  readonly truth: () => number;
}

/** A machine whose clock is `ahead` of the server's; one exchange takes `up` and `down` ms. */
function machine(ahead: number): Machine {
  let local = 5000;
  const clock = createClock(() => local);
  return {
    clock,
    wait: (ms) => void (local += ms),
    exchange: (up, down) => {
      const t0 = local;
      local += up;
      const served = local - ahead;
      local += down;
      clock.sample(t0, served, local);
    },
    truth: () => local - ahead,
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

it("steps again only on a new connection, and only when it is far off", () => {
  const { clock, exchange, wait, truth } = machine(0);
  exchange(5, 5);
  // The machine slept: its own clock stood still for an hour.
  const slept = 3_600_000;
  clock.sample(5000, truth() + slept, 5010);
  wait(16);
  expect(clock.now()).toBeLessThan(truth() + 1);
  clock.begin(truth() + slept);
  clock.sample(5016, truth() + slept - 5, 5026);
  expect(Math.abs(clock.now() - truth() - slept)).toBeLessThan(20);
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
