/** For tests: the same chance every time, and people who move as people do. */

import { POSE_INTS, quantise } from "./pose";

export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  bytes(length: number): Uint8Array;
  shuffled<T>(items: readonly T[]): T[];
}

/** mulberry32 */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    bytes: (length) => Uint8Array.from({ length }, () => whole(0, 255)),
    shuffled(items) {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = whole(0, i);
        const [a, b] = [out[i], out[j]];
        if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a];
      }
      return out;
    },
  };
}

/** A joint somewhere near (x, y, z), turned anyhow. */
export function joint(chance: Chance, x: number, y: number, z: number, reach: number): number[] {
  const q = [0, 0, 0, 0].map(() => chance.between(-1, 1));
  const length = Math.hypot(...q) || 1;
  const at = [x, y, z].map((c) => c + chance.between(-reach, reach));
  return [...at, ...q.map((c) => c / length)];
}

/** A pose that a person could have. */
export function someone(chance: Chance, origin: readonly number[] = [0, 0, 0]): Int32Array {
  const out = new Int32Array(POSE_INTS);
  const head = joint(chance, 0, 1.6, 0, 5);
  const hand = () => (chance.next() < 0.7 ? joint(chance, head[0] ?? 0, head[1] ?? 0, head[2] ?? 0, 0.8) : null);
  quantise(origin, head, hand(), hand(), chance.next() < 0.1, out);
  return out;
}
