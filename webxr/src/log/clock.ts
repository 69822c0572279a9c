/**
 * Session time on this machine: what the server's clock says now, as far as a round trip lets us know.
 *
 * Each PING and PONG tells an offset that is wrong by at most half its round trip, so of the last sixteen the one with the
 * shortest round trip is believed. The first is stepped to; from then on the clock leans towards the truth, 20 ms in a
 * second, and never jumps or runs backwards under those who draw by it.
 *
 * Until a clock breaks: this machine's may stand still while it sleeps, and its connection survives a short sleep. Then a
 * round trip says something that an earlier one rules out, however short that one was, so what is older is forgotten; and
 * where the difference is one that leaning would take a while over, the clock is stepped. So it is on a new connection.
 */

export interface Clock {
  /** Session time in ms; NaN before the server was heard. */
  now(): number;
  /** Whether a round trip has been measured. */
  readonly ready: boolean;
  /** The shortest of the last round trips in ms, NaN before the first. */
  readonly rtt: number;
  /** This machine's clock, the one that t0 of a PING is read from. */
  local(): number;
  /** A connection begins: what was measured on the last one is forgotten, the time goes on. `nowMs` is from WELCOME. */
  begin(nowMs: number): void;
  /** A PONG: sent at `t0` and received at `t1` of the local clock, `nowMs` the session time when it was answered. */
  sample(t0: number, nowMs: number, t1: number): void;
}

export const SLEW = 0.02;
export const STEP_MS = 250;

const KEPT = 16;
/** What two sound clocks may differ by in 32 seconds, counted in whole milliseconds. */
const SLACK_MS = 10;

export function createClock(local: () => number = () => performance.now()): Clock {
  const rtts = new Float64Array(KEPT);
  const offsets = new Float64Array(KEPT);
  let samples = 0;
  let ready = false;
  /** Session time is local time plus this; it leans towards `target`. */
  let offset = NaN;
  let target = NaN;
  let leanedAt = 0;

  function lean(at: number): void {
    const most = Math.max(0, at - leanedAt) * SLEW;
    offset += Math.max(-most, Math.min(most, target - offset));
    leanedAt = at;
  }

  function best(): number {
    let least = 0;
    for (let i = 1; i < Math.min(samples, KEPT); i++) if ((rtts[i] ?? 0) < (rtts[least] ?? 0)) least = i;
    return least;
  }

  /** Whether no offset agrees with both: each is wrong by at most half its round trip. */
  function contradicts(rtt: number, told: number): boolean {
    for (let i = 0; i < Math.min(samples, KEPT); i++) {
      if (Math.abs(told - (offsets[i] ?? NaN)) > (rtt + (rtts[i] ?? NaN)) / 2 + SLACK_MS) return true;
    }
    return false;
  }

  function aim(at: number, wanted: number, step: boolean): void {
    target = wanted;
    if (step || Number.isNaN(offset)) offset = wanted;
    leanedAt = at;
  }

  return {
    now() {
      const at = local();
      lean(at);
      return at + offset;
    },
    get ready() {
      return ready;
    },
    get rtt() {
      return samples === 0 ? NaN : (rtts[best()] ?? NaN);
    },
    local,
    begin(nowMs) {
      samples = 0;
      const at = local();
      if (!ready) aim(at, nowMs - at, true);
    },
    sample(t0, nowMs, t1) {
      const rtt = t1 - t0;
      if (!(rtt >= 0) || !Number.isFinite(nowMs)) return;
      const at = local();
      lean(at);
      const told = nowMs + rtt / 2 - t1;
      if (contradicts(rtt, told)) samples = 0;
      rtts[samples % KEPT] = rtt;
      offsets[samples % KEPT] = told;
      samples++;
      const wanted = offsets[best()] ?? NaN;
      aim(at, wanted, !ready || (samples === 1 && Math.abs(wanted - offset) > STEP_MS));
      ready = true;
    },
  };
}
