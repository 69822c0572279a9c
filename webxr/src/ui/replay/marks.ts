/**
 * What is worth marking on the timeline of a session: a fold of its events, in the order in which they happened.
 *
 * A mark points at the moment; what it is called is a matter of language and left to `words.ts`. Bookmarks that were
 * taken back leave no mark, and one that was renamed keeps its moment.
 */
export interface TimedEvent {
  seq: number;
  tick: number;
  object: string;
  property: string;
  value: unknown;
}

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

/** As the protocol says it, multiplication first: whole seconds stay whole. */
const msOfTick = (tick: number) => (tick * 1000) / 30;

/** Repeating "previous mark" must get past the mark one has just jumped to while the replay goes on playing. */
const PREVIOUS_GRACE_MS = 1000;

export function marksOf(events: Iterable<TimedEvent>): Mark[] {
  const marks: Mark[] = [];
  const presence = new Map<string, string>();
  const bookmarks = new Map<string, Mark & { kind: "bookmark" }>();
  for (const event of events) {
    const ms = msOfTick(event.tick);
    const [type, id] = split(event.object);
    if (type === "participant") pushPerson(marks, presence, event, Number(id), ms);
    else if (type === "bookmark" && event.property === "label") pushBookmark(marks, bookmarks, event, ms);
    else if (type === "gap" && typeof event.value === "number") {
      marks.push({ kind: "gap", ms: msOfTick(Number(id)), seq: event.seq, untilMs: msOfTick(event.value) });
    } else if (event.object === "session" && event.property === "phase" && event.value === "closed") {
      marks.push({ kind: "end", ms, seq: event.seq });
    }
  }
  return marks.sort((a, b) => a.ms - b.ms || a.seq - b.seq);
}

function split(object: string): [string, string] {
  const colon = object.indexOf(":");
  return colon < 0 ? [object, ""] : [object.slice(0, colon), object.slice(colon + 1)];
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
