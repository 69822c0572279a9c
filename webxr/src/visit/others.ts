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

/** What is older than this is never drawn again. */
const KEEP_MS = 3000;

export function createOthers(avatars: Avatars, log: Log, timeline: Timeline, playout: Playout): Others {
  const pose = new Float32Array(POSE_FLOATS);
  let known: readonly Participant[] = [];
  let here: number[] = [];
  let shownMs = NaN;
  let forgotten = 0;

  const meet = (people: readonly Participant[]) => {
    known = people;
    here = [];
    for (const person of people) {
      if (person.presence === "left") {
        avatars.forget(person.slot);
      } else if (person.slot !== log.slot) {
        here.push(person.slot);
        avatars.name(person.slot, person.name);
        avatars.raise(person.slot, person.hand);
        avatars.fade(person.slot, person.presence === "away");
      }
    }
  };

  return {
    get shownMs() { return shownMs; },
    step() {
      const people = log.participants();
      if (people !== known) {
        meet(people);
      }
      shownMs = playout.now();
      if (Number.isNaN(shownMs)) {
        return;
      }
      for (const slot of here) {
        const flags = timeline.poseAt(slot, shownMs, pose);
        if (flags === 0) {
          avatars.hide(slot);
        } else {
          avatars.show(slot, pose, flags);
        }
      }
      if (shownMs - forgotten > KEEP_MS) {
        forgotten = shownMs;
        timeline.forgetBefore(shownMs - KEEP_MS);
      }
    },
    where: (slot, out) => !Number.isNaN(shownMs) && timeline.poseAt(slot, shownMs, out) !== 0,
  };
}
