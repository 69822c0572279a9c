import { Euler, Matrix4, Quaternion, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { createBody } from "./body";
import { yawOf } from "../motion/heading";
import { createRig, seatRig, toScene, turnRig } from "./rig";
import { testRoom } from "./testroom";
import { TURN } from "./turn";
import { gripFromWrist } from "./tracking";

const pose = (x: number, y: number, z: number, pitch: number, yaw: number, roll = 0) => {
  const q = new Quaternion().setFromEuler(new Euler(pitch, yaw, roll, "YXZ"));
  return [x, y, z, q.x, q.y, q.z, q.w];
};

describe("the rig", () => {
  test("carries poses as a matrix would", () => {
    const rig = { x: 2, y: 0.5, z: -3, yaw: 0.8 };
    const given = pose(0.3, 1.6, -0.4, 0.3, -1.1, 0.2);
    const out = new Float32Array(10);
    toScene(rig, given, out, 3);
    const matrix = new Matrix4().makeRotationY(rig.yaw).setPosition(rig.x, rig.y, rig.z);
    const [x = 0, y = 0, z = 0, qx = 0, qy = 0, qz = 0, qw = 0] = given;
    const position = new Vector3(x, y, z).applyMatrix4(matrix);
    const turned = new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), rig.yaw).multiply(new Quaternion(qx, qy, qz, qw));
    const expected = [position.x, position.y, position.z, turned.x, turned.y, turned.z, turned.w];
    expected.forEach((value, i) => expect(out[3 + i]).toBeCloseTo(value, 5));
  });

  test("seats the head over its place, looking the way it should", () => {
    const rig = createRig();
    const head = pose(0.7, 1.55, -0.2, -0.3, 2.1);
    seatRig(rig, head, 4, 1, -6, -0.5);
    const out = new Float32Array(7);
    toScene(rig, head, out, 0);
    expect(out[0]).toBeCloseTo(4, 5);
    expect(out[1]).toBeCloseTo(2.55, 5);
    expect(out[2]).toBeCloseTo(-6, 5);
    expect(yawOf(out)).toBeCloseTo(-0.5, 5);
  });

  test("turns about the head, not about the room", () => {
    const rig = { x: 1, y: 0, z: 1, yaw: 0.3 };
    const head = pose(1.5, 1.6, -1, 0, 0.4);
    const before = new Float32Array(7);
    const after = new Float32Array(7);
    toScene(rig, head, before, 0);
    turnRig(rig, head, TURN);
    toScene(rig, head, after, 0);
    for (let i = 0; i < 3; i++) {
      expect(after[i]).toBeCloseTo(before[i] ?? NaN, 5);
    }
    expect(yawOf(after) - yawOf(before)).toBeCloseTo(TURN, 5);
  });
});

describe("immersion and the body", () => {
  test("P4: entering puts the head where one stood, leaving leaves one where one went", () => {
    const body = createBody(testRoom(), { x: 1, y: 0, z: 2, yaw: 0.5 });
    const head = new Float32Array(7);
    const first = pose(0.4, 1.7, -0.3, 0.1, 1.2);
    body.immerse(first);
    body.follow(first, head);
    expect([head[0], head[1], head[2]].map((n) => n?.toFixed(3))).toEqual(["1.000", "1.700", "2.000"]);
    expect(body.yaw).toBeCloseTo(0.5, 5);
    body.follow(pose(0.4, 1.7, -1.3, 0.1, 1.2), head); // a step in the real room
    body.goTo(-1, 0, 3, NaN);
    body.surface();
    expect([body.x, body.z]).toEqual([-1, 3]);
    body.head(head);
    expect(head[0]).toBeCloseTo(-1, 5);
  });
});

const axes = (p: Float32Array) => {
  const q = new Quaternion(p[3], p[4], p[5], p[6]);
  return [new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)].map((v) => v.applyQuaternion(q).toArray().map((n) => Math.round(n * 1e4) / 1e4 || 0));
};

describe("a hand without a controller", () => {
  test.each([
    { side: "right", left: false, x: [0, 1, 0], z: [1, 0, 0] }, // the back of the hand on +x, the thumb (−z) to the left
    { side: "left", left: true, x: [0, -1, 0], z: [-1, 0, 0] }, // the palm on +x, the thumb to the right
  ])("$side: takes the axes of a grip", ({ left, x, z }) => {
    const wrist = Float32Array.from([0, 1, 0, 0, 0, 0, 1]); // palm down, fingers along −z
    gripFromWrist(wrist, left);
    expect(axes(wrist)).toEqual([x, [0, 0, 1], z]); // fingers along −y of the grip, which is −z here
    expect(wrist[2]).toBeCloseTo(-0.08, 5);
  });
});
