// A glTF file as a soup of triangles, read in Node with glTF-Transform: another reader than the one in the page, so that the two can be
// wrong in different ways only.
import { type Accessor, type Document, type mat4, type Node, NodeIO, Primitive } from "@gltf-transform/core";
import { ALL_EXTENSIONS, type InstancedMesh } from "@gltf-transform/extensions";
import draco from "draco3dgltf";
import { MeshoptDecoder } from "meshoptimizer";
import type { Soup } from "../src/space/soup";
import { refsOf } from "../src/world/unseen";

let io: Promise<NodeIO> | undefined;

async function createIO(): Promise<NodeIO> {
  await MeshoptDecoder.ready;
  return new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({ "draco3d.decoder": await draco.createDecoderModule(), "meshopt.decoder": MeshoptDecoder });
}

export async function readDocument(file: string): Promise<Document> {
  io ??= createIO();
  return (await io).read(file);
}

export async function readSoup(file: string): Promise<Soup> {
  return soupOfDocument(await readDocument(file));
}

interface Parts {
  readonly positions: number[][];
  readonly names: string[];
  readonly parents: number[];
  readonly index: number[][];
  readonly owner: number[];
  readonly clear: number[];
  readonly refs: ReadonlyMap<Node, string>;
  vertices: number;
}

export function soupOfDocument(document: Document): Soup {
  const nodes = document.getRoot().listNodes();
  const called = refsOf(nodes.map((node) => node.getName()));
  const refs = new Map(nodes.map((node, i) => [node, called[i] ?? ""]));
  const parts: Parts = { refs, positions: [], names: [], parents: [], index: [], owner: [], clear: [], vertices: 0 };
  const scene = document.getRoot().getDefaultScene() ?? document.getRoot().listScenes()[0];
  for (const node of scene?.listChildren() ?? []) {
    addNode(parts, node, -1);
  }
  const triangles = parts.index.reduce((sum, part) => sum + part.length / 3, 0);
  const soup: Soup = {
    positions: new Float32Array(parts.vertices * 3), index: new Uint32Array(triangles * 3), owner: Uint16Array.from(parts.owner), clear: Uint8Array.from(parts.clear),
    names: parts.names, parents: Int32Array.from(parts.parents),
  };
  let at = 0;
  for (const part of parts.positions) {
    soup.positions.set(part, at);
    at += part.length;
  }
  at = 0;
  for (const part of parts.index) {
    soup.index.set(part, at);
    at += part.length;
  }
  return soup;
}

function addNode(parts: Parts, node: Node, parent: number): void {
  const visibility: unknown = node.getExtension("KHR_node_visibility");
  if (typeof visibility === "object" && visibility !== null && "getVisible" in visibility && typeof visibility.getVisible === "function" && visibility.getVisible() === false) {
    return;
  }
  const own = parts.names.push(parts.refs.get(node) ?? "") - 1;
  parts.parents.push(parent);
  const mesh = node.getSkin() ? null : node.getMesh();
  for (const matrix of placesOf(node)) {
    for (const primitive of mesh?.listPrimitives() ?? []) {
      addPrimitive(parts, primitive, matrix, own);
    }
  }
  for (const child of node.listChildren()) {
    addNode(parts, child, own);
  }
}

/** Where a node's mesh is: once, or as often as its instances say. */
function placesOf(node: Node): mat4[] {
  const world = node.getWorldMatrix();
  const batch = node.getExtension<InstancedMesh>("EXT_mesh_gpu_instancing");
  if (!batch) {
    return [world];
  }
  const read = (semantic: string, i: number, otherwise: number[]) => batch.getAttribute(semantic)?.getElement(i, []) ?? otherwise;
  const count = batch.listAttributes()[0]?.getCount() ?? 0;
  return Array.from({ length: count }, (_, i) => times(world, composed(read("TRANSLATION", i, [0, 0, 0]), read("ROTATION", i, [0, 0, 0, 1]), read("SCALE", i, [1, 1, 1]))));
}

function composed([tx = 0, ty = 0, tz = 0]: number[], [x = 0, y = 0, z = 0, w = 1]: number[], [sx = 1, sy = 1, sz = 1]: number[]): mat4 {
  return [
    (1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + z * w) * sx, 2 * (x * z - y * w) * sx, 0,
    2 * (x * y - z * w) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + x * w) * sy, 0,
    2 * (x * z + y * w) * sz, 2 * (y * z - x * w) * sz, (1 - 2 * (x * x + y * y)) * sz, 0,
    tx, ty, tz, 1,
  ];
}

function times(a: mat4, b: mat4): mat4 {
  const out: mat4 = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (a[k * 4 + row] ?? 0) * (b[column * 4 + k] ?? 0);
      out[column * 4 + row] = sum;
    }
  }
  return out;
}

function addPrimitive(parts: Parts, primitive: Primitive, matrix: mat4, own: number): void {
  const position = primitive.getAttribute("POSITION");
  const corners = position ? cornersOf(primitive, position) : [];
  if (!position || corners.length === 0) {
    return;
  }
  const [a, b, c, , d, e, f, , g, h, i, , x, y, z] = matrix;
  const placed: number[] = [];
  const point = [0, 0, 0];
  for (let vertex = 0; vertex < position.getCount(); vertex++) {
    const [px = 0, py = 0, pz = 0] = position.getElement(vertex, point);
    placed.push(a * px + d * py + g * pz + x, b * px + e * py + h * pz + y, c * px + f * py + i * pz + z);
  }
  const material = primitive.getMaterial();
  const clear = material && (material.getAlphaMode() === "BLEND" || material.getExtension("KHR_materials_transmission") !== null) ? 1 : 0;
  parts.positions.push(placed);
  parts.index.push(corners.map((corner) => corner + parts.vertices));
  for (let triangle = 0; triangle < corners.length / 3; triangle++) {
    parts.owner.push(own);
    parts.clear.push(clear);
  }
  parts.vertices += position.getCount();
}

/** The corners of all triangles, strips and fans taken apart. */
function cornersOf(primitive: Primitive, position: Accessor): number[] {
  const indices = primitive.getIndices();
  const count = indices?.getCount() ?? position.getCount();
  const at = (i: number) => indices?.getScalar(i) ?? i;
  const corners: number[] = [];
  switch (primitive.getMode()) {
    case Primitive.Mode.TRIANGLES:
      for (let i = 0; i + 2 < count; i += 3) corners.push(at(i), at(i + 1), at(i + 2));
      break;
    case Primitive.Mode.TRIANGLE_STRIP:
      for (let i = 0; i + 2 < count; i++) corners.push(at(i), at(i + 1), at(i + 2));
      break;
    case Primitive.Mode.TRIANGLE_FAN:
      for (let i = 1; i + 1 < count; i++) corners.push(at(0), at(i), at(i + 1));
      break;
    default:
      break;
  }
  return corners;
}
