/**
 * What the log says: events, and the state that is their fold (docs/PROTOCOL.md 5). Twin of server/session.
 *
 * The last writer of a property wins; `null` removes it. State is a map of maps and not an object of objects, so that
 * no name that somebody sends can be mistaken for something of JavaScript's own.
 */

import { tickMs } from "./time";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Event {
  readonly seq: number;
  readonly tick: number;
  /** A slot; 0 is the server. */
  readonly author: number;
  readonly op: number;
  readonly object: string;
  readonly property: string;
  readonly value: Json;
  /** What it replaced. */
  readonly previous: Json;
}

export type State = Map<string, Map<string, Json>>;
export type ReadonlyState = ReadonlyMap<string, ReadonlyMap<string, Json>>;

export type Role = "citizen" | "facilitator";
export type Presence = "here" | "away" | "left";
export type Mode = "headset" | "desktop" | "phone" | "plan";

export interface Participant {
  readonly slot: number;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
  readonly presence: Presence;
  readonly mode: Mode;
  readonly recorded: boolean;
  /** Hand raised. */
  readonly hand: boolean;
}

export interface Bookmark {
  readonly object: string;
  readonly ms: number;
  readonly author: number;
  readonly label: string;
}

export function createState(): State {
  return new Map();
}

export function foldEvent(state: State, event: Pick<Event, "object" | "property" | "value">): void {
  let properties = state.get(event.object);
  if (event.value === null) {
    properties?.delete(event.property);
    if (properties?.size === 0) state.delete(event.object);
    return;
  }
  if (!properties) state.set(event.object, (properties = new Map<string, Json>()));
  properties.set(event.property, event.value);
}

export function cloneState(state: ReadonlyState): State {
  const copy: State = new Map();
  for (const [object, properties] of state) copy.set(object, new Map(properties));
  return copy;
}

/** State as STATE carries it, or null where it is not an object of objects. */
export function stateOf(json: Json): State | null {
  if (!isObject(json)) return null;
  const state: State = new Map();
  for (const [object, properties] of Object.entries(json)) {
    if (!isObject(properties)) return null;
    for (const [property, value] of Object.entries(properties)) foldEvent(state, { object, property, value });
  }
  return state;
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

export function property(state: ReadonlyState, object: string, name: string): Json | undefined {
  return state.get(object)?.get(name);
}

const PARTICIPANT = "participant:";

export function participantObject(slot: number): string {
  return PARTICIPANT + slot;
}

/** The slot that an object speaks of, or 0. */
export function slotOf(object: string): number {
  if (!object.startsWith(PARTICIPANT)) return 0;
  const slot = Number(object.slice(PARTICIPANT.length));
  return Number.isInteger(slot) && slot > 0 ? slot : 0;
}

/** Everybody who ever sat down, by slot. */
export function participantsOf(state: ReadonlyState): Participant[] {
  const people: Participant[] = [];
  for (const [object, properties] of state) {
    const slot = slotOf(object);
    if (slot > 0) people.push(participant(slot, properties));
  }
  return people.sort((a, b) => a.slot - b.slot);
}

function participant(slot: number, properties: ReadonlyMap<string, Json>): Participant {
  return {
    slot,
    name: text(properties.get("name")),
    role: one(properties.get("role"), ["citizen", "facilitator"]),
    language: text(properties.get("language")),
    presence: one(properties.get("presence"), ["away", "here", "left"]),
    mode: one(properties.get("mode"), ["desktop", "headset", "phone", "plan"]),
    recorded: properties.get("recorded") === true,
    hand: properties.get("hand") === true,
  };
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The value if it is one of the choices, else the first of them. */
function one<T extends string>(value: Json | undefined, choices: readonly [T, ...T[]]): T {
  return choices.find((choice) => choice === value) ?? choices[0];
}

/** The moments that a facilitator marked, in order, under the label each has in the end. */
export function bookmarksOf(events: Iterable<Event>): Bookmark[] {
  const marks = new Map<string, Bookmark>();
  for (const event of events) {
    if (!event.object.startsWith("bookmark:") || event.property !== "label") continue;
    if (event.value === null) marks.delete(event.object);
    else {
      const first = marks.get(event.object) ?? { object: event.object, ms: tickMs(event.tick), author: event.author };
      marks.set(event.object, { ...first, label: text(event.value) });
    }
  }
  return [...marks.values()];
}

export function isJson(value: unknown): value is Json {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return true;
  return typeof value === "object" && Object.values(value).every(isJson);
}
