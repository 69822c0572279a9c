/**
 * At which session time to draw. Late enough that the sample after it has nearly always arrived, no later.
 *
 * A sample's lateness is how long after its capture it arrives: the road to here and the shaking of that road. The delay is
 * the shortest lateness of the last five seconds (the road, which nothing can shorten) plus what covers the 95th
 * percentile of the shaking and one tick, between 66 and 250 ms. The playhead follows its target by running a little
 * faster or slower (1.02 and 0.96, which nobody sees), and jumps only where there is nothing to keep together: at the
 * start, and when it is a second off because the page slept. Jumps of people are the timeline's matter.
 */

import type { Clock } from "./clock";
import { PLAYOUT_MAX_MS, PLAYOUT_MIN_MS } from "./protocol.gen";
import { MS_PER_TICK } from "./time";

export interface Playout {
  /** The session time to draw; to be asked once a frame. NaN before the clock knows. */
  now(): number;
  /** What it strives for, in ms behind the clock. */
  readonly delay: number;
  /** A sample of somebody else arrived `latenessMs` after its capture. */
  arrived(latenessMs: number): void;
}

export const DELAY_FIRST = 100;
export const FASTEST = 1.02;
export const SLOWEST = 0.96;

const JUMP_MS = 1000;
const BUCKET_MS = 4;
const BUCKETS = 256;
const SECONDS = 5;

export function createPlayout(clock: Clock): Playout {
  const lateness = createLateness();
  let delay = DELAY_FIRST;
  let playhead = NaN;
  let asked = NaN;
  let measured = -Infinity;

  function measure(now: number): void {
    if (now - measured < 250 && now >= measured) return;
    measured = now;
    lateness.turn(now);
    const road = lateness.share(0);
    if (Number.isNaN(road)) return;
    const shaking = lateness.share(0.95) - road;
    delay = road + Math.max(PLAYOUT_MIN_MS, Math.min(PLAYOUT_MAX_MS, shaking + MS_PER_TICK));
  }

  return {
    get delay() {
      return delay;
    },
    arrived(latenessMs) {
      if (latenessMs > -1000) lateness.count(latenessMs);
    },
    now() {
      const now = clock.now();
      if (Number.isNaN(now)) return NaN;
      measure(now);
      const step = now - asked;
      asked = now;
      const ahead = now - delay - (playhead + step);
      if (!(Math.abs(ahead) <= JUMP_MS && step >= 0)) return (playhead = now - delay);
      playhead += step + Math.max(step * (SLOWEST - 1), Math.min(step * (FASTEST - 1), ahead));
      return playhead;
    },
  };
}

interface Lateness {
  count(ms: number): void;
  /** Starts a new second when one has passed, dropping the oldest. */
  turn(now: number): void;
  /** The value that this share of the samples does not exceed; NaN while there are none. */
  share(share: number): number;
}

/** The last five seconds' lateness in buckets of 4 ms, one row a second, the last bucket for all that is later. */
function createLateness(): Lateness {
  const rows = new Uint32Array(SECONDS * BUCKETS);
  let row = 0;
  let began = NaN;
  return {
    count(ms) {
      const bucket = Math.max(0, Math.min(BUCKETS - 1, Math.floor(ms / BUCKET_MS)));
      const at = row * BUCKETS + bucket;
      rows[at] = (rows[at] ?? 0) + 1;
    },
    turn(now) {
      if (now - began < 1000 && now >= began) return;
      began = now;
      row = (row + 1) % SECONDS;
      rows.fill(0, row * BUCKETS, (row + 1) * BUCKETS);
    },
    share(share) {
      let total = 0;
      for (const n of rows) total += n;
      if (total === 0) return NaN;
      const wanted = Math.max(1, Math.ceil(total * share));
      for (let bucket = 0, seen = 0; bucket < BUCKETS; bucket++) {
        for (let i = 0; i < SECONDS; i++) seen += rows[i * BUCKETS + bucket] ?? 0;
        if (seen >= wanted) return (bucket + (share === 0 ? 0 : 1)) * BUCKET_MS;
      }
      return NaN;
    },
  };
}
