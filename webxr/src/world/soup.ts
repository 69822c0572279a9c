// All triangles of a model as plain arrays, each with the node it belongs to: what `space` measures, in another thread.
import { InstancedMesh, Matrix4, Mesh, MeshPhysicalMaterial, SkinnedMesh, Vector3 } from "three";
import type { BufferGeometry, Material, Object3D } from "three";
import type { Soup } from "../space/soup";
import { isSwitchedOff, refOf } from "./unseen";

interface Piece {
  readonly geometry: BufferGeometry;
  readonly matrix: Matrix4;
  readonly owner: number;
  readonly clear: number;
}

/** More triangles than a designer's scene may have are not looked at, nor more things than a number of two bytes counts. */
const MOST_TRIANGLES = 4_000_000;
const MOST_NAMES = 65_535;

export function soupOf(root: Object3D): Soup {
  root.updateMatrixWorld(true);
  const names: string[] = [];
  const parents: number[] = [];
  const pieces: Piece[] = [];
  let triangles = 0;
  let vertices = 0;
  const visit = (object: Object3D, parent: number): void => {
    if (isSwitchedOff(object) || names.length >= MOST_NAMES) {
      return;
    }
    const own = names.push(refOf(object)) - 1;
    parents.push(parent);
    for (const piece of piecesOf(object, own)) {
      triangles += cornersOf(piece.geometry) / 3;
      if (triangles > MOST_TRIANGLES) break;
      vertices += piece.geometry.getAttribute("position").count;
      pieces.push(piece);
    }
    for (const child of object.children) visit(child, own);
  };
  visit(root, -1);
  return fill(pieces, vertices, names, parents);
}

function fill(pieces: readonly Piece[], vertices: number, names: string[], parents: number[]): Soup {
  const triangles = pieces.reduce((sum, { geometry }) => sum + cornersOf(geometry) / 3, 0);
  const soup: Soup = {
    positions: new Float32Array(vertices * 3), index: new Uint32Array(triangles * 3), owner: new Uint16Array(triangles), clear: new Uint8Array(triangles),
    names, parents: Int32Array.from(parents),
  };
  const point = new Vector3();
  let vertex = 0;
  let triangle = 0;
  for (const { geometry, matrix, owner, clear } of pieces) {
    const source = geometry.getAttribute("position");
    const flipped = matrix.determinant() < 0;
    const count = cornersOf(geometry) / 3;
    for (let i = 0; i < count * 3; i++) {
      const turned = flipped && i % 3 !== 0 ? i + (i % 3 === 1 ? 1 : -1) : i; // mirrored, its front is its back
      soup.index[triangle * 3 + i] = vertex + (geometry.index ? geometry.index.getX(turned) : turned);
    }
    soup.owner.fill(owner, triangle, triangle + count);
    soup.clear.fill(clear, triangle, triangle + count);
    for (let i = 0; i < source.count; i++) {
      point.fromBufferAttribute(source, i).applyMatrix4(matrix).toArray(soup.positions, (vertex + i) * 3);
    }
    vertex += source.count;
    triangle += count;
  }
  return soup;
}

function piecesOf(object: Object3D, owner: number): Piece[] {
  if (!(object instanceof Mesh) || object instanceof SkinnedMesh) {
    return [];
  }
  const mesh: Mesh = object;
  if (!mesh.geometry.hasAttribute("position")) {
    return [];
  }
  const { geometry } = mesh;
  const clear = isClear(Array.isArray(mesh.material) ? mesh.material[0] : mesh.material) ? 1 : 0;
  if (!(object instanceof InstancedMesh)) {
    return [{ geometry, matrix: mesh.matrixWorld, owner, clear }];
  }
  return Array.from({ length: object.count }, (_, i) => {
    const matrix = new Matrix4();
    object.getMatrixAt(i, matrix);
    return { geometry, matrix: matrix.premultiply(object.matrixWorld), owner, clear };
  });
}

/** Glass, as far as a material says. */
function isClear(material: Material | undefined): boolean {
  return material !== undefined && (material.transparent || (material instanceof MeshPhysicalMaterial && material.transmission > 0));
}

function cornersOf(geometry: BufferGeometry): number {
  const count = geometry.index?.count ?? geometry.getAttribute("position").count;
  return count - (count % 3);
}
