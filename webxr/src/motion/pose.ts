/**
 * A pose as the integers that are sent, recorded, replayed and analysed. Twin of server/motion (docs/PROTOCOL.md 3),
 * held to it by shared vectors.
 *
 * A pose lives in an Int32Array of POSE_INTS that its owner made once: nothing here allocates, because every headset
 * runs this for everybody, every frame. The numbers are exactly the record's: millimetres from the session's origin for
 * the head, from the quantised head for the hands, smallest-three rotations as index and three components.
 */

/** flags · head x y z i a b c · left x y z i a b c · right x y z i a b c */
export const POSE_INTS = 22;
export const HEAD = 1;
export const LEFT = 8;
export const RIGHT = 15;

/** head xyz + quaternion xyzw · left · right, in metres in scene space */
export const POSE_FLOATS = 21;

export const FLAG_KEY = 0x80;
export const FLAG_LEFT = 0x40;
export const FLAG_RIGHT = 0x20;
export const FLAG_GAZE = 0x10;
export const FLAG_CUT = 0x08;

/** Ranges of the record's fields; the sender clamps to them. */
export const HEAD_REACH = 65536;
export const HEAD_RISE = 4096;
export const HEAD_TOP = 12287;
export const HAND_REACH = 2048;
export const ROTATION_MIDDLE = 2047;
export const ROTATION_TOP = 4094;

const ROTATION_SCALE = ROTATION_MIDDLE * Math.SQRT2;

/** The joint whose ints begin at `at`, floats at `at − 1`. */
export type Joint = typeof HEAD | typeof LEFT | typeof RIGHT;

export type Numbers = ArrayLike<number>;

/** Position and rotation of each joint: xyz, xyzw, in metres. A hand that is not tracked is null. */
export function quantise(
  origin: Numbers,
  head: Numbers,
  left: Numbers | null,
  right: Numbers | null,
  cut: boolean,
  out: Int32Array,
): void {
  out.fill(0);
  out[0] = FLAG_KEY | (left ? FLAG_LEFT : 0) | (right ? FLAG_RIGHT : 0) | (cut ? FLAG_CUT : 0);
  out[HEAD] = clamp(millimetres(head, 0) - (origin[0] ?? 0), -HEAD_REACH, HEAD_REACH - 1);
  out[HEAD + 1] = clamp(millimetres(head, 1) - (origin[1] ?? 0), -HEAD_RISE, HEAD_TOP);
  out[HEAD + 2] = clamp(millimetres(head, 2) - (origin[2] ?? 0), -HEAD_REACH, HEAD_REACH - 1);
  quantiseRotation(head, out, HEAD + 3);
  if (left) quantiseHand(origin, left, out, LEFT);
  if (right) quantiseHand(origin, right, out, RIGHT);
}

function quantiseHand(origin: Numbers, hand: Numbers, out: Int32Array, joint: Joint): void {
  for (let axis = 0; axis < 3; axis++) {
    const fromOrigin = millimetres(hand, axis) - (origin[axis] ?? 0);
    out[joint + axis] = clamp(fromOrigin - (out[HEAD + axis] ?? 0), -HAND_REACH, HAND_REACH - 1);
  }
  quantiseRotation(hand, out, joint + 3);
}

function millimetres(metres: Numbers, axis: number): number {
  return round((metres[axis] ?? 0) * 1000);
}

/** What is not a number is 0; what no scene holds is cut off, so that an Int32Array need not wrap it. */
function round(value: number): number {
  return Number.isNaN(value) ? 0 : Math.floor(clamp(value, -1e12, 1e12) + 0.5);
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** Smallest three: drops the first of the components with the largest magnitude; the other three fix it. */
function quantiseRotation(joint: Numbers, out: Int32Array, at: number): void {
  let index = 0;
  for (let i = 1; i < 4; i++) {
    if (Math.abs(joint[3 + i] ?? 0) > Math.abs(joint[3 + index] ?? 0)) index = i;
  }
  const sign = (joint[3 + index] ?? 0) < 0 ? -1 : 1;
  out[at] = index;
  for (let i = 0, to = at + 1; i < 4; i++) {
    if (i !== index) out[to++] = step(sign * (joint[3 + i] ?? 0));
  }
}

function step(component: number): number {
  return clamp(round(component * ROTATION_MIDDLE * Math.SQRT2) + ROTATION_MIDDLE, 0, ROTATION_TOP);
}

/** Back to metres and unit quaternions; a hand that is not tracked keeps what `out` held. */
export function dequantise(origin: Numbers, ints: Int32Array, out: Float32Array): void {
  const flags = ints[0] ?? 0;
  dequantiseJoint(origin, ints, 0, HEAD, out);
  if (flags & FLAG_LEFT) dequantiseJoint(origin, ints, 0, LEFT, out);
  if (flags & FLAG_RIGHT) dequantiseJoint(origin, ints, 0, RIGHT, out);
}

/** One joint of the pose that begins at `base` in a larger array. */
export function dequantiseJoint(origin: Numbers, ints: Int32Array, base: number, joint: Joint, out: Float32Array): void {
  for (let axis = 0; axis < 3; axis++) out[joint - 1 + axis] = jointMm(origin, ints, base, joint, axis) / 1000;
  const at = base + joint + 3;
  const index = ints[at] ?? 0;
  const a = ((ints[at + 1] ?? 0) - ROTATION_MIDDLE) / ROTATION_SCALE;
  const b = ((ints[at + 2] ?? 0) - ROTATION_MIDDLE) / ROTATION_SCALE;
  const c = ((ints[at + 3] ?? 0) - ROTATION_MIDDLE) / ROTATION_SCALE;
  const missing = Math.sqrt(Math.max(0, 1 - (a * a + b * b + c * c)));
  out[joint + 2] = index === 0 ? missing : a;
  out[joint + 3] = index === 1 ? missing : index < 1 ? a : b;
  out[joint + 4] = index === 2 ? missing : index < 2 ? b : c;
  out[joint + 5] = index === 3 ? missing : c;
}

/** A joint's coordinate in scene space, in whole millimetres. */
export function jointMm(origin: Numbers, ints: Int32Array, base: number, joint: Joint, axis: number): number {
  const head = (origin[axis] ?? 0) + (ints[base + HEAD + axis] ?? 0);
  return joint === HEAD ? head : head + (ints[base + joint + axis] ?? 0);
}

/** Whether somebody stands exactly as before; the cut bit tells of the way there, not of the pose. */
export function samePose(a: Int32Array, b: Int32Array): boolean {
  if (((a[0] ?? 0) | FLAG_CUT) !== ((b[0] ?? 0) | FLAG_CUT)) return false;
  for (let i = 1; i < POSE_INTS; i++) if (a[i] !== b[i]) return false;
  return true;
}
