// What there is at a touchpoint for whoever has come to it: room to turn, a counter at which one can sit, room to queue.
import { centimetres, type Finding } from "./finding";
import { areaOf, frontOf, type Front } from "./front";
import { columnAt, eachNear, xOf, zOf } from "./frame";
import { isZone } from "./meaning";
import { LEVEL, UPWARD, type Raster } from "./raster";
import { LANE, type Route } from "./routes";
import type { Site, Stop } from "./site";
import { SOLID } from "./soup";
import { FLOOR, neighbour } from "./walk";

const CIRCLE = 1.5;
const CIRCLE_WITHIN = 1.8;
/** One does not stop at a door or a sign and turn round. */
const PASSED_BY: ReadonlySet<string> = new Set(["door", "sign", "exit", "screen"]);

/** A circle of 1.50 m, clear, near where the way ends. */
export function turning({ onWheels, raster }: Site, { place }: Stop, route: Route): Finding[] {
  const end = route.columns[route.columns.length - 1];
  if (end === undefined || PASSED_BY.has(place.kind ?? "")) {
    return [];
  }
  let most = 0;
  eachNear(raster, xOf(raster, end), zOf(raster, end), CIRCLE_WITHIN, (column) => {
    most = Math.max(most, onWheels.metres[column] ?? 0);
  });
  if (most >= CIRCLE / 2 - raster.cell / 2 - 0.01) {
    return [];
  }
  return [{
    code: "turning-small", turn: "", x: xOf(raster, end), z: zOf(raster, end), radius: CIRCLE / 2,
    values: { width: centimetres(2 * most), wanted: CIRCLE }, touchpoints: [place.name],
  }];
}

const LOW = { least: 0.6, most: 0.76, length: 1.5 };
const KNEE = { high: 0.7, deep: 0.5, wide: 0.8 };

/** A part of the counter at which one can sit: no higher than 0.76 m, 1.50 m long, with room for knees. */
export function counter(site: Site, stop: Stop, route: Route): Finding[] {
  if (stop.place.kind !== "desk" || !stop.hasShape) {
    return [];
  }
  const { raster, walk } = site;
  const end = route.columns[route.columns.length - 1] ?? -1;
  const floor = walk.height[end] ?? site.meaning.floor.height;
  const low = new Set<number>();
  for (const column of stop.columns) {
    const top = tableTop(raster, column, stop.own, floor);
    if (top >= LOW.least && top <= LOW.most + 0.005) low.add(column);
  }
  const parts = connected(raster, low);
  const longest = parts.reduce((most, part) => Math.max(most, lengthOf(raster, part)), 0);
  const area = areaOf(raster, stop.columns);
  const [x, z] = [(area.minX + area.maxX) / 2, (area.minZ + area.maxZ) / 2];
  if (longest < LOW.length - raster.cell) {
    return [{ code: "counter-high", turn: "", x, z, area, values: { length: centimetres(longest), wanted: LOW.length, height: LOW.most }, touchpoints: [stop.place.name] }];
  }
  const knees = parts.some((part) => lengthOf(raster, part) >= LOW.length - raster.cell && hasKneeRoom(site, part, floor));
  return knees ? [] : [{ code: "counter-high", turn: "knee", x, z, area, values: { high: KNEE.high, deep: KNEE.deep }, touchpoints: [stop.place.name] }];
}

const TOP = LEVEL | UPWARD;

/** The highest level surface of some nodes in a column that lies at the height of a table; NaN for none. */
function tableTop(raster: Raster, column: number, own: Uint8Array, floor: number): number {
  let top = NaN;
  for (let i = raster.head[column] ?? -1; i >= 0; i = raster.next[i] ?? -1) {
    const up = (raster.high[i] ?? 0) - floor;
    const isTop = own[raster.owner[i] ?? 0] === 1 && ((raster.flags[i] ?? 0) & TOP) === TOP;
    if (isTop && up >= LOW.least && up <= LOW.most + 0.005 && !(up <= top)) top = up;
  }
  return top;
}

/** Columns that hang together. */
function connected(raster: Raster, columns: ReadonlySet<number>): number[][] {
  const left = new Set(columns);
  const parts: number[][] = [];
  for (const column of columns) {
    if (!left.delete(column)) continue;
    const part = [column];
    for (let i = 0; i < part.length; i++) {
      for (let way = 0; way < 8; way++) {
        const to = neighbour(raster, part[i] ?? 0, way);
        if (left.delete(to)) part.push(to);
      }
    }
    parts.push(part);
  }
  return parts;
}

/** How long it is, whichever way it is turned: the longer side of the smallest rectangle that holds it; 0 for a ledge. */
function lengthOf(raster: Raster, part: readonly number[]): number {
  let [least, length] = [Infinity, 0];
  for (let turn = 0; turn < 12; turn++) {
    const angle = (turn * Math.PI) / 24;
    const [long, wide] = [extent(raster, part, angle), extent(raster, part, angle + Math.PI / 2)];
    if (long * wide < least) {
      least = long * wide;
      length = Math.min(long, wide) >= LEDGE ? Math.max(long, wide) : 0;
    }
  }
  return length;
}

