// Where one can stand and what is in the way: one bounding volume hierarchy over everything in the scene that does not
// move. A teleport arc asks up to fifty times a frame, and a plain raycast of 600,000 triangles takes 27 ms.
import { BufferAttribute, BufferGeometry, DoubleSide, InstancedMesh, Matrix4, Mesh, Ray, SkinnedMesh, Vector3 } from "three";
import type { Object3D } from "three";
import { MeshBVH } from "three-mesh-bvh";

/** Where a ray met something; the normal faces whoever asked. */
export interface FloorHit {
  x: number;
  y: number;
  z: number;
  normalX: number;
  normalY: number;
  normalZ: number;
  distance: number;
}

export interface Floor {
  /** Height of the highest floor at or under y (5 cm of grace); where the scene has none, the plane; NaN outside it. */
  below(x: number, y: number, z: number): number;
  /** Metres one gets from (x, y, z) along the unit vector (dx, dz) before something is in the way; Infinity if nothing is. */
  reach(x: number, y: number, z: number, dx: number, dz: number): number;
  /** Whether a person has room on the floor at (x, y, z): nothing at knee and chest, no ledge beside them. */
  free(x: number, y: number, z: number): boolean;
  /** The nearest surface along a ray from (ox, oy, oz) along the unit vector (dx, dy, dz). */
  hit(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, far: number, out: FloorHit): boolean;
  /** The floor for somebody who comes in at (x, y, z): what is named walkable, else whatever is below, else the plane. Never NaN. */
  settle(x: number, y: number, z: number): number;
  dispose(): void;
}

export interface FloorOptions {
  /** Where people stand when nothing is below them; the scene's lowest point if not given. */
  readonly plane?: number;
  /** Whether something is a walkable surface. */
  readonly isWalkable?: (object: Object3D) => boolean;
}

/** A place to come in may be sunk into what is meant to be walked on by this much, or hang over it by that. */
const SUNK = 0.6;
const HANGS = 2.5;

/** A slope one can stand on: up to 45°. */
const WALKABLE = Math.SQRT1_2;
const GRACE = 0.05;
/** Surfaces above one another that `below` looks through (the sides of things) before it gives up. */
const LAYERS = 12;
/** More triangles than a designer's scene may have are not collided with. */
const MOST_TRIANGLES = 6_000_000;

/** What a body takes: nothing nearer than this at knee and chest height, no step higher than this. */
const ELBOW = 0.3;
const KNEE = 0.45;
const CHEST = 1.2;
const HIGHEST_STEP = 0.35;

export function createFloorHit(): FloorHit {
  return { x: 0, y: 0, z: 0, normalX: 0, normalY: 1, normalZ: 0, distance: Infinity };
}

export function createFloor(root: Object3D, min: readonly number[], max: readonly number[], options: FloorOptions = {}): Floor {
  const geometry = mergeStatic(root);
  const tree = geometry ? new MeshBVH(geometry, { targetLeafSize: 10 }) : null;
  const named = options.isWalkable ? mergeStatic(root, options.isWalkable) : null;
  const walkable = named ? new MeshBVH(named, { targetLeafSize: 10 }) : null;
  const [minX = 0, minY = 0, minZ = 0] = min;
  const [maxX = 0, , maxZ = 0] = max;
  const plane = options.plane ?? minY;
  const ray = new Ray();

  const first = (far: number, of = tree) => of?.raycastFirst(ray, DoubleSide, 0, far) ?? null;

  /** The highest of a tree's surfaces that one can stand on, at or under y; NaN for none. */
  const under = (x: number, y: number, z: number, of = tree) => {
    let from = y;
    for (let i = 0; i < LAYERS; i++) {
      ray.origin.set(x, from, z);
      ray.direction.set(0, -1, 0);
      const hit = first(Infinity, of);
      if (!hit) {
        break;
      }
      if (Math.abs(hit.face?.normal.y ?? 0) >= WALKABLE) {
        return hit.point.y;
      }
      from = hit.point.y - 0.001;
    }
    return NaN;
  };
  const below = (x: number, y: number, z: number) => {
    const found = under(x, y + GRACE, z);
    const inside = x >= minX && x <= maxX && z >= minZ && z <= maxZ;
    return Number.isNaN(found) && inside ? plane : found;
  };
  const settle = (x: number, y: number, z: number) => {
    const meant = under(x, y + SUNK, z, walkable);
    const found = meant >= y - HANGS ? meant : under(x, y + HIGHEST_STEP, z);
    return Number.isNaN(found) ? plane : found;
  };
  const reach = (x: number, y: number, z: number, dx: number, dz: number) => {
    ray.origin.set(x, y, z);
    ray.direction.set(dx, 0, dz);
    return first(Infinity)?.distance ?? Infinity;
  };

  return {
    below,
    settle,
    reach,
    free: (x, y, z) => hasRoom(below, reach, x, y, z),
    hit(ox, oy, oz, dx, dy, dz, far, out) {
      ray.origin.set(ox, oy, oz);
      ray.direction.set(dx, dy, dz);
      const hit = first(far);
      if (!hit) {
        return false;
      }
      const normal = hit.face?.normal ?? UP;
      const sign = normal.dot(ray.direction) > 0 ? -1 : 1;
      out.x = hit.point.x;
      out.y = hit.point.y;
      out.z = hit.point.z;
      out.normalX = normal.x * sign;
      out.normalY = normal.y * sign;
      out.normalZ = normal.z * sign;
      out.distance = hit.distance;
      return true;
    },
    dispose() {
      geometry?.dispose();
      named?.dispose();
    },
  };
}

