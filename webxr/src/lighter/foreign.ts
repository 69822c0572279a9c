/**
 * What other programs wrote into a scene and this one does not understand (spawn points of OMI, components of Hubs …) is
 * kept as it stands: taken from the description before, and put back into the description after. It may name nodes, meshes and materials by
 * their number, for those stay in their order; what names a place in the buffers would come apart.
 */
import { CannotLighten } from "./strengths";
import type { Described, Extensions, Json } from "./glb";

export interface Foreign {
  readonly names: readonly string[];
  readonly nodes: readonly (Extensions | undefined)[];
  readonly scenes: readonly (Extensions | undefined)[];
  readonly root: Extensions | undefined;
}

/** Numbers of things that are written anew. */
const ENTANGLING: ReadonlySet<string> = new Set(["bufferView", "accessor", "texture", "image", "sampler"]);

/** `known`: what is understood, and travels by itself. */
export function foreignIn(json: Json, known: ReadonlySet<string>): Foreign {
  const names = (json.extensionsUsed ?? []).filter((name) => !known.has(name));
  const unknown = new Set(names);
  if ((json.extensionsRequired ?? []).some((name) => unknown.has(name))) throw new CannotLighten("feature");
  if (unknown.has("KHR_animation_pointer")) throw new CannotLighten("entangled");
  const of = ({ extensions }: Described) => pick(extensions, unknown);
  const foreign = { names, nodes: (json.nodes ?? []).map(of), scenes: (json.scenes ?? []).map(of), root: pick(json.extensions, unknown) };
  if (isEntangled([foreign.nodes, foreign.scenes, foreign.root])) throw new CannotLighten("entangled");
  return foreign;
}

/** Throws where the nodes are not the ones that they were. */
export function withForeign(json: Json, foreign: Foreign, names: readonly (string | undefined)[]): Json {
  const nodes = json.nodes ?? [];
  if (nodes.length !== names.length || nodes.some(({ name }, index) => (name ?? "") !== (names[index] ?? ""))) throw new CannotLighten("entangled");
  if (foreign.names.length === 0) return json;
  return {
    ...json,
    extensionsUsed: [...new Set([...(json.extensionsUsed ?? []), ...foreign.names])],
    nodes: nodes.map(put(foreign.nodes)),
    scenes: (json.scenes ?? []).map(put(foreign.scenes)),
    ...(foreign.root ? { extensions: { ...json.extensions, ...foreign.root } } : {}),
  };
}

const put = (kept: readonly (Extensions | undefined)[]) => (one: Described, index: number) => (kept[index] ? { ...one, extensions: { ...one.extensions, ...kept[index] } } : one);

function pick(extensions: Extensions | undefined, unknown: ReadonlySet<string>): Extensions | undefined {
  const kept = Object.entries(extensions ?? {}).filter(([name]) => unknown.has(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function isEntangled(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => (ENTANGLING.has(key) && typeof inner === "number") || isEntangled(inner));
}
