/**
 * Where somebody is, in words: what the plan shows to eyes, said so that it can be heard. Measured against the
 * touchpoints, because "by the kiosk" means something and "x 4.2" does not.
 *
 * Facts are worked out here, as numbers and names; the sentences are in the catalogue, `plan.*`.
 */
import { t } from "../text/index";

export interface Touchpoint {
  readonly name: string;
  readonly position: readonly number[];
}

/** Someone's place on the floor; yaw in radians about +y, 0 looks along −z. */
export interface Standing {
  x: number;
  z: number;
  yaw: number;
}

/** Nearer than this somebody is *at* a touchpoint; up to `NEAR` they are *by* it; beyond, so and so far *from* it. */
const AT = 0.9;
const NEAR = 3;
/** Half the angle within which somebody faces something: 25°. */
const FACING = 0.44;
const FACING_FAR = 8;

export type Whereabouts =
  | { kind: "at" | "by" | "from"; name: string; metres: number }
  | { kind: "unknown" };

export function whereabouts(at: Standing, touchpoints: readonly Touchpoint[]): Whereabouts {
  const [nearest, metres] = nearestTo(at.x, at.z, touchpoints);
  if (!nearest) return { kind: "unknown" };
  return { kind: metres < AT ? "at" : metres < NEAR ? "by" : "from", name: nearest.name, metres };
}

/** The nearest touchpoint in front of somebody, if there is one within sight. */
export function faced(at: Standing, touchpoints: readonly Touchpoint[]): Touchpoint | undefined {
  let best: Touchpoint | undefined;
  let least = FACING_FAR;
  for (const one of touchpoints) {
    const [dx, dz] = offset(at, one);
    const metres = Math.hypot(dx, dz);
    if (metres < 0.2 || metres >= least || Math.abs(bearing(at, dx, dz)) > FACING) continue;
    [best, least] = [one, metres];
  }
  return best;
}

export type Way = "ahead" | "aheadLeft" | "left" | "behindLeft" | "behind" | "behindRight" | "right" | "aheadRight" | "here";

/** In which direction a touchpoint lies, seen by somebody: eighths of a circle. */
export function wayTo(at: Standing, touchpoint: Touchpoint): { way: Way; metres: number } {
  const [dx, dz] = offset(at, touchpoint);
  const metres = Math.hypot(dx, dz);
  if (metres < AT) return { way: "here", metres };
  const eighth = Math.round(bearing(at, dx, dz) / (Math.PI / 4));
  return { way: WAYS[(eighth + 8) % 8] ?? "ahead", metres };
}

const WAYS: readonly Way[] = ["ahead", "aheadLeft", "left", "behindLeft", "behind", "behindRight", "right", "aheadRight"];

/** "By the kiosk, 1.2 m, facing the desk". */
export function sayWhere(at: Standing, touchpoints: readonly Touchpoint[]): string {
  const where = whereabouts(at, touchpoints);
  if (where.kind === "unknown") return t("plan.somewhere");
  const place = t(`plan.${where.kind}`, { name: plainName(where.name), metres: metresToSay(where.metres) });
  const front = faced(at, touchpoints);
  if (!front || front.name === where.name) return place;
  return t("plan.facing", { place, name: plainName(front.name) });
}

/** "4 m ahead, to the left". */
export function sayWay(at: Standing, touchpoint: Touchpoint): string {
  const { way, metres } = wayTo(at, touchpoint);
  return t(`plan.way.${way}`, { metres: metresToSay(metres) });
}

/** A name as a designer gave it, for reading: no underscores, no suffix that an exporter added. */
export function plainName(name: string): string {
  const bare = name.replace(/\.\d+$/, "").replace(/[_-]+/g, " ").trim();
  return bare === "" ? name : bare.replace(/\b[b-df-hj-np-tv-xz]{2}\b/gi, (word) => word.toUpperCase()); // a PC, a TV
}

/** The same as a name on its own, on the plan and at the head of a line. */
export function placeTitle(name: string): string {
  const [first = "", ...rest] = plainName(name);
  return first.toLocaleUpperCase() + rest.join("");
}

/** Tenths near by, whole metres further off: nobody needs to hear "7.3 metres". */
export function metresToSay(metres: number): number {
  return metres < 3 ? Math.round(metres * 10) / 10 : Math.round(metres);
}

export function nearestTo(x: number, z: number, touchpoints: readonly Touchpoint[]): [Touchpoint | undefined, number] {
  let nearest: Touchpoint | undefined;
  let least = Infinity;
  for (const one of touchpoints) {
    const metres = Math.hypot((one.position[0] ?? 0) - x, (one.position[2] ?? 0) - z);
    if (metres < least) [nearest, least] = [one, metres];
  }
  return [nearest, least];
}

function offset(at: Standing, to: Touchpoint): [number, number] {
  return [(to.position[0] ?? 0) - at.x, (to.position[2] ?? 0) - at.z];
}

/** The angle from where somebody looks to a direction; positive is to their left. */
function bearing(at: Standing, dx: number, dz: number): number {
  const forward = -Math.sin(at.yaw) * dx - Math.cos(at.yaw) * dz;
  const left = -Math.cos(at.yaw) * dx + Math.sin(at.yaw) * dz;
  return Math.atan2(left, forward);
}
