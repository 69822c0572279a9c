// Who is in the session at a moment, as the player, the plan and the scene need to know them.
import type { Moment } from "../log/moments";
import { slotOf, type Participant } from "../log/state";
import { tickMs } from "../log/time";
import type { Replay } from "../net/history";
import { t } from "../text/index";
import type { Person } from "../ui/replay/viewing";
import { personColour } from "../world/colour";

export interface People {
  /** The same array until somebody comes, goes or changes, or `relabel` is called. */
  at(ms: number): readonly Person[];
  /** Raised hands at the moment last asked for. */
  raised(slot: number): boolean;
  nameOf(slot: number): string;
  /** The language of the page has changed, or the manifest has grown. */
  relabel(): void;
}

export function createPeople(history: Replay): People {
  let moment: Moment | undefined;
  let people: readonly Person[] = [];
  let names = namesOf(history);
  let arrivals = arrivalsOf(history);
  const raised = new Set<number>();

  const nameOf = (slot: number) => names.get(slot) || t("replay.personNotRecorded");

  return {
    nameOf,
    raised: (slot) => raised.has(slot),
    relabel() {
      moment = undefined;
      names = namesOf(history);
      arrivals = arrivalsOf(history);
    },
    at(ms) {
      const now = history.stateAt(ms);
      if (now === moment) return people;
      moment = now;
      raised.clear();
      const here = now.participants.filter((one) => one.presence !== "left" && ms >= (arrivals.get(one.slot) ?? Infinity));
      for (const one of here) if (one.hand) raised.add(one.slot);
      people = here.map((one) => personOf(one, nameOf(one.slot)));
      return people;
    },
  };
}

function personOf(one: Participant, name: string): Person {
  const notes = [one.role === "facilitator" ? t("common.role.facilitator") : "", t(`common.mode.${one.mode}`)];
  return {
    slot: one.slot,
    name,
    colour: personColour(one.slot),
    away: one.presence === "away",
    track: one.recorded ? (one.mode === "plan" ? "none" : "kept") : "refused",
    notes: notes.filter((note) => note !== ""),
  };
}

/** Names as the manifest gives them: empty for those who said no to being recorded. */
function namesOf(history: Replay): Map<number, string> {
  return new Map(history.manifest.session.people.map((person) => [person.slot, person.name]));
}

/** When each first came in: a seat is taken before somebody sits on it. */
function arrivalsOf(history: Replay): Map<number, number> {
  const arrivals = new Map<number, number>();
  for (const event of history.events) {
    const slot = slotOf(event.object);
    if (slot > 0 && event.property === "presence" && event.value === "here" && !arrivals.has(slot)) arrivals.set(slot, tickMs(event.tick));
  }
  return arrivals;
}
