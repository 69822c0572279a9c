import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { expect, test } from "vitest";
import { forgetPictureless, plainSurfaces } from "./plain";

test("a texture that names no picture leaves its surface plain", () => {
  const kept = { index: 1 };
  const file = {
    images: [{}],
    textures: [{}, { source: 0 }, { extensions: { EXT_texture_webp: { source: 0 } } }, { source: 7 }],
    materials: [
      { pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicRoughnessTexture: kept }, normalTexture: { index: 3 } },
      { emissiveTexture: { index: 2 }, extensions: { KHR_materials_sheen: { sheenColorTexture: { index: 0 } } } },
    ],
  };
  forgetPictureless(file);
  expect(file.materials).toEqual([
    { pbrMetallicRoughness: { metallicRoughnessTexture: kept } },
    { emissiveTexture: { index: 2 }, extensions: { KHR_materials_sheen: {} } },
  ]);
});

test("such a scene loads", async () => {
  const gltf = {
    asset: { version: "2.0" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, material: 0 }] }],
    accessors: [{ componentType: 5126, count: 3, type: "VEC3", min: [0, 0, 0], max: [0, 0, 0] }],
    textures: [{}],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }],
  };
  const loader = new GLTFLoader().register(plainSurfaces);
  expect((await loader.parseAsync(JSON.stringify(gltf), "")).scene.children).toHaveLength(1);
});
