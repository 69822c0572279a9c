// xr: where one is and how one moves. Keys, mouse, fingers, controllers, hands and pinches all come down to four acts:
// walk, look, turn by a step, go to a place. A body (flat screens) or a rig (immersion) carries them out on the ground that the
// page provides; every jump marks the next pose as cut, so that nobody sees it as a movement.
//
// Comfort is not a setting here: the horizon never tilts, turning is by 30° steps, walking is steady at 1.4 m/s without
// acceleration, in a headset one jumps, in a short darkness.
//
// This room does not know three, the network or the page: it reads WebXR and DOM events, and hands out numbers.

/** What xr asks of a scene; `world`'s floor answers. */
export interface Ground {
  /** Height of the floor at or under y; NaN when there is none. */
  below(x: number, y: number, z: number): number;
  /** Metres to the next wall along the unit vector (dx, dz). */
  reach(x: number, y: number, z: number, dx: number, dz: number): number;
  /** Whether a person has room there. */
  free(x: number, y: number, z: number): boolean;
  hit(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, far: number, out: Strike): boolean;
}

/** Where a ray met something, and which way that faces. */
export interface Strike {
  x: number;
  y: number;
  z: number;
  normalX: number;
  normalY: number;
  normalZ: number;
  distance: number;
}

export function createStrike(): Strike {
  return { x: 0, y: 0, z: 0, normalX: 0, normalY: 1, normalZ: 0, distance: Infinity };
}

/** Feet on the floor and the way one looks: radians about +y, 0 along −z. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
}

/** How high eyes are over the floor where nothing says so. */
export const STANDING_EYES = 1.6;
/** A step up or down that one takes without noticing; beyond it is an edge. */
export const STEP = 0.4;
const UPRIGHT = Math.SQRT1_2;
const AROUND = 8;

/**
 * Whether one may jump to a point: it faces up, there is room for a body, and it is floor, not furniture. A table is told
 * from a gallery by its size: what is higher than a step must reach nearly a metre to most sides.
 */
export function canLand(ground: Ground, at: Pick<Strike, "x" | "y" | "z" | "normalY">, fromY: number): boolean {
  if (at.normalY < UPRIGHT || !ground.free(at.x, at.y, at.z)) {
    return false;
  }
  return Math.abs(at.y - fromY) <= STEP || isWide(ground, at.x, at.y, at.z);
}

function isWide(ground: Ground, x: number, y: number, z: number): boolean {
  let level = 0;
  for (let i = 0; i < AROUND; i++) {
    const angle = (i * 2 * Math.PI) / AROUND;
    const beside = ground.below(x + Math.sin(angle) * 0.9, y + STEP, z + Math.cos(angle) * 0.9);
    if (Math.abs(beside - y) <= STEP) {
      level++;
    }
  }
  return level >= AROUND - 2;
}
