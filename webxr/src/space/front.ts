// The side of a counter on which citizens stand.
import type { Area } from "./finding";
import { columnAt, xOf, zOf } from "./frame";
import type { Raster } from "./raster";
import type { Site, Stop } from "./site";
import { FLOOR } from "./walk";

/** The middle of a counter's front, and the way one looks from there to the room. */
export interface Front {
  readonly x: number;
  readonly z: number;
  readonly dx: number;
  readonly dz: number;
}

const BEFORE = 0.6;

/** Of the two long sides of a counter, the public one: free to stand at, not for staff, and nearer to where the way ends. */
export function frontOf(site: Site, stop: Stop, end: number): Front {
  const { raster } = site;
  const { minX, minZ, maxX, maxZ } = areaOf(raster, stop.columns);
  const [x, z] = [(minX + maxX) / 2, (minZ + maxZ) / 2];
  const [endX, endZ] = [xOf(raster, end), zOf(raster, end)];
  const lengthwise = maxX - minX >= maxZ - minZ;
  const sides: Front[] = lengthwise
    ? [{ x, z: maxZ, dx: 0, dz: 1 }, { x, z: minZ, dx: 0, dz: -1 }]
    : [{ x: maxX, z, dx: 1, dz: 0 }, { x: minX, z, dx: -1, dz: 0 }];
  const away = (side: Front) => Math.hypot(side.x - endX, side.z - endZ);
  const [first] = sides.filter((side) => isPublic(site, side)).sort((a, b) => away(a) - away(b));
  return first ?? towards(x, z, endX, endZ);
}

function isPublic({ raster, walk, shut }: Site, { x, z, dx, dz }: Front): boolean {
  const column = columnAt(raster, x + dx * BEFORE, z + dz * BEFORE);
  return column >= 0 && walk.state[column] === FLOOR && shut[column] === 0;
}

function towards(x: number, z: number, toX: number, toZ: number): Front {
  const way = Math.hypot(toX - x, toZ - z) || 1;
  return { x, z, dx: (toX - x) / way, dz: (toZ - z) / way };
}

/** The rectangle that holds some columns. */
export function areaOf(raster: Raster, columns: Int32Array): Area {
  const area = { minX: Infinity, minZ: Infinity, maxX: -Infinity, maxZ: -Infinity };
  const half = raster.cell / 2;
  for (const column of columns) {
    const [x, z] = [xOf(raster, column), zOf(raster, column)];
    area.minX = Math.min(area.minX, x - half);
    area.minZ = Math.min(area.minZ, z - half);
    area.maxX = Math.max(area.maxX, x + half);
    area.maxZ = Math.max(area.maxZ, z + half);
  }
  return area;
}
