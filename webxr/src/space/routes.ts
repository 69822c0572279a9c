// The way from the entrance to each touchpoint, and what is narrow or stepped on it. First a way is looked for that is 1.20 m wide all
// along, without a step, through doors that are wide enough; where there is none, the one with least to object to.
import { widthAt } from "./clearance";
import { centimetres, type Finding } from "./finding";
import { columnAt, xOf, zOf } from "./frame";
import { waysFrom, wayTo, type Ways } from "./route";
import { entranceColumns, type Site, type Stop } from "./site";
import { FLUSH } from "./walk";

export interface Route {
  readonly touchpoint: string;
  readonly party: string;
  /** From the entrance; empty when one does not get there. */
  readonly columns: Int32Array;
  /** 1.20 m wide and without a step. */
  readonly easy: boolean;
}

export const LANE = 1.2;
const DOOR = 0.8;
const ENTRANCE = 1;
/** A door beside a touchpoint of this kind lets the public in. */
const ENTRANCE_NEAR = 1.5;
/** The half of a person's width. */
const BODY = 0.2;
/** A step costs as much as this many metres: one goes round rather than over it. */
const STEP_COSTS = 60;
const NARROW_COSTS = 40;
/** Higher above the floor than this, a place is on another floor. */
const STOREY = 2.4;
const RAMP = 1 / 12;
const RAMP_RUN = 0.6;

/** What a cell more or less makes of a width. */
const slack = (cell: number) => cell / 2 + 0.01;

/** What a metre costs in each column, for those who need 1.20 m and no step, and for those who do not. */
export interface Charges {
  readonly easy: Float32Array;
  readonly any: Float32Array;
}

export function chargesOf({ walk, onWheels, onFoot, doors }: Site): Charges {
  const { cell } = walk.raster;
  const [lane, door, body] = [LANE / 2 - slack(cell), DOOR / 2 - slack(cell), BODY - slack(cell)];
  const easy = Float32Array.from(onWheels.metres, (metres, column) => (metres >= ((doors[column] ?? 0) > 0 ? door : lane) ? 1 : 0));
  const any = Float32Array.from(onFoot.metres, (metres, column) => (metres < body ? 0 : easy[column] === 1 ? 1 : NARROW_COSTS));
  return { easy, any };
}

/** The ways from one start: the easy ones, and, when somebody asks, any. */
export interface FromHere {
  readonly easy: Ways;
  any(): Ways;
}

export function waysOf(site: Site, charges: Charges, start: readonly number[]): FromHere {
  let any: Ways | undefined;
  return {
    easy: waysFrom(site.walk, startsWhere(site, start, charges.easy), charges.easy, Infinity),
    any: () => (any ??= waysFrom(site.walk, entranceColumns(site.walk, start), charges.any, STEP_COSTS)),
  };
}

/** People come in at a point, not at a circle of 1.20 m: the wide way may begin a little beside it. */
function startsWhere({ walk }: Site, start: readonly number[], wide: Float32Array): number[] {
  const [x = 0, , z = 0] = start;
  const starts: number[] = [];
  const { raster } = walk;
  const reach = Math.ceil(0.8 / raster.cell);
  for (let j = -reach; j <= reach; j++) {
    for (let i = -reach; i <= reach; i++) {
      const column = columnAt(raster, x + i * raster.cell, z + j * raster.cell);
      if (column >= 0 && wide[column] === 1) starts.push(column);
    }
  }
  return starts;
}

export function routeTo(ways: FromHere, stop: Stop): Route {
  const { name, party = "" } = stop.place;
  const easy = wayTo(ways.easy, cheapest(ways.easy, stop));
  if (easy.length > 0) {
    return { touchpoint: name, party, columns: easy, easy: true };
  }
  return { touchpoint: name, party, columns: wayTo(ways.any(), cheapest(ways.any(), stop)), easy: false };
}

/** Where one stands at the end: as near as the way goes, for that is where one wants to be. */
function cheapest({ cost }: Ways, { near }: Stop): number {
  let best = -1;
  let least = Infinity;
  for (const [column, away] of near) {
    const costs = (cost[column] ?? Infinity) + away * 2;
    if (costs < least) [best, least] = [column, costs];
  }
  return best;
}

/** What there is to say of the way to one touchpoint. */
export function lookAtRoute(site: Site, stop: Stop, route: Route): Finding[] {
  const { height } = site.walk;
  const end = route.columns[route.columns.length - 1];
  const [x = 0, , z = 0] = stop.place.position;
  if (end === undefined) {
    return isBehindDesk(site, stop) ? [] : [{ code: "route-blocked", turn: "", x, z, values: {}, touchpoints: [route.touchpoint] }];
  }
  const level = stop.low - (height[end] ?? 0);
  if (Math.abs(level) > STOREY && !stop.hasShape) {
    return [{ code: "step", turn: "level", x, z, values: { height: centimetres(Math.abs(level)) }, touchpoints: [route.touchpoint] }];
  }
  const said = [...narrowPlaces(site, route), ...doorsOn(site, route), ...stepsOn(site, route), ...rampsOn(site, route)];
  return said.map((one) => placed(site, one, route.touchpoint));
}

