// What a space does to people beside each other: whether they see where to go, whether they are overheard, whether they know how long it
// takes, whether those who should be kept apart are.
import { centimetres, type Finding } from "./finding";
import { eachNear, xOf, zOf } from "./frame";
import { frontOf } from "./front";
import { allSeats, isZone, type SpacePlace } from "./meaning";
import { routeTo, waysOf, type Charges, type Route } from "./routes";
import { sees, type Point } from "./sight";
import type { Site, Stop } from "./site";

const EYES = { standing: 1.55, sitting: 1.15 };
/** One looks round as one comes in: from the entrance and so far along the way. */
const COMING_IN = 2;
const FIRST_CONTACT = /greet|navigator|recept|welcome/i;
/** So much of the thing has to be in view. */
const ENOUGH = 0.3;

/** Whether those who come in see whom to turn to first. */
export function firstContact(site: Site, routes: readonly Route[]): Finding[] {
  const desks = site.stops.filter(({ place }) => place.kind === "desk" || FIRST_CONTACT.test(place.name));
  const named = desks.filter(({ place }) => FIRST_CONTACT.test(place.name));
  const first = named.length > 0 ? named : desks;
  const [nearest] = first;
  if (!nearest || first.some((stop) => isSeen(site, stop, eyesOn(site, routes[site.stops.indexOf(stop)])))) {
    return [];
  }
  const [x, z] = middle(nearest);
  const start = site.meaning.spawns[0]?.position ?? [x, 0, z];
  return [{ code: "sight-line", turn: "", x, z, line: [start[0] ?? 0, start[2] ?? 0, x, z], values: {}, touchpoints: [nearest.place.name] }];
}

function eyesOn({ raster, walk }: Site, route: Route | undefined): Point[] {
  const eyes: Point[] = [];
  const along = Math.round(COMING_IN / raster.cell);
  const columns = route?.columns ?? new Int32Array(0);
  for (let i = 0; i <= Math.min(along, columns.length - 1); i += Math.max(1, Math.round(0.5 / raster.cell))) {
    const column = columns[i] ?? 0;
    for (const up of [EYES.standing, EYES.sitting]) {
      eyes.push({ x: xOf(raster, column), y: (walk.height[column] ?? 0) + up, z: zOf(raster, column) });
    }
  }
  return eyes;
}

/** A touchpoint is looked for at its middle, its ends, and the heads of those behind it. */
function isSeen({ raster, roles }: Site, stop: Stop, eyes: readonly Point[]): boolean {
  const points = pointsOf(raster, stop);
  return eyes.some((eye) => points.filter((point) => sees(raster, roles, eye, point, stop.own)).length >= points.length * ENOUGH);
}

function pointsOf(raster: Site["raster"], stop: Stop): Point[] {
  const [x = 0, y = 0, z = 0] = stop.place.position;
  if (!stop.hasShape) {
    return [{ x, y: y + 1.2, z }];
  }
  const every = Math.max(1, Math.floor(stop.columns.length / 24));
  const top = Math.min(stop.high, stop.low + 1.2);
  return Array.from(stop.columns).filter((_, i) => i % every === 0).map((column) => ({ x: xOf(raster, column), y: top, z: zOf(raster, column) }));
}

function middle({ place: { position: [x = 0, , z = 0] } }: Stop): [number, number] {
  return [x, z];
}

const EARSHOT = 3;
const PRIVATE = /booth|interview|private|triage|bwth|preifat/i;

/** Whether there is anywhere to say why one has come without a queue or a row of seats within earshot. */
export function overheard(site: Site, routes: readonly Route[]): Finding[] {
  const { meaning, stops } = site;
  const isConfidential = meaning.touchpoints.some(({ kind }) => kind === "room");
  const apart = meaning.touchpoints.some(({ kind, name }) => kind === "room" && PRIVATE.test(name));
  const desks = stops.map((stop, i) => ({ stop, route: routes[i] })).filter(({ stop, route }) => stop.place.kind === "desk" && (route?.columns.length ?? 0) > 0);
  if (!isConfidential || apart || desks.length === 0) {
    return [];
  }
  const heard = desks.map(({ stop, route }) => ({ stop, ears: earsNear(site, stop, route) }));
  const [first] = heard;
  if (!first || heard.some(({ ears }) => ears.length === 0)) {
    return [];
  }
  const [x, z] = middle(first.stop);
  return [{
    code: "overheard", turn: "", x, z, radius: EARSHOT, line: first.ears.flatMap((ear) => [x, z, ear.x, ear.z]),
    values: { metres: centimetres(Math.min(...first.ears.map((ear) => Math.hypot(ear.x - x, ear.z - z)))), seats: first.ears.length }, touchpoints: heard.map(({ stop }) => stop.place.name),
  }];
}

