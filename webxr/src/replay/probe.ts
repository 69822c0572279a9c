// What a test reads off a replay, to the integer. Only in builds made with `--mode e2e`.
import { POSE_FLOATS, POSE_INTS } from "../motion/pose";
import type { Replay } from "../net/history";
import type { Viewing } from "../ui/replay/viewing";

export interface ReplayProbe {
  ms(): number;
  endMs(): number;
  playing(): boolean;
  waiting(): boolean;
  play(): void;
  pause(): void;
  seek(ms: number): void;
  /** Resolves when the moment can be drawn exactly. */
  ensure(ms: number): Promise<void>;
  /** Who is shown now. */
  slots(): number[];
  /** The sample in force at `ms`, as the 22 integers of its record, and its time; null where nothing is known. */
  sampleAt(slot: number, ms: number): { ms: number; ints: number[] } | null;
  /** What is drawn at `ms`: head and hands in metres and quaternions, and the flags; null where nothing is drawn. */
  drawnAt(slot: number, ms: number): { flags: number; pose: number[] } | null;
}

function createReplayProbe(history: Replay, viewing: Viewing): ReplayProbe {
  const { timeline } = history;
  const { transport } = viewing;
  return {
    ms: () => transport.ms,
    endMs: () => transport.endMs,
    playing: () => transport.playing,
    waiting: () => transport.waiting,
    play: () => transport.play(),
    pause: () => transport.pause(),
    seek: (ms) => transport.seek(ms),
    ensure: (ms) => history.ensure(ms),
    slots: () => viewing.people.peek().map((person) => person.slot),
    sampleAt(slot, at) {
      const ints = new Int32Array(POSE_INTS);
      const ms = timeline.sampleBefore(slot, at, ints);
      return Number.isNaN(ms) ? null : { ms, ints: [...ints] };
    },
    drawnAt(slot, at) {
      const pose = new Float32Array(POSE_FLOATS);
      const flags = timeline.poseAt(slot, at, pose);
      return flags === 0 ? null : { flags, pose: [...pose] };
    },
  };
}

export function installReplayProbe(history: Replay, viewing: Viewing): void {
  Object.assign(globalThis, { rehearsalProbe: createReplayProbe(history, viewing) });
}