const LEDGE = 0.2;

function extent(raster: Raster, part: readonly number[], angle: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [least, most] = [Infinity, -Infinity];
  for (const column of part) {
    const along = xOf(raster, column) * cos + zOf(raster, column) * sin;
    least = Math.min(least, along);
    most = Math.max(most, along);
  }
  return most - least + raster.cell;
}

/** Whether there is nothing under a table for as wide, deep and high as knees need, and one can get there. */
function hasKneeRoom({ raster, roles, walk }: Site, part: readonly number[], floor: number): boolean {
  const isOpen = (column: number) => column >= 0 && isOpenBelow(raster, roles, column, floor + 0.05, floor + KNEE.high - 0.02);
  const reaches = (column: number, way: number) => {
    const beside = neighbour(raster, column, way);
    return walk.state[beside] === FLOOR || (isOpen(beside) && walk.state[neighbour(raster, beside, way)] === FLOOR);
  };
  const open = new Set(part.filter(isOpen));
  return connected(raster, open).some((room) => room.some((column) => [0, 1, 2, 3].some((way) => reaches(column, way))) && holdsBox(raster, new Set(room)));
}

function isOpenBelow(raster: Raster, roles: Uint8Array, column: number, from: number, to: number): boolean {
  for (let i = raster.head[column] ?? -1; i >= 0; i = raster.next[i] ?? -1) {
    if (roles[raster.owner[i] ?? 0] === SOLID && (raster.low[i] ?? 0) < to && (raster.high[i] ?? 0) > from) {
      return false;
    }
  }
  return true;
}

/** Whether some columns hold a rectangle as wide and deep as knees need, along either axis; a cell is forgiven. */
function holdsBox(raster: Raster, columns: ReadonlySet<number>): boolean {
  const wide = Math.floor(KNEE.wide / raster.cell) - 1;
  const deep = Math.floor(KNEE.deep / raster.cell) - 1;
  const holds = (corner: number, w: number, d: number) => {
    for (let j = 0; j < d; j++) {
      for (let i = 0; i < w; i++) {
        if (!columns.has(corner + j * raster.columns + i)) return false;
      }
    }
    return true;
  };
  for (const corner of columns) {
    if (holds(corner, wide, deep) || holds(corner, deep, wide)) return true;
  }
  return false;
}

const BEFORE_COUNTER = 1.8;
const PER_PERSON = 0.6;

/** 1.80 m clear in front of a counter, and a lane of 1.20 m to queue in. */
export function queueing(site: Site, stop: Stop, route: Route): Finding[] {
  if (stop.place.kind !== "desk") {
    return [];
  }
  const { raster } = site;
  const end = route.columns[route.columns.length - 1];
  if (end === undefined) {
    return [];
  }
  const front = frontOf(site, stop, end);
  const depth = depthBefore(site, stop, front);
  if (depth >= BEFORE_COUNTER - raster.cell - 0.01) {
    return [];
  }
  const [x, z] = [front.x + front.dx * 0.5, front.z + front.dz * 0.5];
  const line = [front.x, front.z, front.x + front.dx * depth, front.z + front.dz * depth];
  return [{ code: "queue-short", turn: "", x, z, line, values: { depth: centimetres(depth), wanted: BEFORE_COUNTER }, touchpoints: [stop.place.name] }];
}

/** Lanes that the designer drew: too narrow for a wheelchair to queue in. */
export function lanes({ meaning }: Site): Finding[] {
  return meaning.zones.filter((zone) => isZone(zone, "queue")).flatMap((zone): Finding[] => {
    const [x0 = 0, , z0 = 0] = zone.min;
    const [x1 = 0, , z1 = 0] = zone.max;
    const [short, long] = [Math.min(x1 - x0, z1 - z0), Math.max(x1 - x0, z1 - z0)];
    if (short < 0.1 || short >= LANE - 0.011) return []; // a zone without a size is only a name
    const area = { minX: x0, minZ: z0, maxX: x1, maxZ: z1 };
    return [{ code: "queue-short", turn: "lane", x: (x0 + x1) / 2, z: (z0 + z1) / 2, area, values: { width: centimetres(short), wanted: LANE, people: Math.floor(long / PER_PERSON) }, touchpoints: [] }];
  });
}

/** How deep the floor is in front of a counter, from the middle of its front or a little to the side. */
function depthBefore({ raster, walk }: Site, stop: Stop, front: Front): number {
  const own = new Set(stop.columns);
  let best = 0;
  for (const aside of [-0.4, 0, 0.4]) {
    let depth = 0;
    for (let gone = raster.cell / 2; gone <= 3; gone += raster.cell) {
      const at = columnAt(raster, front.x + front.dx * gone - front.dz * aside, front.z + front.dz * gone + front.dx * aside);
      if (at < 0 || (walk.state[at] !== FLOOR && !own.has(at))) break;
      depth = gone + raster.cell / 2;
    }
    best = Math.max(best, depth);
  }
  return best;
}
