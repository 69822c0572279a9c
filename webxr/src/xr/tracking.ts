// Poses out of a WebXR frame, as numbers: x, y, z, quaternion (x, y, z, w) in the headset's own space, lifted to the floor.
//
// The head is the viewer's pose. three's camera sits on the left eye in a headset: 32 mm beside it.

export function readHead(frame: XRFrame, space: XRReferenceSpace, lift: number, out: Float32Array): boolean {
  return write(frame.getViewerPose(space)?.transform, lift, out);
}

export function readSpace(frame: XRFrame, space: XRReferenceSpace, of: XRSpace, lift: number, out: Float32Array): boolean {
  return write(frame.getPose(of, space)?.transform, lift, out);
}

/** A hand's pose in the axes of a grip, whether it holds a controller or is tracked by itself. */
export function readHand(frame: XRFrame, space: XRReferenceSpace, source: XRInputSource, lift: number, out: Float32Array): boolean {
  if (source.gripSpace && readSpace(frame, space, source.gripSpace, lift, out)) {
    return true;
  }
  const wrist = source.hand?.get("wrist");
  if (!wrist || !frame.getJointPose || !write(frame.getJointPose(wrist, space)?.transform, lift, out)) {
    return false;
  }
  gripFromWrist(out, source.handedness === "left");
  return true;
}

function write(transform: XRRigidTransform | undefined, lift: number, out: Float32Array): boolean {
  if (!transform) {
    return false;
  }
  const { position, orientation } = transform;
  out[0] = position.x;
  out[1] = position.y + lift;
  out[2] = position.z;
  out[3] = orientation.x;
  out[4] = orientation.y;
  out[5] = orientation.z;
  out[6] = orientation.w;
  return true;
}

/** From the wrist to the middle of the palm. */
const PALM = 0.08;

/**
 * A wrist looks along its fingers (−z) with the back of the hand up (+y); a grip has its fingers along −y, its thumb along −z
 * and the back of the hand on +x (right) or −x (left). So the axes change places, and the middle moves to the palm.
 */
export function gripFromWrist(pose: Float32Array, left: boolean): void {
  const x = pose[3] ?? 0;
  const y = pose[4] ?? 0;
  const z = pose[5] ?? 0;
  const w = pose[6] ?? 1;
  pose[0] = (pose[0] ?? 0) - PALM * 2 * (x * z + w * y);
  pose[1] = (pose[1] ?? 0) - PALM * 2 * (y * z - w * x);
  pose[2] = (pose[2] ?? 0) - PALM * (1 - 2 * (x * x + y * y));
  // The right hand's turn carries x→y, y→z, z→x (120° about (1, 1, 1)); the left's x→−y, y→z, z→−x.
  const tx = 0.5;
  const ty = left ? -0.5 : 0.5;
  const tz = left ? -0.5 : 0.5;
  const tw = 0.5;
  pose[3] = w * tx + x * tw + y * tz - z * ty;
  pose[4] = w * ty - x * tz + y * tw + z * tx;
  pose[5] = w * tz + x * ty - y * tx + z * tw;
  pose[6] = w * tw - x * tx - y * ty - z * tz;
}

/** The way a pose points (−z), at 0, 1, 2 of `out`. */
export function forwardOf(pose: ArrayLike<number>, out: Float32Array): void {
  const x = pose[3] ?? 0;
  const y = pose[4] ?? 0;
  const z = pose[5] ?? 0;
  const w = pose[6] ?? 1;
  out[0] = -2 * (x * z + w * y);
  out[1] = -2 * (y * z - w * x);
  out[2] = -(1 - 2 * (x * x + y * y));
}
