import { Group, Mesh, PlaneGeometry } from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { describe, expect, test } from "vitest";
import { createFloor } from "./floor";
import { hideHelpers, hideNavigation, hideUnseen, refOf, rememberNodes } from "./unseen";

/** A glTF of nodes without meshes, as a designer's tool writes them. */
async function nodes(...list: object[]): Promise<Group> {
  const gltf = { asset: { version: "2.0" }, scene: 0, scenes: [{ nodes: list.map((_, i) => i) }], nodes: list };
  const loaded = await new GLTFLoader().parseAsync(JSON.stringify(gltf), "");
  rememberNodes(loaded);
  return loaded.scene;
}

const shown = (root: Group) => root.children.filter(({ visible }) => visible).map(({ name }) => name);

describe("what a scene holds and does not show", () => {
  test("nodes that the file switches off", async () => {
    const root = await nodes(
      { name: "wall" },
      { name: "draft", extensions: { KHR_node_visibility: { visible: false } } },
      { name: "sign", extensions: { KHR_node_visibility: { visible: true } } },
    );
    hideUnseen(root);
    expect(shown(root)).toEqual(["wall", "sign"]);
  });

  test("navigation meshes, by name or by Hubs' component", async () => {
    const root = await nodes({ name: "wall" }, { name: "Floor_NavMesh" }, { name: "walk", extensions: { MOZ_hubs_components: { "nav-mesh": {} } } });
    hideNavigation(root);
    expect(shown(root)).toEqual(["wall"]);
  });

  test("a designer's word counts for more than a name", async () => {
    const root = await nodes({ name: "Floor_NavMesh" }, { name: "zone:queue" }, { name: "cage" });
    hideHelpers(root, ["zone:queue", "cage"], ["cage"]);
    expect(shown(root)).toEqual(["Floor_NavMesh", "cage"]); // the cage is walked on, so it goes when the floor is made
    hideNavigation(root, ["zone:queue", "cage"]);
    expect(shown(root)).toEqual(["Floor_NavMesh"]);
  });

  test("nodes are known as the meaning of a scene knows them: by a name of their own, else by number", async () => {
    const root = await nodes({ name: "tp:desk" }, { name: "Seat" }, { name: "Seat" }, {}, { name: "Cube.001" });
    expect(root.children.map(refOf)).toEqual(["tp:desk", "#1", "#2", "#3", "Cube.001"]);
  });

  test("nobody stands on what is switched off", () => {
    const root = new Group();
    const draft = new Group();
    const stage = new Mesh(new PlaneGeometry(4, 4).rotateX(-Math.PI / 2));
    stage.position.y = 1;
    root.add(new Mesh(new PlaneGeometry(10, 10).rotateX(-Math.PI / 2)), draft.add(stage));
    draft.userData["gltfExtensions"] = { KHR_node_visibility: { visible: false } };
    expect(createFloor(root, [-5, 0, -5], [5, 3, 5]).below(0, 2, 0)).toBeCloseTo(1, 5);
    hideUnseen(root);
    expect(createFloor(root, [-5, 0, -5], [5, 3, 5]).below(0, 2, 0)).toBeCloseTo(0, 5);
  });
});
