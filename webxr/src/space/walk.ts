// Where a person gets to on foot, and how high the floor is there: a flood over the columns of a raster from where people
// come in. Each column has one floor, that of the storey one walks on; a gallery above it is a storey of its own.
import { STANDABLE, type Raster } from "./raster";
import { FLOOR_ONLY, NOTHING } from "./soup";

export interface Walk {
  readonly raster: Raster;
  readonly roles: Uint8Array;
  /** UNKNOWN, FLOOR or TAKEN for each column. */
  readonly state: Uint8Array;
  /** Metres; of FLOOR and of TAKEN columns, for these that of the floor beside them. NaN where nobody gets to. */
  readonly height: Float32Array;
  /** How far what takes a column reaches above the floor, in metres. */
  readonly reach: Float32Array;
  /** The lowest thing above one's head, in metres above the floor; Infinity under the sky. */
  readonly over: Float32Array;
  /** The part of a TAKEN column that is taken: least x, least z, most x, most z, in 255ths. */
  readonly part: Uint8Array;
}

export const UNKNOWN = 0;
export const FLOOR = 1;
export const TAKEN = 2;

/** Higher than this is no longer flush: a wheel stops. */
export const FLUSH = 0.02;
/** A step that people take on a stair. */
export const CLIMB = 0.25;
/** Lower things do not stop a foot. */
const UNDERFOOT = 0.05;
/** What one needs above the floor. */
export const HEADROOM = 2;
const LINTELS = 3.2;

export interface Inferred {
  /** Where people stand when nothing is below them. */
  readonly height: number;
  /** Whether it may be walked on where the scene has no floor. */
  readonly walkable: boolean;
}

/** Floods from the columns of `starts`, at their heights. */
export function walkFrom(raster: Raster, roles: Uint8Array, starts: readonly { readonly column: number; readonly y: number }[], inferred: Inferred): Walk {
  const count = raster.columns * raster.rows;
  const walk: Walk = {
    raster, roles,
    state: new Uint8Array(count), height: new Float32Array(count).fill(NaN), reach: new Float32Array(count),
    over: new Float32Array(count).fill(Infinity), part: new Uint8Array(count * 4),
  };
  const queue = new Int32Array(count);
  let [first, last] = [0, 0];
  for (const { column, y } of starts) {
    if (walk.state[column] === UNKNOWN && stand(walk, column, y, inferred)) {
      queue[last++] = column;
    }
  }
  while (first < last) {
    const column = queue[first++] ?? 0;
    const y = walk.height[column] ?? 0;
    for (let way = 0; way < 4; way++) {
      const to = neighbour(raster, column, way);
      if (to >= 0 && walk.state[to] === UNKNOWN && stand(walk, to, y, inferred)) {
        queue[last++] = to;
      }
    }
  }
  return walk;
}

const DX = [1, 0, -1, 0, 1, -1, -1, 1];
const DZ = [0, 1, 0, -1, 1, 1, -1, -1];

/** The column beside another: ways 0–3 along the axes, 4–7 across; −1 outside. */
export function neighbour({ columns, rows }: { columns: number; rows: number }, column: number, way: number): number {
  const x = (column % columns) + (DX[way] ?? 0);
  const z = Math.floor(column / columns) + (DZ[way] ?? 0);
  return x >= 0 && x < columns && z >= 0 && z < rows ? z * columns + x : -1;
}

/** Whether one stands in a column coming from floor at `from`; writes down what is found either way. */
function stand(walk: Walk, column: number, from: number, inferred: Inferred): boolean {
  const y = floorIn(walk, column, from, inferred);
  if (Number.isNaN(y)) {
    return false; // an edge; from another height there may be floor
  }
  walk.height[column] = y;
  return look(walk, column, y);
}

/** The highest surface that one gets onto from a height. */
function floorIn({ raster, roles }: Walk, column: number, from: number, inferred: Inferred): number {
  let best = NaN;
  for (let i = raster.head[column] ?? -1; i >= 0; i = raster.next[i] ?? -1) {
    const top = raster.high[i] ?? 0;
    const standable = ((raster.flags[i] ?? 0) & STANDABLE) !== 0 && roles[raster.owner[i] ?? 0] !== NOTHING;
    if (standable && Math.abs(top - from) <= CLIMB && !(top <= best)) {
      best = top;
    }
  }
  const plane = inferred.walkable && Math.abs(inferred.height - from) <= CLIMB;
  return Number.isNaN(best) && plane ? inferred.height : best;
}