function placed({ raster }: Site, { column, ...said }: Said, touchpoint: string): Finding {
  return { ...said, x: xOf(raster, column), z: zOf(raster, column), touchpoints: [touchpoint] };
}

/** What only staff get to has no public way. */
function isBehindDesk({ shut, raster }: Site, { place: { position: [x = 0, , z = 0] } }: Stop): boolean {
  return shut[columnAt(raster, x, z)] === 1;
}

type Said = Pick<Finding, "code" | "turn" | "values"> & { readonly column: number; readonly line?: readonly number[] };

/** Stretches of a route where something holds, each with the column where it is worst. */
function stretches(route: Route, holds: (column: number) => number): { column: number; worst: number }[] {
  const found: { column: number; worst: number }[] = [];
  let open: { column: number; worst: number } | undefined;
  for (const column of route.columns) {
    const value = holds(column);
    if (value === Infinity) {
      open = undefined;
    } else if (!open) {
      open = { column, worst: value };
      found.push(open);
    } else if (value < open.worst) {
      [open.column, open.worst] = [column, value];
    }
  }
  return found;
}

const NEARLY = 0.012;

function narrowPlaces(site: Site, route: Route): Said[] {
  const { walk, onFoot, onWheels, doors } = site;
  const clear = route.easy ? onWheels : onFoot;
  const found = stretches(route, (column) => {
    if ((doors[column] ?? 0) > 0 || (clear.metres[column] ?? 0) > LANE / 2) return Infinity;
    const width = widthAt(walk, clear, column);
    return width < LANE - NEARLY ? width : Infinity;
  });
  return found.map(({ column, worst }) => ({ code: "route-narrow", turn: "", column, values: { width: centimetres(worst), wanted: LANE }, line: across(site, column) }));
}

function doorsOn(site: Site, route: Route): Said[] {
  const { walk, onFoot, doors, raster, meaning } = site;
  const entrances = meaning.touchpoints.filter(({ kind }) => kind === "door" || kind === "exit");
  const found = stretches(route, (column) => (doors[column] === 1 ? widthAt(walk, onFoot, column) : Infinity));
  return found.flatMap(({ column, worst }): Said[] => {
    const [x, z] = [xOf(raster, column), zOf(raster, column)];
    const isEntrance = entrances.some(({ position: [px = 0, , pz = 0] }) => Math.hypot(px - x, pz - z) <= ENTRANCE_NEAR);
    const wanted = isEntrance ? ENTRANCE : DOOR;
    if (worst >= wanted - NEARLY) return [];
    return [{ code: "door-narrow", turn: isEntrance ? "entrance" : "", column, values: { width: centimetres(worst), wanted }, line: across(site, column) }];
  });
}

/** From wall to wall, as drawn on the plan. */
function across({ walk, onFoot, raster }: Site, column: number): number[] {
  const seed = onFoot.nearest[column] ?? -1;
  const width = widthAt(walk, onFoot, column);
  if (seed < 0 || width === Infinity) return [];
  const [x, z] = [xOf(raster, column), zOf(raster, column)];
  const [dx, dz] = [xOf(raster, seed) - x, zOf(raster, seed) - z];
  const way = Math.hypot(dx, dz) || 1;
  const near = onFoot.metres[column] ?? 0;
  return [x + (dx / way) * near, z + (dz / way) * near, x - (dx / way) * (width - near), z - (dz / way) * (width - near)];
}

/** Steps that follow each other are a stair, said once. */
const STAIR = 0.6;

function stepsOn({ walk: { height, raster } }: Site, route: Route): Said[] {
  const found: (Said & { at: number })[] = [];
  for (let i = 1; i < route.columns.length; i++) {
    const [before = 0, column = 0] = [route.columns[i - 1], route.columns[i]];
    const rise = Math.abs((height[column] ?? 0) - (height[before] ?? 0));
    const last = found[found.length - 1];
    if (rise <= FLUSH) continue;
    if (last && (i - last.at) * raster.cell <= STAIR) {
      found[found.length - 1] = { ...last, at: i, values: { height: centimetres((last.values["height"] ?? 0) + rise), steps: (last.values["steps"] ?? 1) + 1 } };
    } else {
      found.push({ code: "step", turn: "", column, at: i, values: { height: centimetres(rise), steps: 1 } });
    }
  }
  return found;
}

/** A slope that is steeper than 1 in 12, and is no step. */
function rampsOn({ walk: { height, raster } }: Site, route: Route): Said[] {
  const run = Math.round(RAMP_RUN / raster.cell);
  for (let i = run; i < route.columns.length; i++) {
    let [rise, way, stepped] = [0, 0, false];
    for (let k = i - run + 1; k <= i; k++) {
      const [a = 0, b = 0] = [route.columns[k - 1], route.columns[k]];
      const up = (height[b] ?? 0) - (height[a] ?? 0);
      stepped ||= Math.abs(up) > FLUSH;
      rise += up;
      way += Math.hypot(xOf(raster, b) - xOf(raster, a), zOf(raster, b) - zOf(raster, a));
    }
    if (!stepped && Math.abs(rise) > way * RAMP * 1.1 + FLUSH) {
      return [{ code: "step", turn: "slope", column: route.columns[i] ?? 0, values: { slope: Math.round(way / Math.abs(rise)) } }];
    }
  }
  return [];
}
