/**
 * Whether the motion at the present moment is here, and asking for what is not. What is kept in memory is the
 * history's business; this decides when to ask, once a frame: at once for what is missing, once a second for what comes
 * next, and after a failure again with growing pauses, without a timer.
 */
export interface Span {
  readonly firstTick: number;
  readonly ticks: number;
}

export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface BufferSource {
  /** The chunk index as it stands, in order. */
  spans(): readonly Span[];
  has(ms: number): boolean;
  ensure(ms: number): Promise<void>;
}

export interface Buffer {
  readonly failing: boolean;
  /** Call once a frame; says whether one can go on from `ms`. */
  want(ms: number, nowMs: number): boolean;
  /** What is here, in order, for the bar. */
  stretches(): Stretch[];
}

/** How far back the plan draws where people have just been. */
const TRAIL_MS = 10_000;
const MOST_AT_ONCE = 2;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export function createBuffer(source: BufferSource): Buffer {
  const asking = new Set<number>();
  let lastAsked = -1;
  let pauseMs = 0;
  let againAt = 0;

  /** `at` is what is needed: near the end of a chunk the beginning of its second may be here when it is not. */
  async function ask(second: number, at: number, nowMs: number): Promise<void> {
    asking.add(second);
    lastAsked = second;
    try {
      await source.ensure(at);
      pauseMs = 0;
    } catch {
      // Shown as `failing`; asked again after the pause.
      pauseMs = Math.min(pauseMs === 0 ? FIRST_PAUSE_MS : pauseMs * 2, LONGEST_PAUSE_MS);
      againAt = nowMs + pauseMs;
      lastAsked = -1;
    }
    asking.delete(second);
  }

  /** Once the moment is here: what trails are drawn from, if that is missing. */
  function behind(ms: number): number {
    const before = Math.max(0, ms - TRAIL_MS);
    return source.has(before) ? ms : before;
  }

  return {
    get failing() {
      return pauseMs > 0;
    },
    want(ms, nowMs) {
      const here = source.has(ms);
      const wanted = Math.floor((here ? behind(ms) : ms) / 1000);
      const due = here ? wanted !== lastAsked : !asking.has(wanted);
      if (due && asking.size < MOST_AT_ONCE && (pauseMs === 0 || nowMs >= againAt)) void ask(wanted, here ? wanted * 1000 : ms, nowMs);
      return here;
    },
    stretches() {
      const here: { fromMs: number; untilMs: number }[] = [];
      for (const span of source.spans()) {
        const fromMs = (span.firstTick * 1000) / 30;
        const untilMs = ((span.firstTick + span.ticks) * 1000) / 30;
        if (!source.has(fromMs)) continue;
        const last = here.at(-1);
        if (last && fromMs - last.untilMs < 1) last.untilMs = untilMs;
        else here.push({ fromMs, untilMs });
      }
      return here;
    },
  };
}
