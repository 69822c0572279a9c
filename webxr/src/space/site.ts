// A scene made ready for the checks: its columns, where one walks, how much room there is, where the doorways and the touchpoints are.
import { clearanceOf, type Clearance } from "./clearance";
import { columnAt, eachNear, xOf, zOf } from "./frame";
import { isZone, type SpaceMeaning, type SpacePlace } from "./meaning";
import type { Raster } from "./raster";
import { below, rolesOf, type Soup } from "./soup";
import { doorways, FLOOR, stepFree, TAKEN, walkFrom, neighbour, type Walk } from "./walk";

export interface Site {
  readonly soup: Soup;
  readonly meaning: SpaceMeaning;
  readonly raster: Raster;
  readonly roles: Uint8Array;
  readonly walk: Walk;
  /** 1 where citizens do not go: behind the desk. */
  readonly shut: Uint8Array;
  /** The room around a person who may take a step. */
  readonly onFoot: Clearance;
  /** The room around somebody on wheels. */
  readonly onWheels: Clearance;
  /** 1 under a lintel; 2 within reach of one. */
  readonly doors: Uint8Array;
  readonly stops: readonly Stop[];
}

/** A touchpoint with the columns that it stands in and those from which one uses it. */
export interface Stop {
  readonly place: SpacePlace;
  /** For each node, whether it is the touchpoint's; none where the place is only a point. */
  readonly own: Uint8Array;
  readonly hasShape: boolean;
  readonly columns: Int32Array;
  /** The lowest and highest that it has, in metres; of a point, its own height twice. */
  readonly low: number;
  readonly high: number;
  /** Columns of floor at most this near with nothing between, and how near. */
  readonly near: ReadonlyMap<number, number>;
}

/** One uses a thing from at most so far. */
export const USE = 0.9;
const ROUND_DOOR = 0.6;
/** A start may be a little off the floor. */
const START = 1.5;

export function createSite(soup: Soup, meaning: SpaceMeaning, raster: Raster, start: readonly number[]): Site {
  const roles = rolesOf(soup, meaning.floor.nodes, meaning.hidden);
  const inferred = { height: meaning.floor.height, walkable: meaning.floor.inferred };
  const walk = walkFrom(raster, roles, startsOf(raster, meaning, start), inferred);
  const shut = shutIn(walk, meaning);
  const floor = Uint8Array.from(walk.state, (state, column) => (state === FLOOR && shut[column] === 0 ? 1 : 0));
  const wheels = stepFree(walk, entranceColumns(walk, start), shut);
  const site = {
    soup, meaning, raster, roles, walk, shut,
    onFoot: clearanceOf(walk, floor),
    onWheels: clearanceOf(walk, wheels),
    doors: dilated(walk, doorways(walk)),
  };
  return { ...site, stops: meaning.touchpoints.map((place) => stopOf(site, place)) };
}

/** All spawn points, the entrance first: a scene may have two ways in that do not meet. */
function startsOf(raster: Raster, meaning: SpaceMeaning, start: readonly number[]) {
  return [start, ...meaning.spawns.map(({ position }) => position)]
    .map(([x = 0, y = 0, z = 0]) => ({ column: columnAt(raster, x, z), y }))
    .filter(({ column }) => column >= 0);
}

/** The nearest columns of floor to where people come in. */
export function entranceColumns(walk: Walk, [x = 0, , z = 0]: readonly number[]): number[] {
  let best = -1;
  let least = Infinity;
  eachNear(walk.raster, x, z, START, (column, away) => {
    if (walk.state[column] === FLOOR && away < least) {
      [best, least] = [column, away];
    }
  });
  return best < 0 ? [] : [best];
}

function shutIn({ raster }: Walk, meaning: SpaceMeaning): Uint8Array {
  const shut = new Uint8Array(raster.columns * raster.rows);
  for (const { min, max } of meaning.zones.filter((zone) => isZone(zone, "staff"))) {
    for (let column = 0; column < shut.length; column++) {
      const [x, z] = [xOf(raster, column), zOf(raster, column)];
      if (x > (min[0] ?? 0) && x < (max[0] ?? 0) && z > (min[2] ?? 0) && z < (max[2] ?? 0)) shut[column] = 1;
    }
  }
  return shut;
}

