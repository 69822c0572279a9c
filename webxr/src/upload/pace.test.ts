import { describe, expect, it } from "vitest";
import { createPace } from "./pace";

describe("the speed of an upload, and the time left", () => {
  it("says nothing before it knows something", () => {
    const pace = createPace(1000);
    expect(pace(0, 0)).toMatchObject({ sent: 0, total: 1000, part: 0, speed: Number.NaN, msLeft: Number.NaN });
    expect(pace(100, 500)).toMatchObject({ part: 0.1, msLeft: Number.NaN });
    expect(pace(250, 1000)).toMatchObject({ part: 0.25, speed: 250, msLeft: 3000 });
  });

  it("follows a network that becomes faster, and forgets how slow it was", () => {
    const pace = createPace(100_000);
    for (let second = 0; second <= 20; second++) pace(second * 100, second * 1000);
    for (let second = 21; second <= 29; second++) pace(2000 + (second - 20) * 5000, second * 1000);
    expect(pace(52_000, 30_000).speed).toBe(5000);
  });

  it("begins anew where the server has less than was sent", () => {
    const pace = createPace(1000);
    pace(0, 0);
    pace(800, 2000);
    expect(pace(400, 10_000)).toMatchObject({ sent: 400, speed: Number.NaN });
    expect(pace(600, 12_000)).toMatchObject({ speed: 100, msLeft: 4000 });
  });

  it("keeps few samples, however long it takes", () => {
    const pace = createPace(1e12);
    let last = pace(0, 0);
    for (let at = 1; at <= 100_000; at++) last = pace(at * 10, at * 20);
    expect(last.speed).toBeCloseTo(500, 5);
  });

  it("an empty file is no division by nothing", () => expect(createPace(0)(0, 0).part).toBe(0));
});
