// Walking: never through a wall, never off an edge, along a wall when one walks into it at an angle.
import { STEP } from "./ground";
import type { Ground } from "./ground";

/** Metres a second. */
export const WALK_SPEED = 1.4;
/** Half of one's width. */
const RADIUS = 0.27;
const HEIGHTS = [0.45, 0.95, 1.4] as const;

export interface Feet {
  x: number;
  y: number;
  z: number;
}

/** Moves the feet by (dx, dz), as far as the ground allows. */
export function walk(ground: Ground, feet: Feet, dx: number, dz: number): void {
  if (!advance(ground, feet, dx, dz)) {
    // Along the wall: whichever of the two axes is open.
    if (Math.abs(dx) > Math.abs(dz)) {
      void (advance(ground, feet, dx, 0) || advance(ground, feet, 0, dz));
    } else {
      void (advance(ground, feet, 0, dz) || advance(ground, feet, dx, 0));
    }
  }
}

function advance(ground: Ground, feet: Feet, dx: number, dz: number): boolean {
  const way = Math.hypot(dx, dz);
  if (way < 1e-6) {
    return false;
  }
  const ux = dx / way;
  const uz = dz / way;
  if (clearance(ground, feet, ux, uz) < way + RADIUS) {
    return false;
  }
  const y = ground.below(feet.x + dx, feet.y + STEP, feet.z + dz);
  if (!(Math.abs(y - feet.y) <= STEP)) {
    return false;
  }
  feet.x += dx;
  feet.y = y;
  feet.z += dz;
  return true;
}

/** The nearest obstacle ahead of the body's middle and both its sides. */
function clearance(ground: Ground, { x, y, z }: Feet, ux: number, uz: number): number {
  let nearest = Infinity;
  for (let side = -1; side <= 1; side++) {
    const sx = x - uz * side * RADIUS * 0.8;
    const sz = z + ux * side * RADIUS * 0.8;
    for (const height of HEIGHTS) {
      nearest = Math.min(nearest, ground.reach(sx, y + height, sz, ux, uz));
    }
  }
  return nearest;
}
