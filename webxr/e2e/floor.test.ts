// Nobody falls: in every scene that is accepted, whoever comes in stands on something, and not inside a wall. The real files of the test
// data, as the program understands them, on the floor that visits stand on.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { BufferAttribute, BufferGeometry, Group, Mesh } from "three";
import { beforeAll, describe, expect, it } from "vitest";
import { createSettle } from "../src/space/settle";
import { below, type Soup } from "../src/space/soup";
import { createFloor } from "../src/world/floor";
import { standingPlace } from "../src/world/spawn";
import { checkScenes, type Checked } from "./scene-check";
import { readSoup } from "./soup";
import { shared } from "./story";

const FOLDERS = ["service-scenes", "scenes", "semantics", "furniture", "objects", "blender", "extensions", "broken-real", "hostile", "khronos-validator"];

const files = FOLDERS.flatMap((folder) =>
  existsSync(shared(folder))
    ? readdirSync(shared(folder), { withFileTypes: true, recursive: true }).filter((file) => file.isFile() && /\.(glb|gltf)$/.test(file.name)).map((file) => join(file.parentPath, file.name))
    : [],
);

/** One that is far over any budget would take the time of all the others together. */
const MOST_TRIANGLES = 1_000_000;
/** People who come in together. */
const PEOPLE = [1, 2, 3, 4];

describe.skipIf(files.length === 0)("every accepted scene of the test data", () => {
  let accepted: readonly Checked[];

  beforeAll(async () => {
    accepted = (await checkScenes(files)).filter(({ verdict }) => verdict !== "refuse");
  });

  it("has floor at every spawn point, and room to stand on it", async () => {
    expect(accepted.length).toBeGreaterThan(100);
    const faults: string[] = [];
    const kinds = { walkable: 0, below: 0, inferred: 0 };
    for (const scene of accepted) {
      const soup = await readSoup(scene.file).catch((error: unknown) => {
        if (scene.figures.triangles === 0) return NOTHING; // a material on its own, which this reader does not take
        faults.push(`${scene.file}: accepted, and not read: ${String(error)}`);
        return NOTHING;
      });
      if (soup.index.length / 3 <= MOST_TRIANGLES) {
        faults.push(...faultsOf(scene, soup, kinds));
      }
    }
    expect(faults).toEqual([]);
    expect(kinds.walkable).toBeGreaterThan(20);
  }, 240_000);
});

const NOTHING: Soup = { positions: new Float32Array(), index: new Uint32Array(), owner: new Uint16Array(), clear: new Uint8Array(), names: [], parents: new Int32Array() };

function faultsOf(scene: Checked, soup: Soup, kinds: Record<"walkable" | "below" | "inferred", number>): string[] {
  const { meaning, min, max } = scene;
  const settle = createSettle(soup, meaning);
  const ground = { floor: floorOf(soup, scene), min, max };
  const name = scene.file.replace(/^.*gltf\//, "");
  const faults: string[] = [];
  for (const spawn of meaning.spawns) {
    const { y, kind } = settle(spawn.position);
    kinds[kind]++;
    const [x = 0, at = 0, z = 0] = spawn.position;
    if (!Number.isFinite(y)) faults.push(`${name}: no floor at ${spawn.name}`);
    else if (kind === "walkable" && Math.abs(y - at) > 2.5) faults.push(`${name}: the floor at ${spawn.name} is ${(y - at).toFixed(2)} m away`);
    else if (kind === "below" && y - at > 0.36) faults.push(`${name}: ${spawn.name} is under the floor`);
    else if (Math.abs(ground.floor.settle(x, at, z) - y) > 0.01) faults.push(`${name}: two floors at ${spawn.name}: ${y.toFixed(3)} and ${ground.floor.settle(x, at, z).toFixed(3)}`);
  }
  for (const slot of PEOPLE) {
    const { x, y, z } = standingPlace(ground, meaning.spawns, slot);
    const under = ground.floor.below(x, y, z);
    if (![x, y, z].every(Number.isFinite)) faults.push(`${name}: person ${slot} is nowhere`);
    else if (!Number.isNaN(under) && y - under > 0.05) faults.push(`${name}: person ${slot} falls ${(y - under).toFixed(2)} m`);
    else if (isSpace(scene) && isInside(ground.floor, x, y, z)) faults.push(`${name}: person ${slot} stands inside something at ${x.toFixed(1)}, ${z.toFixed(1)}`);
  }
  return faults;
}

/** A door leaf on its own is no space that one could be beside. */
const isSpace = ({ min, max }: Checked) => Math.min(max[0] - min[0], max[2] - min[2]) > 2.5;

/** Hemmed in at the chest on all sides. */
function isInside(floor: ReturnType<typeof createFloor>, x: number, y: number, z: number): boolean {
  return [0, 1, 2, 3].every((quarter) => floor.reach(x, y + 1.2, z, Math.sin((quarter * Math.PI) / 2), Math.cos((quarter * Math.PI) / 2)) < 0.25);
}

/** The floor of visits, over the same triangles: walkable nodes in one mesh, all else in another. */
function floorOf(soup: Soup, { meaning, min, max }: Checked): ReturnType<typeof createFloor> {
  const walked = new Uint8Array(soup.names.length);
  for (const node of meaning.floor.nodes) below(soup, node).forEach((is, i) => (walked[i] = is || (walked[i] ?? 0)));
  const root = new Group();
  const walkable = meshOf(soup, (owner) => walked[owner] === 1);
  root.add(walkable, meshOf(soup, (owner) => walked[owner] !== 1 && !isHidden(soup, owner, meaning.hidden)));
  return createFloor(root, min, max, { plane: meaning.floor.height, isWalkable: (object) => object === walkable });
}

function isHidden(soup: Soup, owner: number, hidden: readonly string[]): boolean {
  for (let at = owner; at >= 0; at = soup.parents[at] ?? -1) {
    if (hidden.includes(soup.names[at] ?? "")) return true;
  }
  return false;
}

function meshOf(soup: Soup, keep: (owner: number) => boolean): Mesh {
  const index: number[] = [];
  soup.owner.forEach((owner, triangle) => {
    if (keep(owner)) index.push(soup.index[triangle * 3] ?? 0, soup.index[triangle * 3 + 1] ?? 0, soup.index[triangle * 3 + 2] ?? 0);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(soup.positions, 3));
  geometry.setIndex(index);
  return new Mesh(geometry);
}
