// What a scene holds and does not show: nodes that KHR_node_visibility switches off, which are nowhere, and navigation meshes (as
// Hubs and Spoke make them), which are a floor and nothing to look at.
import type { Object3D } from "three";

/** Switches off what the file says is off. */
export function hideUnseen(root: Object3D): void {
  root.traverse((object) => {
    if (extension(object, "KHR_node_visibility")?.["visible"] === false) {
      object.visible = false;
    }
  });
}

/** No longer drawn; to be called when the floor has been made. */
export function hideNavigation(root: Object3D): void {
  root.traverse((object) => {
    if (/_navmesh$/i.test(object.name) || extension(object, "MOZ_hubs_components")?.["nav-mesh"] !== undefined) {
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
