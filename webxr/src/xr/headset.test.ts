import { Quaternion, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { createBody } from "./body";
import { VISIT_DISCS } from "./discs";
import { createHeadset } from "./headset";
import { testRoom } from "./testroom";
import { TURN } from "./turn";

type Numbers = readonly number[];

/** A space is where it is; the frame below reads it. */
interface FakeSpace extends EventTarget {
  at: Numbers;
}

const space = (...at: number[]): FakeSpace => Object.assign(new EventTarget(), { at });
const DOWN_AHEAD = [-0.3826834, 0, 0, 0.9238795]; // 45° down, along −z
const LEVEL = [0, 0, 0, 1];

function transform([x = 0, y = 0, z = 0, qx = 0, qy = 0, qz = 0, qw = 1]: Numbers): XRRigidTransform {
  const position = { x, y, z, w: 1, toJSON: () => null };
  const orientation = { x: qx, y: qy, z: qz, w: qw, toJSON: () => null };
  return like({ position, orientation }, isTransform);
}

/** As much of a browser's object as is asked of it here. */
function like<T>(value: unknown, is: (value: unknown) => value is T): T {
  if (!is(value)) {
    throw new TypeError("not an object");
  }
  return value;
}

const isObject = (value: unknown) => typeof value === "object";
const isTransform = (value: unknown): value is XRRigidTransform => isObject(value);
const isFrame = (value: unknown): value is XRFrame => isObject(value);
const isImmersion = (value: unknown): value is XRSession => isObject(value);
const isSpace = (value: unknown): value is XRReferenceSpace => isObject(value);

interface FakeSource {
  handedness: XRHandedness;
  targetRayMode: XRTargetRayMode;
  targetRaySpace: FakeSpace;
  gripSpace: FakeSpace | null;
  gamepad?: { axes: number[]; buttons: { pressed: boolean }[] };
  hand?: object;
}

/** As much of WebXR as a headset's acts need, moved by hand. */
function wearing() {
  const sources: FakeSource[] = [];
  const xrSession = Object.assign(new EventTarget(), { inputSources: sources });
  const viewer = { at: [0, 1.6, 0, ...LEVEL] as Numbers };
  const frame = like({
    session: xrSession,
    getViewerPose: () => ({ transform: transform(viewer.at) }),
    getPose: (of: FakeSpace) => ({ transform: transform(of.at) }),
  }, isFrame);
  const jumps: Numbers[] = [];
  const left: string[] = [];
  const body = createBody(testRoom(), { x: 0, y: 0, z: 3, yaw: 0 });
  const headset = createHeadset(testRoom(), body, { jump: (...to) => jumps.push(to), leave: () => left.push("left") }, { discs: VISIT_DISCS });
  headset.attach(like(xrSession, isImmersion));
  const step = () => headset.step(frame, like({}, isSpace), 0, 0.1);
  const select = (kind: string, inputSource: FakeSource) => xrSession.dispatchEvent(Object.assign(new Event(kind), { inputSource }));
  return { sources, viewer, jumps, left, body, headset, step, select, xrSession };
}

const controller = (): FakeSource => ({
  handedness: "right", targetRayMode: "tracked-pointer",
  targetRaySpace: space(0.2, 1.2, -0.3, ...DOWN_AHEAD), gripSpace: space(0.2, 1.2, -0.3, ...LEVEL),
  gamepad: { axes: [0, 0, 0, 0], buttons: Array.from({ length: 6 }, () => ({ pressed: false })) },
});

/** What eyes and fingers give: there only while the fingers are together. */
const pinch = (): FakeSource => ({
  handedness: "right", targetRayMode: "transient-pointer",
  targetRaySpace: space(0, 1.5, 0, ...DOWN_AHEAD), gripSpace: null,
});

describe("in a headset", () => {
  test("the head and the hand are where they are in the scene", () => {
    const { sources, headset, step } = wearing();
    sources.push(controller());
    expect(step()).toBe(true);
    expect(Array.from(headset.head.subarray(0, 3), (n) => Math.round(n * 1000))).toEqual([0, 1600, 3000]);
    expect(headset.rightTracked).toBe(true);
    expect(headset.leftTracked).toBe(false);
    expect(Array.from(headset.right.subarray(0, 3), (n) => Math.round(n * 1000))).toEqual([200, 1200, 2700]);
  });

  test("a jump is aimed with the stick forward and made by letting go", () => {
    const { sources, headset, step, jumps } = wearing();
    const right = controller();
    sources.push(right);
    right.gamepad?.axes.splice(3, 1, -1);
    step();
    expect(headset.aim?.valid).toBe(true);
    expect(jumps).toEqual([]);
    right.gamepad?.axes.splice(3, 1, 0);
    step();
    expect(jumps).toHaveLength(1);
    expect(jumps[0]?.[1]).toBeCloseTo(0, 5);
    expect(headset.aim).toBeNull();
  });

  test("trigger or pinch held and let go does the same", () => {
    const { sources, step, select, jumps } = wearing();
    const right = controller();
    sources.push(right);
    select("selectstart", right);
    step();
    select("select", right);
    select("selectend", right);
    expect(jumps).toHaveLength(1);
  });

  test("a trigger or pinch that ends by itself, because the hand was lost, does not", () => {
    const { sources, headset, step, select, jumps } = wearing();
    const right = controller();
    sources.push(right);
    select("selectstart", right);
    step();
    expect(headset.aim?.valid).toBe(true);
    select("selectend", right);
    step();
    expect(jumps).toEqual([]);
    expect(headset.aim).toBeNull();
  });

  test("a pointer that exists only during the pinch aims in a straight line", () => {
    const { sources, headset, step, select, jumps } = wearing();
    const fingers = pinch();
    sources.push(fingers);
    select("selectstart", fingers);
    step();
    expect(headset.aim?.count).toBe(2);
    expect(headset.aim?.z).toBeCloseTo(1.5, 2);
    select("select", fingers);
    select("selectend", fingers);
    sources.pop();
    step();
    expect(jumps).toHaveLength(1);
  });

  test("nobody jumps where they cannot stand, or when the hand is lost", () => {
    const { sources, step, select, jumps, xrSession } = wearing();
    const right = controller();
    right.targetRaySpace.at = [0.2, 1.2, -0.3, 0, 1, 0, 0]; // behind one, over the edge
    sources.push(right);
    select("selectstart", right);
    step();
    select("select", right);
    right.targetRaySpace.at = [0.2, 1.2, -0.3, ...DOWN_AHEAD];
    select("selectstart", right);
    step();
    xrSession.dispatchEvent(Object.assign(new Event("inputsourceschange"), { removed: [right] }));
    select("select", right);
    expect(jumps).toEqual([]);
  });

  test("A12: the stick to the side turns 30° about the head, once", () => {
    const { sources, headset, step, body } = wearing();
    const right = controller();
    sources.push(right);
    step();
    body.takeCut();
    right.gamepad?.axes.splice(2, 1, 1);
    step();
    step();
    expect(body.yaw).toBeCloseTo(-TURN, 5);
    expect(headset.head[0]).toBeCloseTo(0, 5);
    expect(headset.head[2]).toBeCloseTo(3, 5);
    expect(body.takeCut()).toBe(true);
  });

  test("B held for a moment leads out, a short press does not", () => {
    const { sources, headset, step, left } = wearing();
    const right = controller();
    sources.push(right);
    const press = (pressed: boolean, steps: number) => {
      right.gamepad?.buttons.splice(5, 1, { pressed });
      for (let i = 0; i < steps; i++) {
        step();
      }
    };
    press(true, 4);
    expect(headset.leaving).toBeGreaterThan(0.3);
    press(false, 1);
    expect([left.length, headset.leaving]).toEqual([0, 0]);
    press(true, 10);
    expect(left).toEqual(["left"]);
  });

  test("the grip held leads nowhere: newcomers hold on to what is in their hand", () => {
    const { sources, headset, step, left } = wearing();
    const right = controller();
    sources.push(right);
    right.gamepad?.buttons.splice(1, 1, { pressed: true });
    for (let i = 0; i < 20; i++) {
      step();
    }
    expect([left.length, headset.leaving]).toEqual([0, 0]);
  });

  test("A12: who has no buttons turns and leaves by the discs at the waist", () => {
    const { sources, headset, step, select, body, jumps, left } = wearing();
    const fingers = pinch();
    for (let i = 0; i < 20; i++) {
      step();
    }
    expect(headset.discs.shown).toBe(true);
    sources.push(fingers);
    /** Aims the pinch from the eyes at a disc. */
    const aimAt = (disc: number) => {
      const [x = 0, y = 0, z = 0] = headset.discs.places.subarray(disc * 3, disc * 3 + 3);
      const { rig } = body;
      const way = new Vector3(x - rig.x, y - rig.y - 1.6, z - rig.z).applyAxisAngle(new Vector3(0, 1, 0), -rig.yaw).normalize();
      const q = new Quaternion().setFromUnitVectors(new Vector3(0, 0, -1), way);
      fingers.targetRaySpace.at = [0, 1.6, 0, q.x, q.y, q.z, q.w];
    };
    const press = (disc: number, steps: number) => {
      aimAt(disc);
      select("selectstart", fingers);
      for (let i = 0; i < steps; i++) {
        step();
      }
      expect(headset.discs.lit).toBe(disc);
      expect(headset.aim).toBeNull();
      select("select", fingers);
      select("selectend", fingers);
    };
    press(2, 2);
    step();
    expect(body.yaw).toBeCloseTo(-TURN, 5);
    press(0, 2);
    step();
    expect(body.yaw).toBeCloseTo(0, 5);
    press(1, 3);
    step();
    expect([left.length, headset.leaving]).toEqual([0, 0]);
    press(1, 12);
    expect(left).toEqual(["left"]);
    expect(jumps).toEqual([]);
    fingers.targetRaySpace.at = [0, 1.5, 0, ...DOWN_AHEAD]; // past them, to the floor
    select("selectstart", fingers);
    step();
    select("select", fingers);
    expect(jumps).toHaveLength(1);
  });

  test("discs are not in the way of who has buttons", () => {
    const { sources, headset, step } = wearing();
    sources.push(controller());
    for (let i = 0; i < 20; i++) {
      step();
    }
    expect(headset.discs.shown).toBe(false);
    sources.splice(0, 1, { ...controller(), hand: {} });
    for (let i = 0; i < 20; i++) {
      step();
    }
    expect(headset.discs.shown).toBe(true);
  });

  test("A17: recentring moves the room, not the person", () => {
    const { headset, viewer, step } = wearing();
    step();
    viewer.at = [1.4, 1.6, -0.7, ...LEVEL];
    headset.recentre();
    step();
    expect([headset.head[0], headset.head[2]].map((n) => Math.round((n ?? 0) * 1000))).toEqual([0, 3000]);
  });
});
