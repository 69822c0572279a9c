// Small rooms for tests: boxes and floors, each with a name.
import type { SpaceMeaning, SpacePlace, SpaceZone } from "./meaning";
import type { Soup } from "./soup";

export interface Room {
  /** A box from corner to corner, in metres. */
  box(name: string, x0: number, y0: number, z0: number, x1: number, y1: number, z1: number, clear?: boolean): Room;
  /** A level surface without thickness. */
  level(name: string, x0: number, z0: number, x1: number, z1: number, y?: number): Room;
  /** Any four corners of a surface: x, y, z each. */
  quad(name: string, ...corners: readonly number[]): Room;
  soup(): Soup;
}

export function createRoom(): Room {
  const positions: number[] = [];
  const index: number[] = [];
  const owner: number[] = [];
  const clear: number[] = [];
  const names: string[] = [];
  const nodeOf = (name: string) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1);
  const room: Room = {
    quad(name, ...corners) {
      return add(name, corners, false);
    },
    level: (name, x0, z0, x1, z1, y = 0) => add(name, [x0, y, z0, x0, y, z1, x1, y, z1, x1, y, z0], false),
    box(name, x0, y0, z0, x1, y1, z1, glass = false) {
      add(name, [x0, y0, z0, x1, y0, z0, x1, y1, z0, x0, y1, z0], glass);
      add(name, [x0, y0, z1, x1, y0, z1, x1, y1, z1, x0, y1, z1], glass);
      add(name, [x0, y0, z0, x0, y0, z1, x0, y1, z1, x0, y1, z0], glass);
      add(name, [x1, y0, z0, x1, y0, z1, x1, y1, z1, x1, y1, z0], glass);
      add(name, [x0, y0, z0, x1, y0, z0, x1, y0, z1, x0, y0, z1], glass);
      return add(name, [x0, y1, z0, x0, y1, z1, x1, y1, z1, x1, y1, z0], glass);
    },
    soup: () => ({
      positions: Float32Array.from(positions), index: Uint32Array.from(index), owner: Uint16Array.from(owner), clear: Uint8Array.from(clear),
      names: [...names], parents: new Int32Array(names.length).fill(-1),
    }),
  };
  function add(name: string, corners: readonly number[], glass: boolean): Room {
    const first = positions.length / 3;
    positions.push(...corners);
    index.push(first, first + 1, first + 2, first, first + 2, first + 3);
    owner.push(nodeOf(name), nodeOf(name));
    clear.push(glass ? 1 : 0, glass ? 1 : 0);
    return room;
  }
  return room;
}

/** Four walls, 3 m high, inside of which there is a floor. */
export function hall(x0: number, z0: number, x1: number, z1: number): Room {
  return createRoom()
    .level("floor", x0, z0, x1, z1)
    .box("walls", x0 - 0.2, 0, z0 - 0.2, x1 + 0.2, 3, z0)
    .box("walls", x0 - 0.2, 0, z1, x1 + 0.2, 3, z1 + 0.2)
    .box("walls", x0 - 0.2, 0, z0, x0, 3, z1)
    .box("walls", x1, 0, z0, x1 + 0.2, 3, z1);
}

export function place(name: string, x: number, z: number, more: Partial<SpacePlace> = {}): SpacePlace {
  return { name, node: `tp:${name}`, position: [x, 0, z], yaw: 0, ...more };
}

export function zone(name: string, minX: number, minZ: number, maxX: number, maxZ: number): SpaceZone {
  return { name, node: "", min: [minX, 0, minZ], max: [maxX, 2, maxZ] };
}

export function meaning(more: Partial<SpaceMeaning>): SpaceMeaning {
  return { spawns: [], seats: [], touchpoints: [], zones: [], floor: { nodes: [], height: 0, inferred: false }, hidden: [], ...more };
}
