// The part of a scene that is looked at, and how finely.
import type { SpaceMeaning } from "./meaning";
import type { Frame } from "./raster";
import type { Soup } from "./soup";

/** Room to walk around a place. */
const ROUND_PLACES = 6;
const FINEST = 0.05;
const MOST_COLUMNS = 800_000;
const COARSEST = 0.4;

/** The surroundings of all places, as far as the scene goes, in cells of 5 cm, or coarser where there would be too many. */
export function frameOf(soup: Soup, meaning: SpaceMeaning, finest = FINEST): Frame {
  const whole = boundsOf(soup);
  const around = placesOf(meaning).reduce((box, [x = 0, , z = 0]) => grown(box, x, z), { minX: Infinity, minZ: Infinity, maxX: -Infinity, maxZ: -Infinity });
  const none = around.minX > around.maxX;
  const minX = none ? whole.minX : Math.max(whole.minX, around.minX - ROUND_PLACES);
  const minZ = none ? whole.minZ : Math.max(whole.minZ, around.minZ - ROUND_PLACES);
  const maxX = none ? whole.maxX : Math.min(whole.maxX, around.maxX + ROUND_PLACES);
  const maxZ = none ? whole.maxZ : Math.min(whole.maxZ, around.maxZ + ROUND_PLACES);
  return cut(minX, minZ, Math.max(0, maxX - minX), Math.max(0, maxZ - minZ), finest);
}

interface Sides {
  minX: number;
  minZ: number;
  maxX: number;
  maxZ: number;
}

function cut(minX: number, minZ: number, width: number, depth: number, finest: number): Frame {
  let cell = finest;
  while (cell < COARSEST && Math.ceil(width / cell + 2) * Math.ceil(depth / cell + 2) > MOST_COLUMNS) {
    cell *= 2;
  }
  const side = Math.floor(Math.sqrt(MOST_COLUMNS));
  const columns = Math.min(side * 4, Math.ceil(width / cell) + 2);
  const rows = Math.min(Math.floor(MOST_COLUMNS / columns), Math.ceil(depth / cell) + 2);
  return { minX: minX - cell, minZ: minZ - cell, cell, columns, rows };
}

function placesOf({ spawns, seats, touchpoints, zones }: SpaceMeaning): (readonly number[])[] {
  return [...[...spawns, ...seats, ...touchpoints].map(({ position }) => position), ...zones.flatMap(({ min, max }) => [min, max])];
}

function grown(box: Sides, x: number, z: number): Sides {
  return { minX: Math.min(box.minX, x), minZ: Math.min(box.minZ, z), maxX: Math.max(box.maxX, x), maxZ: Math.max(box.maxZ, z) };
}

function boundsOf({ positions }: Soup): Sides {
  const box: Sides = { minX: Infinity, minZ: Infinity, maxX: -Infinity, maxZ: -Infinity };
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const [x = 0, z = 0] = [positions[i], positions[i + 2]];
    if (x < box.minX) box.minX = x;
    if (x > box.maxX) box.maxX = x;
    if (z < box.minZ) box.minZ = z;
    if (z > box.maxZ) box.maxZ = z;
  }
  return box.minX > box.maxX ? { minX: -5, minZ: -5, maxX: 5, maxZ: 5 } : box;
}

/** The column that a point lies in; −1 outside the frame. */
export function columnAt({ minX, minZ, cell, columns, rows }: Frame, x: number, z: number): number {
  const [i, j] = [Math.floor((x - minX) / cell), Math.floor((z - minZ) / cell)];
  return i >= 0 && j >= 0 && i < columns && j < rows ? j * columns + i : -1;
}

/** The middle of a column. */
export const xOf = (frame: Frame, column: number): number => frame.minX + ((column % frame.columns) + 0.5) * frame.cell;
export const zOf = (frame: Frame, column: number): number => frame.minZ + (Math.floor(column / frame.columns) + 0.5) * frame.cell;

/** Calls `visit` for each column whose middle is at most so far from a point. */
export function eachNear(frame: Frame, x: number, z: number, metres: number, visit: (column: number, away: number) => void): void {
  const reach = Math.ceil(metres / frame.cell) + 1;
  const [middleX, middleZ] = [Math.floor((x - frame.minX) / frame.cell), Math.floor((z - frame.minZ) / frame.cell)];
  for (let j = Math.max(0, middleZ - reach); j <= Math.min(frame.rows - 1, middleZ + reach); j++) {
    for (let i = Math.max(0, middleX - reach); i <= Math.min(frame.columns - 1, middleX + reach); i++) {
      const column = j * frame.columns + i;
      const away = Math.hypot(xOf(frame, column) - x, zOf(frame, column) - z);
      if (away <= metres) visit(column, away);
    }
  }
}