function earsNear(site: Site, stop: Stop, route: Route | undefined): Point[] {
  const { raster, roles, walk, meaning } = site;
  const end = route?.columns[route.columns.length - 1] ?? 0;
  const floor = walk.height[end] ?? 0;
  const front = frontOf(site, stop, end);
  const mouth = { x: front.x + front.dx * 0.4, y: floor + 1.2, z: front.z + front.dz * 0.4 };
  const queues = meaning.zones.filter((zone) => isZone(zone, "queue")).map(({ min, max }) => ({
    x: Math.min(Math.max(mouth.x, min[0] ?? 0), max[0] ?? 0), z: Math.min(Math.max(mouth.z, min[2] ?? 0), max[2] ?? 0),
  }));
  const seats = allSeats(meaning).map(({ position }) => ({ x: position[0] ?? 0, z: position[2] ?? 0 }));
  return [...queues, ...seats]
    .map(({ x, z }) => ({ x, y: floor + EYES.sitting, z }))
    .filter((ear) => Math.hypot(ear.x - mouth.x, ear.z - mouth.z) <= EARSHOT && sees(raster, roles, mouth, ear, stop.own));
}

/** Fewer than one room to be alone in for each two desks. */
export function rooms({ meaning }: Site): Finding[] {
  const desks = meaning.touchpoints.filter(({ kind }) => kind === "desk");
  const isolated = meaning.touchpoints.filter(({ kind }) => kind === "room").length;
  const wanted = Math.floor(desks.length / 2);
  const [first] = desks;
  if (!first || isolated >= wanted) {
    return [];
  }
  const x = desks.reduce((sum, { position }) => sum + (position[0] ?? 0), 0) / desks.length;
  const z = desks.reduce((sum, { position }) => sum + (position[2] ?? 0), 0) / desks.length;
  return [{ code: "room-missing", turn: "", x, z, values: { rooms: isolated, desks: desks.length, wanted }, touchpoints: desks.map(({ name }) => name) }];
}

const SEEN_FROM = 15;
/** Heads turn, chairs do not. */
const TURN = (110 * Math.PI) / 180;

/** Seats from which no screen says how long it takes. */
export function uninformed(site: Site): Finding[] {
  const { meaning } = site;
  const seats = allSeats(meaning);
  const isCalled = meaning.touchpoints.some(({ kind }) => kind === "room" || kind === "screen");
  const screens = site.stops.filter(({ place }) => place.kind === "screen");
  if (seats.length === 0 || !isCalled) {
    return [];
  }
  const without = seats.filter((seat) => !screens.some((screen) => seesScreen(site, seat, screen)));
  if (without.length === 0) {
    return [];
  }
  const x = without.reduce((sum, { position }) => sum + (position[0] ?? 0), 0) / without.length;
  const z = without.reduce((sum, { position }) => sum + (position[2] ?? 0), 0) / without.length;
  const area = { minX: Infinity, minZ: Infinity, maxX: -Infinity, maxZ: -Infinity };
  for (const { position: [px = 0, , pz = 0] } of without) {
    Object.assign(area, { minX: Math.min(area.minX, px - 0.3), minZ: Math.min(area.minZ, pz - 0.3), maxX: Math.max(area.maxX, px + 0.3), maxZ: Math.max(area.maxZ, pz + 0.3) });
  }
  return [{ code: "wait-uninformed", turn: screens.length === 0 ? "none" : "", x, z, area, values: { seats: without.length, all: seats.length }, touchpoints: [] }];
}

function seesScreen({ raster, roles, meaning }: Site, seat: SpacePlace, screen: Stop): boolean {
  const [x = 0, y = 0, z = 0] = seat.position;
  const [sx = 0, sy = 0, sz = 0] = screen.place.position;
  const away = Math.hypot(sx - x, sz - z);
  const turn = Math.abs(Math.atan2(Math.sin(Math.atan2(x - sx, z - sz) - seat.yaw), Math.cos(Math.atan2(x - sx, z - sz) - seat.yaw)));
  const floor = y - meaning.floor.height > 1 ? meaning.floor.height : y;
  const at = { x: sx, y: screen.hasShape ? (screen.low + screen.high) / 2 : sy, z: sz };
  return away <= SEEN_FROM && turn <= TURN && sees(raster, roles, { x, y: Math.min(floor, y) + EYES.sitting, z }, at, screen.own);
}

