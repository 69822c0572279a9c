import { slotOf, type Event } from "../../log/state";
import { tickMs } from "../../log/time";

/**
 * What is worth marking on the timeline of a session: a fold of its events, in the order in which they happened.
 *
 * A mark points at the moment; what it is called is a matter of language and left to `words.ts`. Bookmarks that were
 * taken back leave no mark, and one that was renamed keeps its moment.
 */
export type TimedEvent = Pick<Event, "seq" | "tick" | "object" | "property" | "value">;

export type PersonMarkKind = "arrival" | "return" | "away" | "departure" | "hand" | "recordingOff" | "recordingOn";

export type Mark =
  | { kind: PersonMarkKind; ms: number; seq: number; slot: number }
  | { kind: "bookmark"; ms: number; seq: number; label: string }
  | { kind: "gap"; ms: number; seq: number; untilMs: number }
  | { kind: "end"; ms: number; seq: number };

export interface Cluster {
  ms: number;
  untilMs: number;
  marks: Mark[];
}

const GAP = "gap:";

/** Repeating "previous mark" must get past the mark one has just jumped to while the replay goes on playing. */
const PREVIOUS_GRACE_MS = 1000;

export function marksOf(events: Iterable<TimedEvent>): Mark[] {
  const marks: Mark[] = [];
  const presence = new Map<string, string>();
  const bookmarks = new Map<string, Mark & { kind: "bookmark" }>();
  for (const event of events) {
    const ms = tickMs(event.tick);
    const slot = slotOf(event.object);
    if (slot > 0) pushPerson(marks, presence, event, slot, ms);
    else if (event.object.startsWith("bookmark:") && event.property === "label") pushBookmark(marks, bookmarks, event, ms);
    else if (event.object.startsWith(GAP) && event.property === "until" && typeof event.value === "number") {
      marks.push({ kind: "gap", ms: tickMs(Number(event.object.slice(GAP.length))), seq: event.seq, untilMs: tickMs(event.value) });
    } else if (event.object === "session" && event.property === "phase" && event.value === "closed") {
      marks.push({ kind: "end", ms, seq: event.seq });
    }
  }
  return marks.sort((a, b) => a.ms - b.ms || a.seq - b.seq);
}

function pushPerson(marks: Mark[], presence: Map<string, string>, event: TimedEvent, slot: number, ms: number): void {
  const kind = personMark(presence, event);
  if (kind) marks.push({ kind, ms, seq: event.seq, slot });
}

function personMark(presence: Map<string, string>, event: TimedEvent): PersonMarkKind | undefined {
  if (event.property === "hand") return event.value === true ? "hand" : undefined;
  if (event.property === "recorded") {
    if (presence.get(event.object) === undefined) return undefined; // the answer given at the door is no change
    return event.value === true ? "recordingOn" : "recordingOff";
  }
  if (event.property !== "presence" || typeof event.value !== "string") return undefined;
  const before = presence.get(event.object);
  if (before === undefined && event.value !== "here") return undefined; // a seat taken, nobody came yet
  if (before === event.value) return undefined;
  presence.set(event.object, event.value);
  switch (event.value) {
    case "here":
      return before === "away" ? "return" : "arrival";
    case "away":
      return "away";
    case "left":
      return "departure";
    default:
      return undefined;
  }
}

function pushBookmark(marks: Mark[], known: Map<string, Mark & { kind: "bookmark" }>, event: TimedEvent, ms: number): void {
  const existing = known.get(event.object);
  if (typeof event.value !== "string") {
    if (existing) marks.splice(marks.indexOf(existing), 1);
    known.delete(event.object);
  } else if (existing) {
    existing.label = event.value;
  } else {
    const mark = { kind: "bookmark" as const, ms, seq: event.seq, label: event.value };
    known.set(event.object, mark);
    marks.push(mark);
  }
}

/** When somebody was here, away, and here again: what the strips above the timeline show. */
export interface Stay {
  slot: number;
  fromMs: number;
  untilMs: number;
  away: boolean;
}

export function staysOf(marks: readonly Mark[], endMs: number): Stay[] {
  const stays: Stay[] = [];
  const open = new Map<number, Stay>();
  for (const mark of marks) {
    if (!("slot" in mark) || !CHANGES.has(mark.kind)) continue;
    const before = open.get(mark.slot);
    if (before) before.untilMs = mark.ms;
    open.delete(mark.slot);
    if (mark.kind === "departure") continue;
    const stay = { slot: mark.slot, fromMs: mark.ms, untilMs: endMs, away: mark.kind === "away" };
    open.set(mark.slot, stay);
    stays.push(stay);
  }
  return stays;
}

const CHANGES: ReadonlySet<Mark["kind"]> = new Set(["arrival", "return", "away", "departure"]);

/** Where somebody first came in: a replay opens there. 0 when nobody ever did. */
export function firstArrivalMs(marks: readonly Mark[]): number {
  return marks.find((mark) => mark.kind === "arrival")?.ms ?? 0;
}

/** Marks nearer to each other than `withinMs` are drawn as one; gaps are drawn as what they are, stretches. */
export function clusterMarks(marks: readonly Mark[], withinMs: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const mark of marks) {
    if (mark.kind === "gap") continue;
    const last = clusters.at(-1);
    if (last && mark.ms - last.ms < withinMs) {
      last.marks.push(mark);
      last.untilMs = mark.ms;
    } else {
      clusters.push({ ms: mark.ms, untilMs: mark.ms, marks: [mark] });
    }
  }
  return clusters;
}

/** How many marks have happened by `ms`: the index of the first one still to come. */
export function marksBy(marks: readonly Mark[], ms: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.ms ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function nextMark(marks: readonly Mark[], ms: number): Mark | undefined {
  return marks[marksBy(marks, ms + 1)];
}

export function previousMark(marks: readonly Mark[], ms: number, playing: boolean): Mark | undefined {
  return marks[marksBy(marks, ms - (playing ? PREVIOUS_GRACE_MS : 1) - 0.001) - 1];
}
