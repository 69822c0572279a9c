// What a scene means while a designer edits it: things with a place, in one list, and what can be undone. Nothing here is changed in
// place; every edit is a new draft, so that going back is choosing an older one.
import type { components } from "../net/api.gen";

export type Meaning = components["schemas"]["Meaning"];
export type MeantPlace = components["schemas"]["Place"];

export const SORTS = ["spawn", "touchpoint", "seat", "zone", "link"] as const;
export type Sort = (typeof SORTS)[number];

export const KINDS = ["door", "sign", "kiosk", "desk", "screen", "seat", "room", "exit", "other"] as const;

/** Something that has a place and means something. */
export interface Thing {
  /** Its own as long as it is edited. */
  readonly id: number;
  readonly sort: Sort;
  readonly name: string;
  /** The node that says so; "" for what the designer added. */
  readonly node: string;
  /** On the floor, in metres; of a zone, the middle of its underside. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Radians about +y; 0 looks along −z. */
  readonly yaw: number;
  /** Of a touchpoint. */
  readonly kind: string;
  readonly party: string;
  /** Of a zone, in metres. */
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  /** Of a link. */
  readonly address: string;
}

export interface Draft {
  readonly things: readonly Thing[];
  readonly floor: readonly string[];
  readonly floorHeight: number;
  readonly floorInferred: boolean;
  readonly hidden: readonly string[];
}

const BARE = { node: "", yaw: 0, kind: "", party: "", width: 0, depth: 0, height: 0, address: "" };

export function draftOf(meaning: Meaning): Draft {
  let id = 0;
  const placed = (sort: Sort, place: MeantPlace): Thing => ({
    ...BARE, id: ++id, sort, name: place.name, node: place.node, ...at(place.position), yaw: place.yaw,
    kind: sort === "touchpoint" ? (place.kind ?? "other") : "", party: place.party ?? "",
  });
  const things = [
    ...meaning.spawns.map((place) => placed("spawn", place)),
    ...meaning.touchpoints.map((place) => placed("touchpoint", place)),
    ...meaning.seats.map((place) => placed("seat", place)),
    ...meaning.zones.map(({ name, node, min, max }): Thing => {
      const [a, b] = [at(min), at(max)];
      return { ...BARE, id: ++id, sort: "zone", name, node, x: (a.x + b.x) / 2, y: a.y, z: (a.z + b.z) / 2, width: b.x - a.x, depth: b.z - a.z, height: b.y - a.y };
    }),
    ...meaning.links.map(({ name, node, position, address }): Thing => ({ ...BARE, id: ++id, sort: "link", name, node, ...at(position), address })),
  ];
  return { things, floor: meaning.floor.nodes, floorHeight: meaning.floor.height, floorInferred: meaning.floor.inferred, hidden: meaning.hidden };
}

const at = ([x = 0, y = 0, z = 0]: readonly number[]) => ({ x, y, z });

export function meaningOf(draft: Draft): Meaning {
  const of = (sort: Sort) => draft.things.filter((thing) => thing.sort === sort);
  return {
    spawns: of("spawn").map(placeOf),
    seats: of("seat").map(placeOf),
    touchpoints: of("touchpoint").map(placeOf),
    zones: of("zone").map(({ name, node, x, y, z, width, depth, height }) => ({
      name, node, min: [x - width / 2, y, z - depth / 2], max: [x + width / 2, y + height, z + depth / 2],
    })),
    links: of("link").map(({ name, node, x, y, z, address }) => ({ name, node, position: [x, y, z], address })),
    floor: { nodes: [...draft.floor], height: draft.floorHeight, inferred: draft.floorInferred },
    hidden: [...draft.hidden],
  };
}

function placeOf({ name, node, x, y, z, yaw, kind, party }: Thing): MeantPlace {
  return { name, node, position: [x, y, z], yaw, ...(kind === "" ? {} : { kind }), ...(party === "" ? {} : { party }) };
}

/** A new thing on the floor. */
export function added(draft: Draft, sort: Sort, name: string, x: number, y: number, z: number): { draft: Draft; id: number } {
  const id = draft.things.reduce((most, thing) => Math.max(most, thing.id), 0) + 1;
  const box = sort === "zone" ? { width: 2, depth: 2, height: 2.2 } : {};
  const thing: Thing = { ...BARE, ...box, id, sort, name, x: centimetre(x), y: centimetre(y), z: centimetre(z), kind: sort === "touchpoint" ? "other" : "" };
  return { draft: { ...draft, things: [...draft.things, thing] }, id };
}

export function changed(draft: Draft, id: number, change: Partial<Omit<Thing, "id" | "sort">>): Draft {
  return { ...draft, things: draft.things.map((thing) => (thing.id === id ? merge(thing, change) : thing)) };
}

const merge = (thing: Thing, change: Partial<Thing>): Thing => ({ ...thing, ...change });

export function removed(draft: Draft, id: number): Draft {
  return { ...draft, things: draft.things.filter((thing) => thing.id !== id) };
}

/** Whether a node is in one of the draft's lists. */
export function toggled(draft: Draft, list: "floor" | "hidden", node: string, on: boolean): Draft {
  const others = draft[list].filter((name) => name !== node);
  return { ...draft, [list]: on ? [...others, node] : others };
}

/** Nobody places a chair by the millimetre. */
export const centimetre = (metres: number): number => Math.round(metres * 100) / 100 + 0;

/** −π … π. */
export function turnedTo(yaw: number): number {
  return Math.atan2(Math.sin(yaw), Math.cos(yaw)) + 0;
}
