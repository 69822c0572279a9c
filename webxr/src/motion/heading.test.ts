import { describe, expect, it } from "vitest";
import { headingOf } from "./heading";

describe("which way a head looks", () => {
  it("reads yaw off the quaternion, all the way round", () => {
    const out = { yaw: 0, pitch: 0 };
    for (const yaw of [-3, -1.2, 0, 0.4, 2.9]) {
      headingOf([0, 0, 0, 0, Math.sin(yaw / 2), 0, Math.cos(yaw / 2)], out);
      expect(out.yaw).toBeCloseTo(yaw, 5);
      expect(out.pitch).toBeCloseTo(0, 5);
    }
  });

  it("reads pitch, and keeps the yaw of a head thrown back", () => {
    const out = { yaw: 1, pitch: 0 };
    headingOf([0, 0, 0, Math.sin(0.2), 0, 0, Math.cos(0.2)], out);
    expect(out.pitch).toBeCloseTo(0.4, 5);
    out.yaw = 1;
    headingOf([0, 0, 0, Math.sin(Math.PI / 4), 0, 0, Math.cos(Math.PI / 4)], out);
    expect(out.yaw).toBe(1);
    expect(out.pitch).toBeCloseTo(Math.PI / 2, 5);
  });
});
