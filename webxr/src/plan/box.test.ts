import { describe, expect, it } from "vitest";
import { planBox } from "./box";

describe("what a plan shows", () => {
  it("shows a room whole, with a margin", () => {
    expect(planBox([0, 0, 0], [16, 3, 12], [[1, 0, 1], [15, 0, 11]])).toEqual({ minX: -0.6, minZ: -0.6, maxX: 16.6, maxZ: 12.6 });
  });

  it("leaves out surroundings far larger than the service", () => {
    const box = planBox([-100, 0, -100], [100, 9, 100], [[0, 0, 0], [10, 0, 5]]);
    expect(box).toEqual({ minX: -4.6, minZ: -4.6, maxX: 14.6, maxZ: 9.6 });
  });

  it("leaves out what is painted outside the windows", () => {
    expect(planBox([-8, 0, -30], [8, 9, 8], [[-5, 0, -4], [5, 0, 6]])).toEqual({ minX: -8.6, minZ: -8.6, maxX: 8.6, maxZ: 8.6 });
  });

  it("shows something even of nothing", () => {
    expect(planBox([0, 0, 0], [0, 0, 0], []).maxX).toBeGreaterThan(0);
    expect(planBox([NaN, 0, 0], [1, 1, 1], [])).toEqual({ minX: -5, minZ: -5, maxX: 5, maxZ: 5 });
  });
});
