// A scene cut into upright columns, a few centimetres wide: for each column the pieces of triangles in it, with their height and
// the part of the column they take. Pieces lie in typed arrays, chained by column: a scene has a million of them.
import type { Soup } from "./soup";

export interface Frame {
  readonly minX: number;
  readonly minZ: number;
  /** Metres. */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Raster extends Frame {
  /** The first piece of each column; −1 for none. */
  readonly head: Int32Array;
  readonly pieces: number;
  /** The next piece of the same column; −1 at the end. */
  readonly next: Int32Array;
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** The triangle's node. */
  readonly owner: Uint16Array;
  /** STANDABLE, LEVEL, CLEAR and UPWARD. */
  readonly flags: Uint8Array;
  /** The part of the column that the piece takes: least x, least z, most x, most z, in 255ths. */
  readonly part: Uint8Array;
}

/** One could stand on it: at most 45° steep. */
export const STANDABLE = 1;
/** At most 5° steep: a table. */
export const LEVEL = 2;
/** Glass. */
export const CLEAR = 4;
/** Its front looks up: a top, not an underside. */
export const UPWARD = 8;

const MOST_PIECES = 5_000_000;
const FINE = Math.SQRT1_2;
const FLAT = Math.cos((5 * Math.PI) / 180);
/** How often, in triangles, whoever waits is told. */
const TELL_EVERY = 20_000;

/** Too many pieces for this cell size; a coarser one may do. */
export class RasterFull extends Error {}

/** `tell` hears the share that is done, and may throw to stop. */
export function rasterise(soup: Soup, frame: Frame, tell: (share: number) => void = () => undefined): Raster {
  const store = createStore(frame);
  const triangles = soup.index.length / 3;
  for (let triangle = 0; triangle < triangles; triangle++) {
    if (triangle % TELL_EVERY === 0) {
      tell(triangle / triangles);
    }
    addTriangle(store, soup, triangle);
  }
  return store.raster();
}

interface Store {
  readonly frame: Frame;
  add(column: number, low: number, high: number, owner: number, flags: number, x0: number, z0: number, x1: number, z1: number): void;
  raster(): Raster;
}

function createStore(frame: Frame): Store {
  const head = new Int32Array(frame.columns * frame.rows).fill(-1);
  let room = 1 << 16;
  let next = new Int32Array(room);
  let low = new Float32Array(room);
  let high = new Float32Array(room);
  let owner = new Uint16Array(room);
  let flags = new Uint8Array(room);
  let part = new Uint8Array(room * 4);
  let pieces = 0;
  const grow = () => {
    if (room >= MOST_PIECES) {
      throw new RasterFull(`raster: more than ${MOST_PIECES} pieces`);
    }
    room = Math.min(MOST_PIECES, room * 2);
    next = larger(new Int32Array(room), next);
    low = larger(new Float32Array(room), low);
    high = larger(new Float32Array(room), high);
    owner = larger(new Uint16Array(room), owner);
    flags = larger(new Uint8Array(room), flags);
    part = larger(new Uint8Array(room * 4), part);
  };
  return {
    frame,
    add(column, y0, y1, node, bits, x0, z0, x1, z1) {
      if (pieces === room) {
        grow();
      }
      next[pieces] = head[column] ?? -1;
      head[column] = pieces;
      low[pieces] = y0;
      high[pieces] = y1;
      owner[pieces] = node;
      flags[pieces] = bits;
      part[pieces * 4] = Math.floor(x0 * 255);
      part[pieces * 4 + 1] = Math.floor(z0 * 255);
      part[pieces * 4 + 2] = Math.ceil(x1 * 255);
      part[pieces * 4 + 3] = Math.ceil(z1 * 255);
      pieces++;
    },
    raster: () => ({ ...frame, head, pieces, next, low, high, owner, flags, part }),
  };
}

function larger<T extends Int32Array | Float32Array | Uint16Array | Uint8Array>(made: T, old: T): T {
  made.set(old);
  return made;
}

// A triangle clipped by a row of columns and then by each column: at most seven corners.
const polygon = new Float64Array(36);
const row = new Float64Array(36);
const rest = new Float64Array(36);
const piece = new Float64Array(36);

function addTriangle(store: Store, soup: Soup, triangle: number): void {
  const { frame } = store;
  const { minX, minZ, cell, columns, rows } = frame;
  for (let corner = 0; corner < 3; corner++) {
    const vertex = (soup.index[triangle * 3 + corner] ?? 0) * 3;
    polygon[corner * 3] = ((soup.positions[vertex] ?? 0) - minX) / cell;
    polygon[corner * 3 + 1] = soup.positions[vertex + 1] ?? 0;
    polygon[corner * 3 + 2] = ((soup.positions[vertex + 2] ?? 0) - minZ) / cell;
  }
  const flags = flagsOf(cell) | (soup.clear[triangle] === 1 ? CLEAR : 0);
  const owner = soup.owner[triangle] ?? 0;
  const lastRow = Math.min(rows - 1, Math.floor(most(polygon, 3, 2)));
  let left = copy(polygon, 3, rest);
  for (let z = Math.max(0, Math.floor(least(polygon, 3, 2))); z <= lastRow; z++) {
    left = clip(rest, left, 2, z, 1, rest);
    const inRow = clip(rest, left, 2, z + 1, -1, row);
    if (inRow < 3) {
      continue;
    }
    const lastColumn = Math.min(columns - 1, Math.floor(most(row, inRow, 0)));
    for (let x = Math.max(0, Math.floor(least(row, inRow, 0))); x <= lastColumn; x++) {
      const after = clip(row, inRow, 0, x, 1, piece);
      const corners = clip(piece, after, 0, x + 1, -1, piece);
      if (corners >= 3) {
        store.add(
          z * columns + x, least(piece, corners, 1), most(piece, corners, 1), owner, flags,
          within(least(piece, corners, 0) - x), within(least(piece, corners, 2) - z), within(most(piece, corners, 0) - x), within(most(piece, corners, 2) - z),
        );
      }
    }
  }
}

const within = (share: number) => Math.min(1, Math.max(0, share));

const at = (i: number) => polygon[i] ?? 0;

/** How steep the triangle in `polygon` is; its x and z are in cells. */
function flagsOf(cell: number): number {
  const [ux, uy, uz] = [(at(3) - at(0)) * cell, at(4) - at(1), (at(5) - at(2)) * cell];
  const [vx, vy, vz] = [(at(6) - at(0)) * cell, at(7) - at(1), (at(8) - at(2)) * cell];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const upright = Math.abs(ny) / (Math.hypot(nx, ny, nz) || 1);
  return (upright >= FINE ? STANDABLE : 0) | (upright >= FLAT ? LEVEL : 0) | (ny > 0 ? UPWARD : 0);
}

function copy(from: Float64Array, corners: number, to: Float64Array): number {
  for (let i = 0; i < corners * 3; i++) {
    to[i] = from[i] ?? 0;
  }
  return corners;
}

const scratch = new Float64Array(36);

/** Keeps of a polygon what lies on the side `sign` of `at` along an axis; answers the corners left. `out` may be `from`. */
function clip(from: Float64Array, corners: number, axis: 0 | 2, at: number, sign: 1 | -1, out: Float64Array): number {
  let kept = 0;
  for (let i = 0; i < corners && kept < 11; i++) {
    const a = i * 3;
    const b = ((i + 1) % corners) * 3;
    const da = ((from[a + axis] ?? 0) - at) * sign;
    const db = ((from[b + axis] ?? 0) - at) * sign;
    if (da >= 0) {
      scratch[kept * 3] = from[a] ?? 0;
      scratch[kept * 3 + 1] = from[a + 1] ?? 0;
      scratch[kept * 3 + 2] = from[a + 2] ?? 0;
      kept++;
    }
    if (da > 0 !== db > 0 && da !== 0 && db !== 0) {
      const share = da / (da - db);
      for (let k = 0; k < 3; k++) {
        scratch[kept * 3 + k] = (from[a + k] ?? 0) + share * ((from[b + k] ?? 0) - (from[a + k] ?? 0));
      }
      kept++;
    }
  }
  return copy(scratch, kept, out);
}

function least(of: Float64Array, corners: number, axis: number): number {
  let value = Infinity;
  for (let i = 0; i < corners; i++) {
    value = Math.min(value, of[i * 3 + axis] ?? 0);
  }
  return value;
}

function most(of: Float64Array, corners: number, axis: number): number {
  let value = -Infinity;
  for (let i = 0; i < corners; i++) {
    value = Math.max(value, of[i * 3 + axis] ?? 0);
  }
  return value;
}