const WHEELCHAIR = { wide: 0.9, long: 1.4, beside: 2 };

/** A place for a wheelchair beside the seats, where one is not in the way. */
export function wheelchairSpace({ meaning, raster, onWheels }: Site): Finding[] {
  const seats = allSeats(meaning);
  const [first] = seats;
  if (!first || seats.some(({ position: [x = 0, , z = 0] }) => hasSpace(raster, onWheels.free, x, z))) {
    return [];
  }
  const [x = 0, , z = 0] = first.position;
  return [{ code: "wheelchair-space", turn: "", x, z, values: { wide: WHEELCHAIR.wide, long: WHEELCHAIR.long, seats: seats.length }, touchpoints: [] }];
}

function hasSpace(raster: Site["raster"], free: Uint8Array, x: number, z: number): boolean {
  const [wide, long] = [Math.ceil(WHEELCHAIR.wide / raster.cell - 0.01), Math.ceil(WHEELCHAIR.long / raster.cell - 0.01)];
  const holds = (corner: number, w: number, d: number) => {
    if ((corner % raster.columns) + w > raster.columns) return false;
    for (let j = 0; j < d; j++) {
      for (let i = 0; i < w; i++) {
        if (free[corner + j * raster.columns + i] !== 1) return false;
      }
    }
    return true;
  };
  let found = false;
  eachNear(raster, x, z, WHEELCHAIR.beside, (corner) => {
    found ||= holds(corner, wide, long) || holds(corner, long, wide);
  });
  return found;
}

const BESIDE = 0.75;
const MOST_SHARED = 1 / 3;

/** Groups of citizens who should be kept apart, and share more than a third of their way. */
export function shared(site: Site, charges: Charges): Finding[] {
  const parties = [...new Set(site.meaning.touchpoints.flatMap(({ party }) => (party ? [party] : [])))];
  if (parties.length < 2) {
    return [];
  }
  const ways = parties.map((party) => ({ party, columns: wayOf(site, charges, party) })).filter(({ columns }) => columns.length > 0);
  const found: Finding[] = [];
  ways.forEach((a, i) => {
    for (const b of ways.slice(i + 1)) {
      const [short, long] = a.columns.length <= b.columns.length ? [a.columns, b.columns] : [b.columns, a.columns];
      const common = sharedColumns(site, short, long);
      const share = common.length / short.length;
      if (share > MOST_SHARED) {
        const line = lineOf(site, common);
        const half = Math.floor(line.length / 4) * 2;
        found.push({ code: "route-shared", turn: "", x: line[half] ?? 0, z: line[half + 1] ?? 0, line, values: { share: Math.round(share * 100) }, touchpoints: [a.party, b.party] });
      }
    }
  });
  return found;
}

/** From the entrance to each of a party's touchpoints, one after the other. */
function wayOf(site: Site, charges: Charges, party: string): number[] {
  const own = site.stops.filter(({ place }) => place.party === party);
  let start = (site.meaning.spawns.find((spawn) => spawn.party === party) ?? site.meaning.spawns[0])?.position ?? [0, 0, 0];
  const columns: number[] = [];
  for (const stop of own) {
    const way = routeTo(waysOf(site, charges, start), stop).columns;
    columns.push(...way);
    const end = way[way.length - 1];
    if (end !== undefined) start = [xOf(site.raster, end), site.walk.height[end] ?? 0, zOf(site.raster, end)];
  }
  return columns;
}

function sharedColumns({ raster }: Site, short: readonly number[], long: readonly number[]): number[] {
  const beside = new Set<number>();
  for (let i = 0; i < long.length; i += 3) {
    eachNear(raster, xOf(raster, long[i] ?? 0), zOf(raster, long[i] ?? 0), BESIDE, (column) => beside.add(column));
  }
  return short.filter((column) => beside.has(column));
}

/** A line through some columns, every tenth of them. */
export function lineOf({ raster }: Pick<Site, "raster">, columns: ArrayLike<number>): number[] {
  const line: number[] = [];
  for (let i = 0; i < columns.length; i++) {
    if (i % 6 === 0 || i === columns.length - 1) {
      const column = columns[i] ?? 0;
      line.push(Math.round(xOf(raster, column) * 100) / 100, Math.round(zOf(raster, column) * 100) / 100);
    }
  }
  return line;
}