function hasRoom(below: Floor["below"], reach: Floor["reach"], x: number, y: number, z: number): boolean {
  for (let i = 0; i < 8; i++) {
    const dx = Math.sin((i * Math.PI) / 4);
    const dz = Math.cos((i * Math.PI) / 4);
    if (reach(x, y + KNEE, z, dx, dz) < ELBOW || reach(x, y + CHEST, z, dx, dz) < ELBOW) {
      return false;
    }
    if (!(Math.abs(below(x + dx * ELBOW, y + HIGHEST_STEP, z + dz * ELBOW) - y) <= HIGHEST_STEP)) {
      return false;
    }
  }
  return true;
}

const UP = new Vector3(0, 1, 0);

interface Part {
  readonly geometry: BufferGeometry;
  readonly matrix: Matrix4;
}

/** All triangles that are shown and stand still, or those of some things, in the scene's own coordinates. */
export function mergeStatic(root: Object3D, only?: (object: Object3D) => boolean): BufferGeometry | null {
  root.updateMatrixWorld(true);
  const parts = collect(root, only);
  let vertices = 0;
  let corners = 0;
  for (const { geometry } of parts) {
    vertices += geometry.getAttribute("position").count;
    corners += cornersOf(geometry);
  }
  if (corners === 0) {
    return null;
  }
  const positions = new Float32Array(vertices * 3);
  const index = new Uint32Array(corners);
  let vertex = 0;
  let corner = 0;
  for (const part of parts) {
    corner = copyIndex(part.geometry, index, corner, vertex);
    vertex = copyPositions(part, positions, vertex);
  }
  const merged = new BufferGeometry();
  merged.setAttribute("position", new BufferAttribute(positions, 3));
  merged.setIndex(new BufferAttribute(index, 1));
  return merged;
}

function cornersOf(geometry: BufferGeometry): number {
  const count = geometry.index?.count ?? geometry.getAttribute("position").count;
  return count - (count % 3);
}

function collect(root: Object3D, only: (object: Object3D) => boolean = () => true): Part[] {
  const parts: Part[] = [];
  let triangles = 0;
  const add = (geometry: BufferGeometry, matrix: Matrix4) => {
    triangles += cornersOf(geometry) / 3;
    if (triangles <= MOST_TRIANGLES) {
      parts.push({ geometry, matrix });
    }
  };
  root.traverseVisible((object) => {
    if (!(object instanceof Mesh) || object instanceof SkinnedMesh || !hasTriangles(object.geometry) || !only(object)) {
      return;
    }
    if (object instanceof InstancedMesh) {
      for (let i = 0; i < object.count; i++) {
        const matrix = new Matrix4();
        object.getMatrixAt(i, matrix);
        add(object.geometry, matrix.premultiply(object.matrixWorld));
      }
    } else {
      add(object.geometry, object.matrixWorld);
    }
  });
  return parts;
}

function hasTriangles(geometry: unknown): geometry is BufferGeometry {
  return geometry instanceof BufferGeometry && geometry.hasAttribute("position");
}

function copyIndex(geometry: BufferGeometry, index: Uint32Array, at: number, base: number): number {
  const count = cornersOf(geometry);
  for (let i = 0; i < count; i++) {
    index[at + i] = base + (geometry.index ? geometry.index.getX(i) : i);
  }
  return at + count;
}

function copyPositions(part: Part, positions: Float32Array, at: number): number {
  const source = part.geometry.getAttribute("position");
  const point = new Vector3();
  for (let i = 0; i < source.count; i++) {
    point.fromBufferAttribute(source, i).applyMatrix4(part.matrix).toArray(positions, (at + i) * 3);
  }
  return at + source.count;
}
