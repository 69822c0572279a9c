/** How fast an upload goes and when it will be there, over the last few seconds. Pure: the caller reads the clock. */

export interface Pace {
  readonly sent: number;
  readonly total: number;
  /** Of one. */
  readonly part: number;
  /** Bytes in a second; NaN while it is not known. */
  readonly speed: number;
  /** NaN while it is not known. */
  readonly msLeft: number;
}

/** Long enough that a pause of the wire does not make the figures jump, short enough that a faster network shows. */
const WINDOW = 8000;
/** Before that a speed says little. */
const SETTLING = 1000;

interface Sample {
  readonly at: number;
  readonly sent: number;
}

/** Begins anew wherever `sent` jumps back: after a network was lost the server says what really arrived. */
export function createPace(total: number): (sent: number, now: number) => Pace {
  let samples: Sample[] = [];
  return (sent, now) => {
    if (sent < (samples.at(-1)?.sent ?? 0)) samples = [];
    samples.push({ at: now, sent });
    while (samples.length > 2 && now - (samples[1]?.at ?? now) >= WINDOW) samples.shift();
    const first = samples[0] ?? { at: now, sent };
    const passed = now - first.at;
    const speed = passed >= SETTLING && sent > first.sent ? ((sent - first.sent) / passed) * 1000 : Number.NaN;
    return { sent, total, part: total > 0 ? Math.min(1, sent / total) : 0, speed, msLeft: ((total - sent) / speed) * 1000 };
  };
}
