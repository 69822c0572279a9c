/** Fewer triangles where they do not show, and numbers that compress well; nothing moves as far as anybody could see. */
import { Accessor, Primitive, type Document } from "@gltf-transform/core";
import { EXTMeshoptCompression, KHRMeshQuantization } from "@gltf-transform/extensions";
import { simplifyPrimitive, weldPrimitive } from "@gltf-transform/functions";
import { MeshoptSimplifier } from "meshoptimizer";
import { primitivesOf, trianglesOf } from "./figures";
import { FEW_TRIANGLES, type Means } from "./strengths";

export async function lightenGeometry(document: Document, by: Means, onPart: (part: number) => void): Promise<void> {
  await MeshoptSimplifier.ready;
  const primitives = primitivesOf(document.getRoot().listMeshes());
  for (const [index, primitive] of primitives.entries()) {
    if (isSurface(primitive)) {
      weldPrimitive(primitive, {});
      const { ratio, error } = by;
      if (spares(primitive) && (trianglesOf(primitive) >= MANY_TRIANGLES || trianglesLeft(primitive, by) > 0)) simplifyPrimitive(primitive, { simplifier: MeshoptSimplifier, ratio, error });
      roundNumbers(primitive);
    }
    onPart((index + 1) / primitives.length);
  }
}

/** As it will be counted; nothing changes but that equal points become one. */
export async function createForesight(document: Document): Promise<(primitive: Primitive, by: Means) => number> {
  await MeshoptSimplifier.ready;
  for (const primitive of primitivesOf(document.getRoot().listMeshes())) if (isSurface(primitive)) weldPrimitive(primitive, {});
  return (primitive, by) => {
    const triangles = trianglesOf(primitive);
    return isSurface(primitive) && spares(primitive) ? trianglesLeft(primitive, by) || triangles : triangles;
  };
}

/** Points and lines have nothing to spare. */
const isSurface = (primitive: Primitive) => trianglesOf(primitive) > 0 && primitive.getAttribute("POSITION") !== null;
const spares = (primitive: Primitive) => trianglesOf(primitive) >= FEW_TRIANGLES;

/** So many that something is left of them whatever is taken away. */
const MANY_TRIANGLES = 2000;

/** How many triangles the simplifier would keep; strips and fans are only known once they are triangles. */
function trianglesLeft(primitive: Primitive, { ratio, error }: Means): number {
  const indices = primitive.getIndices();
  if (!indices || primitive.getMode() !== Primitive.Mode.TRIANGLES) return Math.floor(trianglesOf(primitive) * ratio);
  const target = Math.floor((ratio * indices.getCount()) / 3) * 3;
  const [kept] = MeshoptSimplifier.simplify(new Uint32Array(indices.getArray() ?? []), positionsOf(primitive), 3, target, error);
  return kept.length / 3;
}

function positionsOf(primitive: Primitive): Float32Array {
  const positions = primitive.getAttribute("POSITION");
  const count = positions?.getCount() ?? 0;
  const array = new Float32Array(count * 3);
  for (let index = 0; index < count; index++) array.set(positions?.getElement(index, []) ?? [], index * 3);
  return array;
}

/** Steps in the extent of a mesh: half a millimetre in a room of eight metres. */
const STEPS = 16_384;
/** Steps across a picture: a quarter of a pixel of the largest. */
const TEXTURE_STEP = 1 / 16_384;

function roundNumbers(primitive: Primitive): void {
  const position = primitive.getAttribute("POSITION");
  if (position) round(position, 2 ** Math.floor(Math.log2(extentOf(position) / STEPS)));
  for (const semantic of primitive.listSemantics()) {
    const uv = semantic.startsWith("TEXCOORD_") ? primitive.getAttribute(semantic) : null;
    if (uv) round(uv, TEXTURE_STEP);
  }
}

function extentOf(accessor: Accessor): number {
  const [min, max] = [accessor.getMinNormalized([]), accessor.getMaxNormalized([])];
  return Math.max(...max.map((value, axis) => value - (min[axis] ?? 0)), 1e-6);
}

/** To a power of two, so that the numbers end in zeros, which take no room. */
function round(accessor: Accessor, step: number): void {
  const array = accessor.getArray();
  if (accessor.getComponentType() !== Accessor.ComponentType.FLOAT || !(array instanceof Float32Array)) return;
  accessor.setArray(array.map((value) => Math.round(value / step) * step));
}

/** How numbers are written into the file. Normals become bytes, for which the format has a name of its own. */
export function compress(document: Document): void {
  document.createExtension(KHRMeshQuantization).setRequired(true);
  document.createExtension(EXTMeshoptCompression).setRequired(true).setEncoderOptions({ method: EXTMeshoptCompression.EncoderMethod.FILTER });
}
