// What the checks need to know of what a scene means. The API's types fit; this room does not know them.

export interface SpacePlace {
  readonly name: string;
  /** The name of the node that says so, or empty. */
  readonly node: string;
  readonly position: readonly number[];
  /** Radians about +y; 0 looks along −z. */
  readonly yaw: number;
  /** Of a touchpoint: door, sign, kiosk, desk, screen, seat, room, exit or other. */
  readonly kind?: string;
  /** Whose place it is where groups of citizens are kept apart. */
  readonly party?: string;
}

export interface SpaceZone {
  readonly name: string;
  readonly node: string;
  readonly min: readonly number[];
  readonly max: readonly number[];
}

export interface SpaceMeaning {
  readonly spawns: readonly SpacePlace[];
  readonly seats: readonly SpacePlace[];
  readonly touchpoints: readonly SpacePlace[];
  readonly zones: readonly SpaceZone[];
  readonly floor: { readonly nodes: readonly string[]; readonly height: number; readonly inferred: boolean };
  readonly hidden: readonly string[];
}

/** "zone:Queue 2" and "queue" are both queues. */
export function isZone(zone: SpaceZone, kind: "queue" | "waiting" | "staff"): boolean {
  return zone.name.toLowerCase().includes(kind);
}

/** Seats by their node, and touchpoints that are seats. */
export function allSeats(meaning: SpaceMeaning): readonly SpacePlace[] {
  return [...meaning.seats, ...meaning.touchpoints.filter(({ kind }) => kind === "seat")];
}
