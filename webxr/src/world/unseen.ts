// What a scene holds and does not show: nodes that KHR_node_visibility switches off, which are nowhere; nodes that its designer hides; and
// navigation meshes (as Hubs and Spoke make them), which are a floor and nothing to look at.
import type { GLTF } from "three/addons/loaders/GLTFLoader.js";
import type { Object3D } from "three";

const REF = "rehearsalRef";

/**
 * Remembers what the meaning of a scene calls each node: its name, which three would change, or `#` and its number where it has none,
 * shares it, or it is not fit to be shown (scenes/meaning.go, references).
 */
export function rememberNodes({ parser, scene }: GLTF): void {
  const nodes: unknown = parser.json["nodes"];
  const refs = refsOf(Array.isArray(nodes) ? nodes.map(nameOf) : []);
  scene.traverse((object) => {
    const at = parser.associations.get(object)?.nodes;
    if (at !== undefined) {
      object.userData[REF] = refs[at];
    }
  });
}

export function refsOf(names: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return names.map((name, i) => (name === "" || name.startsWith("#") || name.trim() !== name || times.get(name) !== 1 ? `#${i}` : name));
}

function nameOf(node: unknown): string {
  return isRecord(node) && typeof node["name"] === "string" ? node["name"] : "";
}

/** What the meaning of a scene calls a node; "" for what is no node of the file. */
export function refOf({ userData }: Object3D): string {
  const ref: unknown = userData[REF];
  return typeof ref === "string" ? ref : "";
}

/** Switches off what the file says is off. */
export function hideUnseen(root: Object3D): void {
  root.traverse((object) => {
    if (isSwitchedOff(object)) {
      object.visible = false;
    }
  });
}

export function isSwitchedOff(object: Object3D): boolean {
  return extension(object, "KHR_node_visibility")?.["visible"] === false;
}

/** What is no longer drawn once the floor has been made; all that has such a name or component where nobody said. */
export function hideNavigation(root: Object3D, hidden?: readonly string[]): void {
  const names = hidden && new Set(hidden);
  root.traverse((object) => {
    const isGuide = /_navmesh$/i.test(object.name) || extension(object, "MOZ_hubs_components")?.["nav-mesh"] !== undefined;
    if (names ? names.has(refOf(object)) : isGuide) {
      object.visible = false;
    }
  });
}

/** What helps a designer and is neither seen nor walked on: to be called before the floor is made. */
export function hideHelpers(root: Object3D, hidden: readonly string[], floor: readonly string[]): void {
  const walked = new Set(floor);
  const names = new Set(hidden.filter((name) => !walked.has(name)));
  root.traverse((object) => {
    if (names.has(refOf(object)) && !/navmesh/i.test(object.name)) {
      object.visible = false;
    }
  });
}

/** GLTFLoader leaves what it does not know in `userData`. */
function extension({ userData }: Object3D, name: string): Readonly<Record<string, unknown>> | null {
  const all: unknown = userData["gltfExtensions"];
  return isRecord(all) && isRecord(all[name]) ? all[name] : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
