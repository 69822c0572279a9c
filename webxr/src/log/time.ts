/** Ticks are thirtieths of a second since the session opened; session time is milliseconds since then. */

import { TICK_HZ } from "./protocol.gen";

export const MS_PER_TICK = 1000 / TICK_HZ;

/** Multiplied first: the same double as every other implementation of `tick × 1000 / 30`. */
export function tickMs(tick: number): number {
  return (tick * 1000) / TICK_HZ;
}

/** When a sample was captured. */
export function sampleTime(tick: number, ageMs: number): number {
  return tickMs(tick) - ageMs;
}

/** The last tick at or before a session time. */
export function tickAt(ms: number): number {
  return Math.floor((ms * TICK_HZ) / 1000);
}
