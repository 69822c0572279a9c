import { describe, expect, it } from "vitest";
import { planBox } from "./box";

describe("what a plan shows", () => {
  it("shows a room whole, with a margin", () => {
    expect(planBox([0, 0, 0], [16, 3, 12], [[1, 0, 1], [15, 0, 11]])).toEqual({ minX: -0.6, minZ: -0.6, maxX: 16.6, maxZ: 12.6 });
  });

  it("leaves out surroundings far larger than the service", () => {
    const box = planBox([-100, 0, -100], [100, 9, 100], [[0, 0, 0], [10, 0, 5]]);
    expect(box).toEqual({ minX: -6.6, minZ: -6.6, maxX: 16.6, maxZ: 11.6 });
  });

  it("shows something even of nothing", () => {
    expect(planBox([0, 0, 0], [0, 0, 0], []).maxX).toBeGreaterThan(0);
    expect(planBox([NaN, 0, 0], [1, 1, 1], [])).toEqual({ minX: -5, minZ: -5, maxX: 5, maxZ: 5 });
  });
});
