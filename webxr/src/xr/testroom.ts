// A room for tests: ten metres square, walls two metres and a half high, a table, a gallery, an edge. Boxes only, met exactly.
import type { Ground } from "./ground";

export interface Box {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

export const TABLE: Box = { min: [2, 0.7, -3], max: [3.2, 0.75, -2.2] };
const WALLS: readonly Box[] = [
  { min: [-5.1, 0, -5], max: [-5, 2.5, 5] }, { min: [5, 0, -5], max: [5.1, 2.5, 5] },
  { min: [-5, 0, -5.1], max: [5, 2.5, -5] },
];
const GALLERY: Box = { min: [-5, 1.4, -5], max: [-1, 1.5, -1] };
const FLOOR: Box = { min: [-5, -0.2, -5], max: [5, 0, 5] }; // open at +z: beyond is nothing

export function testRoom(): Ground {
  const boxes = [FLOOR, ...WALLS, TABLE, GALLERY];
  const ground: Ground = {
    below(x, y, z) {
      const tops = boxes.filter(({ min, max }) => x >= min[0] && x <= max[0] && z >= min[2] && z <= max[2] && max[1] <= y + 0.05);
      return tops.length === 0 ? NaN : Math.max(...tops.map(({ max }) => max[1]));
    },
    reach(x, y, z, dx, dz) {
      return Math.min(...boxes.map((box) => enter(box, [x, y, z], [dx, 0, dz]).distance));
    },
    free(x, y, z) {
      for (let i = 0; i < 8; i++) {
        const dx = Math.sin((i * Math.PI) / 4);
        const dz = Math.cos((i * Math.PI) / 4);
        if (ground.reach(x, y + 0.45, z, dx, dz) < 0.3 || !(Math.abs(ground.below(x + dx * 0.3, y + 0.35, z + dz * 0.3) - y) <= 0.35)) {
          return false;
        }
      }
      return true;
    },
    hit(ox, oy, oz, dx, dy, dz, far, out) {
      const hits = boxes.map((box) => enter(box, [ox, oy, oz], [dx, dy, dz])).sort((a, b) => a.distance - b.distance);
      const [hit] = hits;
      if (!hit || hit.distance > far) {
        return false;
      }
      out.x = ox + dx * hit.distance;
      out.y = oy + dy * hit.distance;
      out.z = oz + dz * hit.distance;
      out.normalX = hit.axis === 0 ? -Math.sign(dx) : 0;
      out.normalY = hit.axis === 1 ? -Math.sign(dy) : 0;
      out.normalZ = hit.axis === 2 ? -Math.sign(dz) : 0;
      out.distance = hit.distance;
      return true;
    },
  };
  return ground;
}

function enter({ min, max }: Box, origin: readonly number[], direction: readonly number[]): { distance: number; axis: number } {
  let near = 0;
  let far = Infinity;
  let axis = -1;
  for (let i = 0; i < 3; i++) {
    const o = origin[i] ?? 0;
    const d = direction[i] ?? 0;
    const low = min[i] ?? 0;
    const high = max[i] ?? 0;
    if (Math.abs(d) < 1e-12) {
      if (o < low || o > high) {
        return { distance: Infinity, axis };
      }
      continue;
    }
    const a = Math.min((low - o) / d, (high - o) / d);
    const b = Math.max((low - o) / d, (high - o) / d);
    if (a > near) {
      near = a;
      axis = i;
    }
    far = Math.min(far, b);
  }
  return axis >= 0 && near <= far ? { distance: near, axis } : { distance: Infinity, axis };
}
