// Everybody else, drawn from the timeline a moment behind now. The log says who they are, the timeline where.
import type { Log } from "../log/log";
import type { Playout } from "../log/playout";
import type { Participant } from "../log/state";
import type { Timeline } from "../log/timeline";
import { POSE_FLOATS } from "../motion/pose";
import type { Avatars } from "../world/avatars";

export interface Others {
  /** Once a frame, before the avatars' own update. */
  step(): void;
  /** The session time that is shown; NaN before the first. */
  readonly shownMs: number;
  /** Where somebody is shown now: head and hands; false when nothing is known. */
  where(slot: number, out: Float32Array): boolean;
}

/** Somebody away fades at once, for a short break; after this long an empty chair is only in the way of the others. */
export const AWAY_MS = 60_000;

type Drawn = Pick<Avatars, "show" | "hide" | "forget" | "name" | "raise" | "fade">;

export function createOthers(avatars: Drawn, log: Log, timeline: Timeline, playout: Pick<Playout, "now">): Others {
  const pose = new Float32Array(POSE_FLOATS);
  let known: readonly Participant[] = [];
  let here: number[] = [];
  /** Since when somebody is known to be away, in session time. */
  const away = new Map<number, number>();
  let shownMs = NaN;

  const meet = (people: readonly Participant[]) => {
    known = people;
    here = [];
    for (const person of people) {
      if (person.presence === "left") {
        avatars.forget(person.slot);
        away.delete(person.slot);
      } else if (person.slot !== log.slot) {
        here.push(person.slot);
        avatars.name(person.slot, person.name);
        avatars.raise(person.slot, person.hand);
        avatars.fade(person.slot, person.presence === "away");
        if (person.presence !== "away") {
          away.delete(person.slot);
        } else if (!away.has(person.slot)) {
          away.set(person.slot, shownMs);
        }
      }
    }
  };

  return {
    get shownMs() { return shownMs; },
    step() {
      shownMs = playout.now();
      if (Number.isNaN(shownMs)) {
        return;
      }
      const people = log.participants();
      if (people !== known) {
        meet(people);
      }
      for (const slot of here) {
        const flags = timeline.poseAt(slot, shownMs, pose);
        if (flags === 0 || shownMs - (away.get(slot) ?? shownMs) > AWAY_MS) {
          avatars.hide(slot);
        } else {
          avatars.show(slot, pose, flags);
        }
      }
    },
    where: (slot, out) => !Number.isNaN(shownMs) && timeline.poseAt(slot, shownMs, out) !== 0,
  };
}
