/**
 * space: a scene as a space that people walk in. From all triangles of a scene and from what it means (where people come in, its
 * touchpoints, seats and zones) to where one gets to, how wide and how level the way is, and to design prompts: places on the plan
 * that a designer should look at with BS 8300-2 and Approved Document M at hand, together with somebody who knows. They are never a
 * certificate: most of access is not in a scene's geometry.
 *
 * The scene is cut into columns of 5 cm (`raster`), flooded from the entrance (`walk`), and measured (`clearance`). The shortest ways
 * (`route`, `routes`) go over that, and all checks read it. Nothing here knows the DOM, three or the network: it runs in a worker in
 * the designer's browser, and in tests. Memory and time are bounded by the number of columns and pieces (`frame`, `raster`), and
 * whoever asks may stop it by throwing from `tell`.
 *
 * Why not a navigation mesh: it answers whether one gets somewhere, not how wide it is, and every question here is about centimetres.
 */
import { firstContact, lineOf, overheard, rooms, shared, uninformed, wheelchairSpace } from "./company";
import { merged, type Finding } from "./finding";
import { frameOf } from "./frame";
import type { SpaceMeaning, SpacePlace } from "./meaning";
import { rasterise, RasterFull, type Frame, type Raster } from "./raster";
import { chargesOf, lookAtRoute, routeTo, waysOf, type Charges, type Route } from "./routes";
import { createSettle } from "./settle";
import { createSite, type Site, type Stop } from "./site";
import type { Soup } from "./soup";
import { counter, lanes, queueing, turning } from "./standing";
import { FLOOR } from "./walk";

export interface Survey {
  readonly frame: Frame;
  /** For each column: 0 nobody gets there, 1 on foot, 2 on wheels. */
  readonly ground: Uint8Array;
  readonly routes: readonly DrawnRoute[];
  readonly findings: readonly Finding[];
}

export interface DrawnRoute {
  readonly touchpoint: string;
  readonly party: string;
  /** 1.20 m wide and without a step. */
  readonly easy: boolean;
  /** x, z, x, z, … */
  readonly line: readonly number[];
}

export interface Surveyor {
  /** `tell` hears the share that is done, and may throw to stop. */
  survey(meaning: SpaceMeaning, tell?: (share: number) => void): Survey;
}

/** More places of a kind than this are not looked at. */
const MOST_PLACES = 128;

/** Keeps what only depends on the triangles, so that a place that moves costs little. */
export function createSurveyor(soup: Soup, finest?: number): Surveyor {
  let kept: Raster | undefined;
  return {
    survey(meaning, tell = () => undefined) {
      const frame = frameOf(soup, meaning, finest);
      kept = kept && covers(kept, frame) ? kept : rasterWithin(soup, frame, (share) => tell(share * 0.6));
      return look(soup, kept, meaning, tell);
    },
  };
}

/** A frame that shrank is no reason to begin anew; one that grew is. */
function covers(a: Frame, b: Frame): boolean {
  const slack = a.cell / 2;
  const begins = a.cell === b.cell && a.minX <= b.minX + slack && a.minZ <= b.minZ + slack;
  return begins && farX(a) >= farX(b) - slack && farZ(a) >= farZ(b) - slack;
}

const farX = (frame: Frame) => frame.minX + frame.columns * frame.cell;
const farZ = (frame: Frame) => frame.minZ + frame.rows * frame.cell;

function rasterWithin(soup: Soup, frame: Frame, tell: (share: number) => void): Raster {
  for (let at = frame; ; at = coarser(at)) {
    try {
      return rasterise(soup, at, tell);
    } catch (error) {
      if (!(error instanceof RasterFull) || at.cell > 1) throw error;
    }
  }
}

function coarser(frame: Frame): Frame {
  return { ...frame, cell: frame.cell * 2, columns: Math.ceil(frame.columns / 2) + 1, rows: Math.ceil(frame.rows / 2) + 1 };
}

function look(soup: Soup, raster: Raster, said: SpaceMeaning, tell: (share: number) => void): Survey {
  const settle = createSettle(soup, said);
  const spawns = said.spawns.slice(0, MOST_PLACES).map((spawn) => settled(spawn, settle(spawn.position).y));
  const meaning = { ...said, spawns, touchpoints: said.touchpoints.slice(0, MOST_PLACES) };
  const start = spawns[0]?.position;
  if (!start) {
    return { frame: frameOnly(raster), ground: new Uint8Array(raster.columns * raster.rows), routes: [], findings: [] };
  }
  const site = createSite(soup, meaning, raster, start);
  tell(0.75);
  const charges = chargesOf(site);
  const routes = routesOf(site, charges, start);
  tell(0.85);
  const onWays = site.stops.map((stop, i) => {
    const route = routes[i];
    return route && isGoneTo(stop) ? lookAtRoute(site, stop, route) : [];
  });
  const findings = site.stops.flatMap((stop, i) => {
    const route = routes[i];
    return route ? [...(onWays[i] ?? []), ...turning(site, stop, route), ...counter(site, stop, route), ...queueing(site, stop, route)] : [];
  });
  const others = [...lanes(site), ...firstContact(site, routes), ...overheard(site, routes), ...rooms(site), ...uninformed(site), ...wheelchairSpace(site), ...shared(site, charges)];
  tell(1);
  return {
    frame: frameOnly(raster), ground: groundOf(site),
    routes: routes.flatMap((route, i) => {
      const stop = site.stops[i];
      return stop && isGoneTo(stop) ? [drawn(site, route, onWays[i] ?? [])] : [];
    }),
    findings: merged([...findings, ...others]),
  };
}

/** A screen hangs where it is seen, and nobody goes there. */
const isGoneTo = ({ place: { kind } }: Stop) => kind !== "screen";

function drawn(site: Site, { touchpoint, party, easy, columns }: Route, said: readonly Finding[]): DrawnRoute {
  return { touchpoint, party, easy: easy || (columns.length > 0 && said.length === 0), line: lineOf(site, columns) };
}

/** Each touchpoint from the entrance of its party; those of no party from the first. */
function routesOf(site: Site, charges: Charges, start: readonly number[]): Route[] {
  const starts = new Map<string, ReturnType<typeof waysOf>>();
  return site.stops.map((stop) => {
    const spawn = site.meaning.spawns.find(({ party }) => party !== undefined && party !== "" && party === stop.place.party);
    const key = spawn?.party ?? "";
    const ways = starts.get(key) ?? waysOf(site, charges, spawn?.position ?? start);
    starts.set(key, ways);
    return routeTo(ways, stop);
  });
}

function groundOf({ walk, onFoot, onWheels }: Site): Uint8Array {
  return Uint8Array.from(walk.state, (state, column) => (onWheels.free[column] === 1 ? 2 : state === FLOOR && onFoot.free[column] === 1 ? 1 : 0));
}

function frameOnly({ minX, minZ, cell, columns, rows }: Frame): Frame {
  return { minX, minZ, cell, columns, rows };
}

function settled({ position: [x = 0, , z = 0], ...place }: SpacePlace, y: number): SpacePlace {
  return { ...place, position: [x, y, z] };
}
