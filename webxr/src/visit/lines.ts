// The log's participants as lines of a list, and the log's events as news.
import type { Event, Participant } from "../log/state";
import type { Kind } from "../ui/visit/announcer";
import type { PersonLine } from "../ui/visit/visiting";
import { personColour } from "../world/colour";

/** Everybody who holds a seat: oneself first, then raised hands, then by order of coming. */
export function linesOf(people: readonly Participant[], own: number): PersonLine[] {
  return people
    .filter(({ presence }) => presence !== "left")
    .map((person) => ({
      slot: person.slot,
      name: person.name,
      colour: personColour(person.slot),
      facilitator: person.role === "facilitator",
      self: person.slot === own,
      away: person.presence === "away" && person.slot !== own,
      hand: person.hand,
      recorded: person.recorded,
    }))
    .sort((a, b) => Number(b.self) - Number(a.self) || Number(b.hand) - Number(a.hand) || a.slot - b.slot);
}

/** What an event means to the others, if anything. */
export function newsIn(event: Event, own: number): { readonly kind: Kind; readonly slot: number } | null {
  const slot = Number(/^participant:(\d+)$/.exec(event.object)?.[1] ?? NaN);
  if (Number.isNaN(slot) || slot === own) {
    return null;
  }
  const kind = event.property === "hand" && event.value === true ? "hand" : event.property === "presence" ? turnOf(event) : null;
  return kind ? { kind, slot } : null;
}

function turnOf({ value, previous }: Event): Kind | null {
  if (value === previous) {
    return null;
  }
  switch (value) {
    case "here":
      return previous === "away" ? "back" : "arrived";
    case "away":
      return previous === "here" ? "away" : null;
    case "left":
      return "left";
    default:
      return null;
  }
}
