// How much room there is around each column: the distance to the nearest thing that is in the way, measured to the part of its
// column that the thing really takes, so that an aisle of 1.20 m is 1.20 m and not a cell less.
import type { Frame } from "./raster";
import { TAKEN, type Walk } from "./walk";

export interface Clearance {
  /** 1 where it is free. */
  readonly free: Uint8Array;
  /** Metres from the middle of a free column; 0 elsewhere. */
  readonly metres: Float32Array;
  /** For each column, the nearest one in the way; −1 where there is none. */
  readonly nearest: Int32Array;
}

const NOTHING_NEAR = 1e6;

/** Distances over the free columns; everything beside them is in the way, the frame's edge too. */
export function clearanceOf(walk: Walk, free: Uint8Array): Clearance {
  const { raster } = walk;
  const nearest = new Int32Array(free.length).fill(-1);
  const metres = new Float32Array(free.length).fill(NOTHING_NEAR);
  for (let column = 0; column < free.length; column++) {
    if (free[column] === 0) {
      nearest[column] = column;
      metres[column] = 0;
    }
  }
  sweep(walk, free, nearest, metres, 1);
  sweep(walk, free, nearest, metres, -1);
  sweep(walk, free, nearest, metres, 1); // a third look finds what the order of the first two missed
  for (let column = 0; column < free.length; column++) {
    if (free[column] === 1) {
      metres[column] = Math.min(metres[column] ?? 0, toEdge(raster, column));
    }
  }
  return { free, metres, nearest };
}

function sweep(walk: Walk, free: Uint8Array, nearest: Int32Array, metres: Float32Array, direction: 1 | -1): void {
  const { columns } = walk.raster;
  const offsets = direction === 1 ? [-1, -columns, -columns - 1, -columns + 1, 1, columns] : [1, columns, columns + 1, columns - 1, -1, -columns];
  for (let i = 0; i < free.length; i++) {
    const column = direction === 1 ? i : free.length - 1 - i;
    if (free[column] === 0) {
      continue;
    }
    for (const offset of offsets) { // over the sides of the frame too: what is found there is far away
      const seed = nearest[column + offset] ?? -1;
      if (seed >= 0 && seed !== nearest[column]) {
        const away = distanceTo(walk, column, seed);
        if (away < (metres[column] ?? 0)) {
          metres[column] = away;
          nearest[column] = seed;
        }
      }
    }
  }
}

/** What it is in a column that is in the way: all of it, or the part that something takes. */
export interface Rect {
  x0: number;
  z0: number;
  x1: number;
  z1: number;
}

const rect: Rect = { x0: 0, z0: 0, x1: 0, z1: 0 };

/** In cells, from the frame's corner. */
export function rectOf({ raster, state, part }: Walk, column: number, out: Rect): Rect {
  const x = column % raster.columns;
  const z = Math.floor(column / raster.columns);
  const taken = state[column] === TAKEN;
  out.x0 = x + (taken ? (part[column * 4] ?? 0) / 255 : 0);
  out.z0 = z + (taken ? (part[column * 4 + 1] ?? 0) / 255 : 0);
  out.x1 = x + (taken ? (part[column * 4 + 2] ?? 255) / 255 : 1);
  out.z1 = z + (taken ? (part[column * 4 + 3] ?? 255) / 255 : 1);
  return out;
}

/** Metres from the middle of a column to what is in the way in another. */
function distanceTo(walk: Walk, column: number, seed: number): number {
  const { columns, cell } = walk.raster;
  rectOf(walk, seed, rect);
  const x = (column % columns) + 0.5;
  const z = Math.floor(column / columns) + 0.5;
  const dx = Math.max(rect.x0 - x, 0, x - rect.x1);
  const dz = Math.max(rect.z0 - z, 0, z - rect.z1);
  return Math.hypot(dx, dz) * cell;
}

function toEdge({ columns, rows, cell }: Frame, column: number): number {
  const x = (column % columns) + 0.5;
  const z = Math.floor(column / columns) + 0.5;
  return Math.min(x, z, columns - x, rows - z) * cell;
}

/** No passage is wider than this. */
export const WIDEST = 4;

/**
 * How wide it is at a free column: from the nearest thing in the way, through the column's middle, to the next thing on the other
 * side. Infinity where nothing is near enough to make it a passage.
 */
export function widthAt(walk: Walk, { metres, nearest, free }: Clearance, column: number): number {
  const { columns, rows, cell } = walk.raster;
  const seed = nearest[column] ?? -1;
  const near = metres[column] ?? 0;
  if (seed < 0 || near >= WIDEST / 2 || near === 0) {
    return Infinity;
  }
  const x = (column % columns) + 0.5;
  const z = Math.floor(column / columns) + 0.5;
  rectOf(walk, seed, rect);
  const dx = x - Math.min(Math.max(x, rect.x0), rect.x1);
  const dz = z - Math.min(Math.max(z, rect.z0), rect.z1);
  const way = Math.hypot(dx, dz) || 1;
  for (let gone = 0; gone * cell < WIDEST; gone += 0.25) {
    const [atX, atZ] = [x + (dx / way) * gone, z + (dz / way) * gone];
    if (atX < 0 || atZ < 0 || atX >= columns || atZ >= rows) {
      return near + gone * cell;
    }
    const at = Math.floor(atZ) * columns + Math.floor(atX);
    if (free[at] === 0) {
      return near + acrossTo(walk, at, x, z, dx / way, dz / way, gone) * cell;
    }
  }
  return Infinity;
}

/** How far it is along a direction to what is in the way in a column, in cells. */
function acrossTo(walk: Walk, column: number, x: number, z: number, dx: number, dz: number, gone: number): number {
  rectOf(walk, column, rect);
  const along = Math.abs(dx) >= Math.abs(dz) ? (dx > 0 ? rect.x0 - x : rect.x1 - x) / dx : (dz > 0 ? rect.z0 - z : rect.z1 - z) / dz;
  return Math.max(gone - 0.25, along);
}
