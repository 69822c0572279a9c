/** Which way somebody looks, in radians: yaw about +y (0 looks along −z), pitch up. */
export interface Heading {
  yaw: number;
  pitch: number;
}

/** Reads the heading off a pose's head (x, y, z, qx, qy, qz, qw, …). */
export function headingOf(pose: ArrayLike<number>, out: Heading): void {
  const up = -2 * (at(pose, 4) * at(pose, 5) - at(pose, 6) * at(pose, 3));
  out.pitch = Math.asin(Math.min(1, Math.max(-1, up)));
  out.yaw = yawOf(pose);
}

/** Within 6° of the vertical. */
const STEEP = 0.01;

/** The turn about +y of the way a pose looks. Looking straight up or down, the top of the head decides. */
export function yawOf(pose: ArrayLike<number>): number {
  const x = at(pose, 3);
  const y = at(pose, 4);
  const z = at(pose, 5);
  const w = pose[6] ?? 1;
  const forwardX = -2 * (x * z + w * y);
  const forwardZ = -(1 - 2 * (x * x + y * y));
  if (forwardX * forwardX + forwardZ * forwardZ > STEEP) return Math.atan2(-forwardX, -forwardZ);
  const down = y * z > w * x ? 1 : -1;
  const topX = 2 * (x * y - w * z);
  const topZ = 2 * (y * z + w * x);
  return Math.atan2(-topX * down, -topZ * down);
}

function at(pose: ArrayLike<number>, i: number): number {
  return pose[i] ?? 0;
}
