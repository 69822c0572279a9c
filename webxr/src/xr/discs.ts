// For whoever has no buttons (bare hands, or a pinch that the eyes aim): discs at the waist, looked down on, and out of the way of
// the floor further off. Pinched, the outer ones turn by a step; the one that leads out has to be held.
import { forwardOf } from "./tracking";

export type DiscName = "left" | "leave" | "play" | "right";

/** From left to right. */
export const VISIT_DISCS: readonly DiscName[] = ["left", "leave", "right"];
export const REPLAY_DISCS: readonly DiscName[] = ["left", "leave", "play", "right"];

export interface Discs {
  readonly names: readonly DiscName[];
  /** Whether they are there to be pinched. */
  readonly shown: boolean;
  /** x, y, z of each. */
  readonly places: Float32Array;
  /** Which way they lie from the wearer, in radians about +y. */
  readonly bearing: number;
  /** The one that is aimed at or pinched, or −1. */
  readonly lit: number;
  /** Once a frame, with the head in the scene; `wanted` while there are no buttons. */
  step(wanted: boolean, head: ArrayLike<number>, yaw: number, seconds: number): void;
  /** The disc on the ray of a pose (along its −z), or −1. */
  at(ray: ArrayLike<number>): number;
  light(disc: number): void;
  hide(): void;
}

const AHEAD = 0.45;
/** Below the eyes. */
const LOWER = 0.78;
const APART = 0.21;
/** A little larger than it is drawn. */
const TOLERANCE = 0.095;
const REACH = 3;
/** Controllers take a moment to be there at the start. */
const PATIENCE_SECONDS = 1.5;
/** Turned further away than this, they come along. */
const SLACK = 0.7;

export function createDiscs(names: readonly DiscName[]): Discs {
  const places = new Float32Array(names.length * 3);
  const way = new Float32Array(3);
  let waited = 0;
  let bearing = NaN;
  const discs = {
    names, places, shown: false, lit: -1,
    get bearing() { return bearing; },

    step(wanted: boolean, head: ArrayLike<number>, yaw: number, seconds: number) {
      waited = wanted ? waited + seconds : 0;
      discs.shown = waited > PATIENCE_SECONDS;
      discs.lit = -1;
      if (!discs.shown) {
        bearing = NaN;
        return;
      }
      if (!(Math.abs(Math.atan2(Math.sin(yaw - bearing), Math.cos(yaw - bearing))) <= SLACK)) {
        bearing = yaw;
      }
      const [sin, cos] = [Math.sin(bearing), Math.cos(bearing)];
      for (let i = 0; i < names.length; i++) {
        const aside = (i - (names.length - 1) / 2) * APART;
        places[i * 3] = (head[0] ?? 0) - sin * AHEAD + cos * aside;
        places[i * 3 + 1] = (head[1] ?? 0) - LOWER;
        places[i * 3 + 2] = (head[2] ?? 0) - cos * AHEAD - sin * aside;
      }
    },

    at(ray: ArrayLike<number>) {
      if (!discs.shown) {
        return -1;
      }
      forwardOf(ray, way);
      let found = -1;
      let nearest = TOLERANCE;
      for (let i = 0; i < names.length; i++) {
        const x = (places[i * 3] ?? 0) - (ray[0] ?? 0);
        const y = (places[i * 3 + 1] ?? 0) - (ray[1] ?? 0);
        const z = (places[i * 3 + 2] ?? 0) - (ray[2] ?? 0);
        const along = Math.min(REACH, Math.max(0, x * (way[0] ?? 0) + y * (way[1] ?? 0) + z * (way[2] ?? 0)));
        const off = Math.hypot(x - along * (way[0] ?? 0), y - along * (way[1] ?? 0), z - along * (way[2] ?? 0));
        if (off < nearest) {
          nearest = off;
          found = i;
        }
      }
      return found;
    },

    light(disc: number) {
      discs.lit = disc;
    },

    hide() {
      waited = 0;
      bearing = NaN;
      discs.shown = false;
      discs.lit = -1;
    },
  };
  return discs;
}
