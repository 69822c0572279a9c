/** Which way somebody looks, in radians: yaw about +y (0 looks along −z), pitch up. */
export interface Heading {
  yaw: number;
  pitch: number;
}

/**
 * Reads the heading off a pose's head (x, y, z, qx, qy, qz, qw, …). A head that looks straight up or down has no yaw
 * and keeps `out`'s.
 */
export function headingOf(pose: ArrayLike<number>, out: Heading): void {
  const x = pose[3] ?? 0;
  const y = pose[4] ?? 0;
  const z = pose[5] ?? 0;
  const w = pose[6] ?? 1;
  const fx = -2 * (x * z + w * y);
  const fy = -2 * (y * z - w * x);
  const fz = -(1 - 2 * (x * x + y * y));
  out.pitch = Math.asin(Math.min(1, Math.max(-1, fy)));
  if (fx * fx + fz * fz > 0.01) out.yaw = Math.atan2(-fx, -fz);
}
