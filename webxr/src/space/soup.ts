// All triangles of a scene, in metres and in the scene's own coordinates, each with the node that it belongs to. Whoever has
// loaded the scene makes one; this room only reads it.

export interface Soup {
  /** x, y, z of each vertex. */
  readonly positions: Float32Array;
  /** Three vertices for each triangle, counter-clockwise seen from its front. */
  readonly index: Uint32Array;
  /** For each triangle, its node: an index into `names` and `parents`. */
  readonly owner: Uint16Array;
  /** 1 for a triangle that one sees through: glass. */
  readonly clear: Uint8Array;
  readonly names: readonly string[];
  /** For each node, the node above it; −1 for none. */
  readonly parents: Int32Array;
}

/** What a node is to people who walk: something solid, something to walk on and nothing else, or nothing at all. */
export const SOLID = 0;
export const FLOOR_ONLY = 1;
export const NOTHING = 2;

/** People move: who stands in a scene is not in the way for ever. */
const PEOPLE = /^(people|persons?|visitors?|figures?|pobl)([^a-z]|$)/i;
const GUIDE = /navmesh$|^nav[-_ ]?mesh/i;

/** For each node, what it is to people who walk; what is said of a node holds for all below it. */
export function rolesOf(soup: Soup, walkable: readonly string[], hidden: readonly string[]): Uint8Array {
  const floors = new Set(walkable);
  const unseen = new Set(hidden);
  return fold(soup, (name, above) => {
    if (above === FLOOR_ONLY || above === NOTHING) {
      return above;
    }
    if ((floors.has(name) && unseen.has(name)) || GUIDE.test(name)) {
      return FLOOR_ONLY; // a mesh for walking on that nobody sees: a floor, and no obstacle
    }
    return unseen.has(name) || PEOPLE.test(name) ? NOTHING : SOLID;
  });
}

/** For each node, whether it is the named one or lies below it. */
export function below(soup: Soup, node: string): Uint8Array {
  return fold(soup, (name, above) => (above === 1 || (node !== "" && name === node) ? 1 : 0));
}

/** From the top down; a node may stand before the one above it, so each is worked out when it is first asked for. */
function fold(soup: Soup, decide: (name: string, above: number) => number): Uint8Array {
  const out = new Uint8Array(soup.names.length).fill(255);
  const chain: number[] = [];
  for (let i = 0; i < out.length; i++) {
    chain.length = 0;
    for (let at = i; at >= 0 && out[at] === 255 && chain.length <= out.length; at = soup.parents[at] ?? -1) {
      chain.push(at);
    }
    for (let at = chain.pop(); at !== undefined; at = chain.pop()) {
      const parent = soup.parents[at] ?? -1;
      out[at] = decide(soup.names[at] ?? "", parent < 0 ? 0 : (out[parent] ?? 0));
    }
  }
  return out;
}