/** Looks at what stands on the floor of a column and hangs over it; whether a person has room. */
function look(walk: Walk, column: number, y: number): boolean {
  const { raster, roles, part } = walk;
  let [reach, over] = [0, Infinity];
  let [x0, z0, x1, z1] = [255, 255, 0, 0];
  for (let i = raster.head[column] ?? -1; i >= 0; i = raster.next[i] ?? -1) {
    const role = roles[raster.owner[i] ?? 0];
    const [low, high] = [(raster.low[i] ?? 0) - y, (raster.high[i] ?? 0) - y];
    if (role === FLOOR_ONLY || role === NOTHING || high <= UNDERFOOT) {
      continue;
    }
    if (low >= HEADROOM) {
      over = Math.min(over, low);
      continue;
    }
    reach = Math.max(reach, high);
    x0 = Math.min(x0, raster.part[i * 4] ?? 0);
    z0 = Math.min(z0, raster.part[i * 4 + 1] ?? 0);
    x1 = Math.max(x1, raster.part[i * 4 + 2] ?? 0);
    z1 = Math.max(z1, raster.part[i * 4 + 3] ?? 0);
  }
  walk.over[column] = over;
  walk.reach[column] = reach;
  walk.state[column] = reach > 0 ? TAKEN : FLOOR;
  part[column * 4] = x0;
  part[column * 4 + 1] = z0;
  part[column * 4 + 2] = x1;
  part[column * 4 + 3] = z1;
  return reach === 0;
}

/** 1 for each column that one reaches without a step from one of the starts. */
export function stepFree(walk: Walk, starts: readonly number[], shut: Uint8Array): Uint8Array {
  const { raster, state, height } = walk;
  const free = new Uint8Array(state.length);
  const queue = new Int32Array(state.length);
  let [first, last] = [0, 0];
  const enter = (column: number) => {
    free[column] = 1;
    queue[last++] = column;
  };
  for (const start of starts) {
    if (state[start] === FLOOR && free[start] === 0) {
      enter(start);
    }
  }
  while (first < last) {
    const column = queue[first++] ?? 0;
    for (let way = 0; way < 4; way++) {
      const to = neighbour(raster, column, way);
      if (to >= 0 && free[to] === 0 && state[to] === FLOOR && shut[to] === 0 && Math.abs((height[to] ?? 0) - (height[column] ?? 0)) <= FLUSH) {
        enter(to);
      }
    }
  }
  return free;
}

const ASIDE = 0.9;

/** 1 for each column of floor in a doorway: under something that is lower than what is over the floor on two sides of it. */
export function doorways(walk: Walk): Uint8Array {
  const { raster, state, over } = walk;
  const found = new Uint8Array(state.length);
  const away = Math.round(ASIDE / raster.cell);
  const isHigher = (column: number, dx: number, dz: number, than: number) => {
    const x = (column % raster.columns) + dx * away;
    const z = Math.floor(column / raster.columns) + dz * away;
    const to = x >= 0 && x < raster.columns && z >= 0 && z < raster.rows ? z * raster.columns + x : -1;
    return to >= 0 && state[to] !== UNKNOWN && (over[to] ?? 0) > than + 0.1 && state[to] === FLOOR;
  };
  for (let column = 0; column < state.length; column++) {
    const lintel = over[column] ?? Infinity;
    if (state[column] === FLOOR && lintel < LINTELS) {
      const across = isHigher(column, 1, 0, lintel) && isHigher(column, -1, 0, lintel);
      const along = isHigher(column, 0, 1, lintel) && isHigher(column, 0, -1, lintel);
      const aslant = (isHigher(column, 1, 1, lintel) && isHigher(column, -1, -1, lintel)) || (isHigher(column, 1, -1, lintel) && isHigher(column, -1, 1, lintel));
      found[column] = across || along || aslant ? 1 : 0;
    }
  }
  return found;
}
