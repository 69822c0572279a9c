// The floor under a place: a surface that the designer named walkable, else whatever one can stand on below, else the plane that was
// found for the whole scene. Whoever comes in stands on something, always.
import type { SpaceMeaning } from "./meaning";
import { FLOOR_ONLY, rolesOf, below, NOTHING, type Soup } from "./soup";

export interface Settled {
  readonly y: number;
  /** On a walkable surface; on what lies below; on the inferred plane, because there is nothing. */
  readonly kind: "walkable" | "below" | "inferred";
}

export type Settle = (place: readonly number[]) => Settled;

/** A spawn point may be sunk into what is meant to be walked on by this much, */
const SUNK = 0.6;
/** or hang over it by this: some tools put it at the eyes, some drop it from above. */
const HANGS = 2.5;
/** What is below may be a step higher. */
const STEP = 0.35;
const STANDABLE = Math.SQRT1_2;

/** Looks through all triangles once for each place: a scene has a few. */
export function createSettle(soup: Soup, meaning: Pick<SpaceMeaning, "floor" | "hidden">): Settle {
  const roles = rolesOf(soup, meaning.floor.nodes, meaning.hidden);
  const named = namedWalkable(soup, meaning.floor.nodes);
  return (place) => {
    const [x = 0, y = 0, z = 0] = place;
    const walkable = surface(soup, x, y + SUNK, z, (node) => named[node] === 1);
    if (walkable >= y - HANGS) {
      return { y: walkable, kind: "walkable" };
    }
    const under = surface(soup, x, y + STEP, z, (node) => roles[node] !== NOTHING && roles[node] !== FLOOR_ONLY);
    return Number.isNaN(under) ? { y: meaning.floor.height, kind: "inferred" } : { y: under, kind: "below" };
  };
}

function namedWalkable(soup: Soup, nodes: readonly string[]): Uint8Array {
  const all = new Uint8Array(soup.names.length);
  for (const node of nodes) {
    below(soup, node).forEach((is, i) => {
      if (is === 1) all[i] = 1;
    });
  }
  return all;
}

/** The height of the highest surface at or under y; NaN for none. */
function surface(soup: Soup, x: number, y: number, z: number, counts: (node: number) => boolean): number {
  let best = NaN;
  const triangles = soup.index.length / 3;
  for (let triangle = 0; triangle < triangles; triangle++) {
    if (!counts(soup.owner[triangle] ?? 0)) {
      continue;
    }
    const at = heightOver(soup, triangle, x, z);
    if (at <= y && !(at <= best)) {
      best = at;
    }
  }
  return best;
}

/** Where the upright line through (x, z) meets a triangle that one could stand on; NaN where it does not. */
function heightOver({ positions, index }: Soup, triangle: number, x: number, z: number): number {
  const a = (index[triangle * 3] ?? 0) * 3;
  const b = (index[triangle * 3 + 1] ?? 0) * 3;
  const c = (index[triangle * 3 + 2] ?? 0) * 3;
  const [ax, az] = [positions[a] ?? 0, positions[a + 2] ?? 0];
  const [ux, uz] = [(positions[b] ?? 0) - ax, (positions[b + 2] ?? 0) - az];
  const [vx, vz] = [(positions[c] ?? 0) - ax, (positions[c + 2] ?? 0) - az];
  const area = ux * vz - uz * vx;
  if (Math.abs(area) < 1e-12) {
    return NaN;
  }
  const [px, pz] = [x - ax, z - az];
  const [s, t] = [(px * vz - pz * vx) / area, (ux * pz - uz * px) / area];
  const slack = 1e-4;
  if (s < -slack || t < -slack || s + t > 1 + slack) {
    return NaN;
  }
  const ay = positions[a + 1] ?? 0;
  const [uy, vy] = [(positions[b + 1] ?? 0) - ay, (positions[c + 1] ?? 0) - ay];
  const [nx, nz] = [uy * vz - uz * vy, ux * vy - uy * vx];
  return Math.abs(area) / Math.hypot(area, nx, nz) >= STANDABLE ? ay + s * uy + t * vy : NaN;
}
