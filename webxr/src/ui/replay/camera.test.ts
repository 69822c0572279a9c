import { describe, expect, it } from "vitest";
import { createEye, createGuide, createSteer, fly, look, lookAt, turn, type Ray } from "./camera";

const open: Ray = () => Infinity;
/** Hides the chest, not the head. */
const screenBehind: Ray = (_x, y) => (y < 1.3 ? 0.9 : Infinity);
const frame = 1 / 60;

/** A head at a place, turned by `yaw` about +y. */
function head(x: number, z: number, yaw = 0, y = 1.6): Float32Array {
  const pose = new Float32Array(21);
  pose.set([x, y, z, 0, Math.sin(yaw / 2), 0, Math.cos(yaw / 2)]);
  return pose;
}

describe("turning", () => {
  it("turns the shorter way round", () => {
    expect(turn(3, -3)).toBeCloseTo(2 * Math.PI - 6);
    expect(turn(-3, 3)).toBeCloseTo(6 - 2 * Math.PI);
    expect(turn(0, Math.PI)).toBeCloseTo(Math.PI);
  });
});

describe("the guided view", () => {
  it("stands behind and above, and looks the way the person looks", () => {
    const eye = createEye();
    createGuide({ ray: open, reducedMotion: false }).behind(head(4, 2), frame, true, eye);
    expect(eye.z).toBeGreaterThan(4); // the person looks along −z
    expect(eye.x).toBeCloseTo(4);
    expect(eye.y).toBeGreaterThan(1.9);
    expect(eye.yaw).toBeCloseTo(0);
    expect(eye.pitch).toBeLessThan(0);
  });

  it("follows without ever overshooting", () => {
    const guide = createGuide({ ray: open, reducedMotion: false });
    const eye = createEye();
    guide.behind(head(0, 0), frame, true, eye);
    let before = eye.x;
    for (let i = 0; i < 240; i++) {
      guide.behind(head(1, 0), frame, false, eye);
      expect(eye.x).toBeGreaterThanOrEqual(before);
      expect(eye.x).toBeLessThanOrEqual(1 + 1e-6);
      before = eye.x;
    }
    expect(before).toBeCloseTo(1, 3);
  });

  it("leaves the view alone while somebody only looks about", () => {
    const guide = createGuide({ ray: open, reducedMotion: false });
    const eye = createEye();
    guide.behind(head(0, 0), frame, true, eye);
    for (let i = 0; i < 120; i++) guide.behind(head(0, 0, 0.2), frame, false, eye);
    expect(eye.yaw).toBeCloseTo(0, 5);
    for (let i = 0; i < 600; i++) guide.behind(head(0, 0, 2), frame, false, eye);
    expect(eye.yaw).toBeGreaterThan(1.6);
  });

  it("cuts after a seek and after a teleport, it does not fly there", () => {
    const guide = createGuide({ ray: open, reducedMotion: false });
    const eye = createEye();
    guide.behind(head(0, 0), frame, true, eye);
    guide.behind(head(5, 0), frame, false, eye);
    expect(eye.x).toBeCloseTo(5);
    guide.behind(head(5.5, 0, 3), frame, true, eye);
    expect(eye.x).toBeCloseTo(5.5 + 2.5 * Math.sin(3), 1);
  });

  it("A11: with reduced motion it does not swing round, it cuts once the person has turned away", () => {
    const guide = createGuide({ ray: open, reducedMotion: true });
    const eye = createEye();
    guide.behind(head(0, 0), frame, true, eye);
    for (let i = 0; i < 60; i++) guide.behind(head(0, 0, 0.9), frame, false, eye);
    expect(eye.yaw).toBeCloseTo(0, 5);
    guide.behind(head(0, 0, 1.2), frame, false, eye);
    expect(eye.yaw).toBeCloseTo(1.2, 5);
  });

  it("does not look over a screen at the top of a head", () => {
    const eye = createEye();
    createGuide({ ray: screenBehind, reducedMotion: false }).behind(head(0, 0), frame, true, eye);
    expect(eye.z).toBeLessThan(0.8);
  });

  it("never goes through a wall: nearer at once, back slowly", () => {
    let wall = Infinity;
    const guide = createGuide({ ray: () => wall, reducedMotion: false });
    const eye = createEye();
    guide.behind(head(0, 0), frame, true, eye);
    const free = eye.z;
    wall = 1;
    guide.behind(head(0, 0), frame, false, eye);
    expect(eye.z).toBeLessThan(0.8);
    wall = Infinity;
    guide.behind(head(0, 0), frame, false, eye);
    expect(eye.z).toBeLessThan(1);
    for (let i = 0; i < 600; i++) guide.behind(head(0, 0), frame, false, eye);
    expect(eye.z).toBeCloseTo(free, 3);
  });
});

describe("through somebody's eyes", () => {
  it("stands in the head, looks where it looks and keeps the horizon", () => {
    const eye = createEye();
    createGuide({ ray: open, reducedMotion: false }).through(head(1, 2, 0.7), frame, true, eye);
    expect(eye).toMatchObject({ x: 1, z: 2 });
    expect(eye.y).toBeCloseTo(1.6);
    expect(eye.yaw).toBeCloseTo(0.7);
    expect(Object.keys(eye)).not.toContain("roll");
  });
});

describe("the free view", () => {
  it("flies where it is steered, at one speed", () => {
    const eye = createEye();
    fly(eye, { ...createSteer(), forward: 1 }, 1);
    expect(eye.x).toBeCloseTo(0);
    expect(eye.z).toBeCloseTo(-2.6);
    eye.yaw = Math.PI / 2; // looks along −x
    fly(eye, { ...createSteer(), forward: 1, fast: true }, 1);
    expect(eye.x).toBeCloseTo(-7.8);
    const slant = createEye();
    fly(slant, { ...createSteer(), forward: 1, right: 1 }, 1);
    expect(Math.hypot(slant.x, slant.z)).toBeCloseTo(2.6);
  });

  it("A06: turns and tilts by keys, without a drag", () => {
    const eye = createEye();
    fly(eye, { ...createSteer(), turnLeft: 1, tiltUp: -1 }, 0.5);
    expect(eye.yaw).toBeGreaterThan(0.4);
    expect(eye.pitch).toBeLessThan(-0.2);
    expect([eye.x, eye.y, eye.z]).toEqual([0, 1.6, 0]);
  });

  it("is dragged round and never over the top", () => {
    const eye = createEye();
    look(eye, 0, 100_000, 600);
    expect(eye.pitch).toBeLessThan(Math.PI / 2);
  });

  it("looks at a place", () => {
    const eye = { ...createEye(), x: 0, y: 0, z: 0 };
    lookAt(eye, -1, 1, 0);
    expect(eye.yaw).toBeCloseTo(Math.PI / 2);
    expect(eye.pitch).toBeCloseTo(Math.PI / 4);
  });
});
