// Where somebody comes in: at a spawn point of the scene, or else on the most open piece of floor; everybody a little
// apart, on free floor, looking into the scene.
import { createFloorHit } from "./floor";
import type { Floor } from "./floor";

/** The API's Spawn fits. Yaw in radians about +y; 0 looks along −z. */
export interface Spawn {
  readonly name?: string | undefined;
  /** "proposed": nobody made it, and it was guessed from the bounds of the scene. */
  readonly kind?: string | undefined;
  readonly position: readonly number[];
  readonly yaw: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
}

/** What is needed of a model. */
export interface Ground {
  readonly floor: Pick<Floor, "below" | "reach" | "free" | "hit" | "settle">;
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Between two people who come in at the same spot. */
const APART = 0.8;
const RINGS = 6;
const ELBOW = 0.3;
const EYES = 1.5;
/** Somebody who comes in should not stand with their nose to a sign. */
const AHEAD = 2.2;
const CHEST = 1.2;
const HIGHEST_STEP = 0.35;

/** What a designer made. Where there is none, the open floor that is seen here is a better guess than one from bounds alone. */
export function madeSpawns(spawns: readonly Spawn[]): readonly Spawn[] {
  return spawns.filter(({ kind }) => kind !== "proposed");
}

/** The same for everybody who asks: it depends on the scene and the slot only. */
export function standingPlace(ground: Ground, proposals: readonly Spawn[], slot: number): Place {
  const spawns = madeSpawns(proposals);
  const index = Math.max(0, slot - 1);
  const n = Math.max(1, spawns.length);
  const spawn = spawns[index % n];
  const base = spawn ? atSpawn(ground, spawn) : mostOpen(ground);
  return nthFree(ground, base, Math.floor(index / n));
}

/** Free floor near a point that somebody wants to go to, looking at that point; null when there is none. */
export function placeNear(ground: Ground, target: readonly number[], from: Place): Place | null {
  const [tx = 0, ty = 0, tz = 0] = target;
  for (const radius of [0.9, 1.2, 1.6, 0.6, 2.2, 3]) {
    for (let i = 0; i < 12; i++) {
      // Alternate left and right of the way one comes from.
      const turn = (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * (Math.PI / 6);
      const angle = Math.atan2(from.x - tx, from.z - tz) + turn;
      const x = tx + Math.sin(angle) * radius;
      const z = tz + Math.cos(angle) * radius;
      const y = ground.floor.below(x, Math.max(ty, from.y) + 0.5, z);
      if (Math.abs(y - from.y) < 4 && ground.floor.free(x, y, z) && sees(ground, x, y, z, tx, tz)) {
        return { x, y, z, yaw: facing(x, z, tx, tz) };
      }
    }
  }
  return null;
}

/** The yaw that looks from one point to another. */
export function facing(x: number, z: number, towardsX: number, towardsZ: number): number {
  return Math.atan2(x - towardsX, z - towardsZ);
}

function atSpawn({ floor }: Ground, spawn: Spawn): Place {
  const [x = 0, y = 0, z = 0] = spawn.position;
  return { x, y: floor.settle(x, y, z), z, yaw: spawn.yaw };
}

/** No wall between the place and the spot on the floor it is about (the thing itself may be in the way at the very end). */
function sees({ floor }: Ground, x: number, y: number, z: number, tx: number, tz: number): boolean {
  const way = Math.hypot(tx - x, tz - z);
  return floor.reach(x, y + 1.5, z, (tx - x) / way, (tz - z) / way) > way * 0.5;
}

/** The n-th free spot around the base: first those from which one sees something, then those that face a wall. */
function nthFree(ground: Ground, base: Place, n: number): Place {
  const open: Place[] = [];
  const blind: Place[] = [];
  for (const [dx, dz] of ringOffsets()) {
    const place = besides(ground, base, dx, dz);
    if (place) {
      (seesAhead(ground, place) ? open : blind).push(place);
    }
    if (open.length > n) {
      break;
    }
  }
  const spots = [...open, ...blind];
  return spots[n % Math.max(1, spots.length)] ?? base;
}

function seesAhead({ floor }: Ground, { x, y, z, yaw }: Place): boolean {
  return floor.reach(x, y + EYES, z, -Math.sin(yaw), -Math.cos(yaw)) > AHEAD;
}

/** The middle, then rings around it, neighbours at least 0.8 m apart. */
export function ringOffsets(): [number, number][] {
  const offsets: [number, number][] = [[0, 0]];
  for (let ring = 1; ring <= RINGS; ring++) {
    const places = ring * 6;
    for (let i = 0; i < places; i++) {
      const angle = (i / places) * 2 * Math.PI + ring * 0.3;
      offsets.push([Math.sin(angle) * ring * APART, Math.cos(angle) * ring * APART]);
    }
  }
  return offsets;
}

function besides(ground: Ground, base: Place, dx: number, dz: number): Place | null {
  const x = base.x + dx;
  const z = base.z + dz;
  const y = ground.floor.below(x, base.y + HIGHEST_STEP, z);
  if (!(Math.abs(y - base.y) <= HIGHEST_STEP) || !ground.floor.free(x, y, z)) {
    return null;
  }
  const way = Math.hypot(dx, dz);
  const reached = way === 0 || ground.floor.reach(base.x, base.y + CHEST, base.z, dx / way, dz / way) > way + ELBOW;
  return reached ? { x, y, z, yaw: base.yaw } : null;
}

const DIRECTIONS = 16;
const GRID = 9;
/** Beyond this, further does not count as more open. */
const VIEW = 8;

/** How high above the scene's lowest point a floor is looked for, lowest first: under some floors lie cellars, plinths or hills. */
const STOREYS = [CHEST, 2.5, 5, 10, 20, 40, 80, 160, 320];

/** The piece of the lowest floor one can stand on from which one sees most; without any, the middle of the scene's underside. */
function mostOpen(ground: Ground): Place {
  const [x0 = 0, y0 = 0, z0 = 0] = ground.min;
  const [x1 = 0, y1 = 0, z1 = 0] = ground.max;
  for (const storey of STOREYS) {
    const place = mostOpenBelow(ground, y0 + storey);
    if (place) {
      return place;
    }
    if (y0 + storey > y1) {
      break;
    }
  }
  return { x: (x0 + x1) / 2, y: y0, z: (z0 + z1) / 2, yaw: 0 };
}

/** With a slight wish for the middle, looking the way that is longest. */
function mostOpenBelow(ground: Ground, height: number): Place | null {
  const [x0 = 0, , z0 = 0] = ground.min;
  const [x1 = 0, , z1 = 0] = ground.max;
  const hit = createFloorHit();
  let best: Place | null = null;
  let most = -1;
  for (let i = 1; i < GRID; i++) {
    for (let j = 1; j < GRID; j++) {
      const x = x0 + ((x1 - x0) * i) / GRID;
      const z = z0 + ((z1 - z0) * j) / GRID;
      const y = ground.floor.below(x, height, z);
      const away = Math.hypot(x - (x0 + x1) / 2, z - (z0 + z1) / 2) / Math.max(1, Math.hypot(x1 - x0, z1 - z0));
      const view = openness(ground, x, y, z);
      const real = ground.floor.hit(x, y + HIGHEST_STEP, z, 0, -1, 0, 2 * HIGHEST_STEP, hit);
      if (real && view.sum * (1 - away) > most && ground.floor.free(x, y, z)) {
        most = view.sum * (1 - away);
        best = { x, y, z, yaw: view.yaw };
      }
    }
  }
  return best;
}

function openness({ floor }: Ground, x: number, y: number, z: number): { sum: number; yaw: number } {
  let sum = 0;
  let longest = 0;
  let yaw = 0;
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = (i / DIRECTIONS) * 2 * Math.PI;
    const way = Math.min(VIEW, floor.reach(x, y + CHEST, z, -Math.sin(angle), -Math.cos(angle)));
    sum += way;
    if (way > longest) {
      longest = way;
      yaw = angle;
    }
  }
  return { sum, yaw };
}
