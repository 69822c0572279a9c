/** How heavy a scene is: the same counting before and after, so that both stand side by side fairly. */
import { InstancedMesh } from "@gltf-transform/extensions";
import { Primitive, type Document, type Mesh, type Node, type Texture } from "@gltf-transform/core";
import { means, strengths, type Figures, type Means, type Strength } from "./strengths";

/** Pixels, and with them all the smaller copies that a headset keeps. */
const MIPMAPS = 4 / 3;

export function figuresOf(document: Document, bytes: number): Figures {
  return counted(document, bytes, trianglesOf, sizeOf);
}

/** What each strength would come to; only how large the file will be is not known before it is written. */
export function foreseen(document: Document, bytes: number, left: (primitive: Primitive, by: Means) => number): Readonly<Record<Strength, Figures>> {
  const [gentle, middle, strong] = strengths.map((strength) => {
    const by = means[strength];
    const triangles = remembering((primitive: Primitive) => left(primitive, by));
    return counted(document, bytes, triangles, (texture) => smallerThan(sizeOf(texture), isPacked(texture) ? Number.POSITIVE_INFINITY : by.texture));
  });
  if (!gentle || !middle || !strong) throw new Error("lighter: no strengths");
  return { gentle, middle, strong };
}

/** A mesh may stand in many places. */
function remembering(find: (primitive: Primitive) => number): (primitive: Primitive) => number {
  const found = new Map<Primitive, number>();
  return (primitive) => {
    const known = found.get(primitive) ?? find(primitive);
    found.set(primitive, known);
    return known;
  };
}

export function smallerThan([width, height]: readonly [number, number], most: number): readonly [number, number] {
  const scale = Math.min(1, most / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** Already as a graphics chip keeps it. */
export const isPacked = (texture: Texture) => texture.getMimeType() === "image/ktx2";

export const sizeOf = (texture: Texture): readonly [number, number] => texture.getSize() ?? [0, 0];

function counted(document: Document, bytes: number, triangles: (primitive: Primitive) => number, size: (texture: Texture) => readonly [number, number]): Figures {
  let [sum, drawCalls] = [0, 0];
  for (const scene of scenesOf(document)) {
    scene.traverse((node) => {
      for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
        drawCalls++;
        sum += triangles(primitive) * instancesOf(node);
      }
    });
  }
  const root = document.getRoot();
  let [textureBytes, largestTexture] = [0, 0];
  for (const texture of root.listTextures()) {
    const [width, height] = size(texture);
    textureBytes += Math.round(width * height * (isPacked(texture) ? 1 : 4) * MIPMAPS);
    largestTexture = Math.max(largestTexture, width, height);
  }
  return { triangles: sum, drawCalls, materials: root.listMaterials().length, textureBytes, largestTexture, bytes };
}

/** The scene that is shown; all of them where the file does not say. */
function scenesOf(document: Document) {
  const shown = document.getRoot().getDefaultScene();
  return shown ? [shown] : document.getRoot().listScenes();
}

function instancesOf(node: Node): number {
  const instanced = node.getExtension("EXT_mesh_gpu_instancing");
  return instanced instanceof InstancedMesh ? (instanced.listAttributes()[0]?.getCount() ?? 1) : 1;
}

export function trianglesOf(primitive: Primitive): number {
  const count = (primitive.getIndices() ?? primitive.getAttribute("POSITION"))?.getCount() ?? 0;
  switch (primitive.getMode()) {
    case Primitive.Mode.TRIANGLES:
      return Math.floor(count / 3);
    case Primitive.Mode.TRIANGLE_STRIP:
    case Primitive.Mode.TRIANGLE_FAN:
      return Math.max(0, count - 2);
    default:
      return 0;
  }
}

export const primitivesOf = (meshes: readonly Mesh[]) => meshes.flatMap((mesh) => mesh.listPrimitives());