function dilated({ raster }: Walk, doors: Uint8Array): Uint8Array {
  const out = Uint8Array.from(doors);
  doors.forEach((door, column) => {
    if (door === 1) {
      eachNear(raster, xOf(raster, column), zOf(raster, column), ROUND_DOOR, (near) => {
        if (out[near] === 0) out[near] = 2;
      });
    }
  });
  return out;
}

type Bare = Omit<Site, "stops">;

function stopOf(site: Bare, place: SpacePlace): Stop {
  const own = below(site.soup, place.node);
  const columns: number[] = [];
  let [low, high] = [Infinity, -Infinity];
  const { raster } = site;
  for (let column = 0; column < raster.head.length && own.includes(1); column++) {
    let here = false;
    for (let i = raster.head[column] ?? -1; i >= 0; i = raster.next[i] ?? -1) {
      if (own[raster.owner[i] ?? 0] === 1) {
        here = true;
        low = Math.min(low, raster.low[i] ?? 0);
        high = Math.max(high, raster.high[i] ?? 0);
      }
    }
    if (here) columns.push(column);
  }
  const hasShape = columns.length > 0;
  const y = place.position[1] ?? 0;
  const stands = hasShape ? Int32Array.from(columns) : blobAt(site, place);
  return { place, own, hasShape, columns: stands, low: hasShape ? low : y, high: hasShape ? high : y, near: nearTo(site, stands) };
}

const BLOB = 0.6;

/** A place that is only a point: what stands around the point belongs to it. */
function blobAt({ walk, raster }: Bare, { position: [x = 0, , z = 0] }: SpacePlace): Int32Array {
  const middle = columnAt(raster, x, z);
  if (middle < 0) {
    return new Int32Array(0);
  }
  const found = [middle];
  const known = new Set(found);
  for (let i = 0; i < found.length; i++) {
    for (let way = 0; way < 4; way++) {
      const to = neighbour(raster, found[i] ?? 0, way);
      const inside = to >= 0 && walk.state[to] !== FLOOR && Math.hypot(xOf(raster, to) - x, zOf(raster, to) - z) <= BLOB;
      if (inside && !known.has(to)) {
        known.add(to);
        found.push(to);
      }
    }
  }
  return Int32Array.from(found);
}

/** Spreads from the columns of a thing over what is at most USE away, and keeps the floor from which one gets at it. */
function nearTo(site: Bare, columns: Int32Array): Map<number, number> {
  const { raster, walk } = site;
  const seedOf = new Map<number, number>();
  const own = new Set(columns);
  const queue: number[] = [...columns];
  for (const column of columns) {
    seedOf.set(column, column);
  }
  const away = (a: number, b: number) => Math.hypot((a % raster.columns) - (b % raster.columns), Math.floor(a / raster.columns) - Math.floor(b / raster.columns)) * raster.cell;
  for (let i = 0; i < queue.length; i++) {
    const column = queue[i] ?? 0;
    const seed = seedOf.get(column) ?? column;
    for (let way = 0; way < 8; way++) {
      const to = neighbour(raster, column, way);
      const known = to < 0 ? undefined : seedOf.get(to);
      if (to >= 0 && away(to, seed) <= USE && (known === undefined || away(to, known) > away(to, seed) + 1e-6)) {
        seedOf.set(to, seed);
        queue.push(to);
      }
    }
  }
  const near = new Map<number, number>();
  for (const [column, seed] of seedOf) {
    if (walk.state[column] === FLOOR && site.shut[column] === 0 && isOpen(site, column, seed, own)) {
      near.set(column, away(column, seed));
    }
  }
  return near;
}

/** Whether nothing but the thing itself stands between a column and one of the thing's. */
function isOpen({ raster, walk }: Bare, from: number, to: number, own: ReadonlySet<number>): boolean {
  const { columns } = raster;
  const [x, z] = [from % columns, Math.floor(from / columns)];
  const [dx, dz] = [(to % columns) - x, Math.floor(to / columns) - z];
  const steps = Math.max(Math.abs(dx), Math.abs(dz));
  for (let i = 1; i < steps; i++) {
    const at = Math.round(z + (dz * i) / steps) * columns + Math.round(x + (dx * i) / steps);
    if (walk.state[at] === TAKEN && !own.has(at)) {
      return false;
    }
  }
  return true;
}
