// Whether one sees, or hears, from one point to another: along the columns between them, past whatever stands there. Glass is
// seen through; people are not in the way.
import { CLEAR, type Raster } from "./raster";
import { SOLID } from "./soup";

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** At the ends nothing counts: a face in front of a seat, a screen on its wall. */
const ENDS = 0.15;

/** `own` are nodes that are not in the way: those of what is looked at. */
export function sees(raster: Raster, roles: Uint8Array, from: Point, to: Point, own?: Uint8Array): boolean {
  const { minX, minZ, cell, columns, rows } = raster;
  const [dx, dy, dz] = [to.x - from.x, to.y - from.y, to.z - from.z];
  const flat = Math.hypot(dx, dz);
  const steps = Math.max(1, Math.ceil((flat / cell) * 1.5));
  const half = Math.abs(dy) / steps / 2 + 0.01;
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    if (share * flat < ENDS || (1 - share) * flat < ENDS) {
      continue;
    }
    const x = Math.floor((from.x + dx * share - minX) / cell);
    const z = Math.floor((from.z + dz * share - minZ) / cell);
    if (x < 0 || z < 0 || x >= columns || z >= rows) {
      continue;
    }
    const y = from.y + dy * share;
    for (let i = raster.head[z * columns + x] ?? -1; i >= 0; i = raster.next[i] ?? -1) {
      const node = raster.owner[i] ?? 0;
      const solid = roles[node] === SOLID && ((raster.flags[i] ?? 0) & CLEAR) === 0 && own?.[node] !== 1;
      if (solid && (raster.low[i] ?? 0) <= y + half && (raster.high[i] ?? 0) >= y - half) {
        return false;
      }
    }
  }
  return true;
}
