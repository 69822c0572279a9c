// The rig carries the headset's own space through the scene: the headset says where the head is in the room one stands in,
// the rig says where that room is in the scene. Pure arithmetic; it only ever turns about the vertical.
import { yawOf } from "../motion/heading";

/** A space's origin in the scene and its turn about +y. */
export interface Rig {
  x: number;
  y: number;
  z: number;
  yaw: number;
}

export function createRig(): Rig {
  return { x: 0, y: 0, z: 0, yaw: 0 };
}

/** Writes a pose of the rig's space (x, y, z, quaternion xyzw) at `at` of `out`, in the scene. `pose` and `out` may be one. */
export function toScene(rig: Rig, pose: ArrayLike<number>, out: Float32Array, at: number): void {
  const x = pose[0] ?? 0;
  const z = pose[2] ?? 0;
  const qx = pose[3] ?? 0;
  const qy = pose[4] ?? 0;
  const qz = pose[5] ?? 0;
  const qw = pose[6] ?? 1;
  const cos = Math.cos(rig.yaw);
  const sin = Math.sin(rig.yaw);
  const halfCos = Math.cos(rig.yaw / 2);
  const halfSin = Math.sin(rig.yaw / 2);
  out[at + 1] = (pose[1] ?? 0) + rig.y;
  out[at] = x * cos + z * sin + rig.x;
  out[at + 2] = z * cos - x * sin + rig.z;
  out[at + 3] = halfCos * qx + halfSin * qz;
  out[at + 4] = halfCos * qy + halfSin * qw;
  out[at + 5] = halfCos * qz - halfSin * qx;
  out[at + 6] = halfCos * qw - halfSin * qy;
}

/** Puts the rig so that a head at `head` (in the rig's space) stands over (x, z), on floor y. */
export function moveRig(rig: Rig, head: ArrayLike<number>, x: number, y: number, z: number): void {
  const cos = Math.cos(rig.yaw);
  const sin = Math.sin(rig.yaw);
  const hx = head[0] ?? 0;
  const hz = head[2] ?? 0;
  rig.x = x - (hx * cos + hz * sin);
  rig.y = y;
  rig.z = z - (hz * cos - hx * sin);
}

/** Turns about the head: the room swings round, the head stays where it is. */
export function turnRig(rig: Rig, head: ArrayLike<number>, angle: number): void {
  const hx = head[0] ?? 0;
  const hz = head[2] ?? 0;
  const x = hx * Math.cos(rig.yaw) + hz * Math.sin(rig.yaw) + rig.x;
  const z = hz * Math.cos(rig.yaw) - hx * Math.sin(rig.yaw) + rig.z;
  rig.yaw += angle;
  moveRig(rig, head, x, rig.y, z);
}

/** As moveRig, and the head then looks along `yaw`. */
export function seatRig(rig: Rig, head: ArrayLike<number>, x: number, y: number, z: number, yaw: number): void {
  rig.yaw = yaw - yawOf(head);
  moveRig(rig, head, x, y, z);
}
