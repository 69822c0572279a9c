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

  it.each([0.4, Math.PI / 2 - 0.01, Math.PI / 2, -Math.PI / 2])("keeps the yaw of a head whose pitch is %f", (pitch) => {
    const out = { yaw: 0, pitch: 0 };
    for (const yaw of [0.9, -1.2]) {
      const [sp, cp, sy, cy] = [Math.sin(pitch / 2), Math.cos(pitch / 2), Math.sin(yaw / 2), Math.cos(yaw / 2)];
      headingOf([0, 0, 0, cy * sp, sy * cp, -sy * sp, cy * cp], out);
      expect(out.pitch).toBeCloseTo(pitch, 5);
      expect(out.yaw).toBeCloseTo(yaw, 4);
    }
  });
});
