import { existsSync, readFileSync } from "node:fs";
import { Document, NodeIO, type Node } from "@gltf-transform/core";
import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";
import { describe, expect, it } from "vitest";
import { foreignIn, withForeign } from "./foreign";
import { readGlb, writeGlb } from "./glb";
import { foresee, makeLighter, type Tools } from "./make";
import type { Paint } from "./pictures";
import { strengths, type Step } from "./strengths";

/** A PNG of so many pixels, as far as its header goes; nobody here looks further. */
function png(width: number, height: number, bytes: number): Uint8Array<ArrayBuffer> {
  const picture = new Uint8Array(bytes);
  picture.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(picture.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return picture;
}

/** A WebP of a size, losslessly, as far as its header goes (RFC 9649, 3.4). */
function webp(width: number, height: number, bytes: number): Uint8Array<ArrayBuffer> {
  const picture = new Uint8Array(bytes);
  picture.set(new TextEncoder().encode("RIFF"), 0);
  picture.set(new TextEncoder().encode("WEBPVP8L"), 8);
  const view = new DataView(picture.buffer);
  view.setUint32(4, bytes - 8, true);
  view.setUint8(20, 0x2f);
  view.setUint32(21, (width - 1) | ((height - 1) << 14), true);
  return picture;
}

interface Painted {
  readonly size: readonly [number, number];
  readonly quality: number;
}

/** Stands in for the browser's painter: writes pictures of a tenth of a byte a pixel, and keeps what was asked of it. */
function painter(): { readonly painted: Painted[]; readonly tools: Tools } {
  const painted: Painted[] = [];
  const paint: Paint = async (_picture, width, height, quality) => {
    painted.push({ size: [width, height], quality });
    return webp(width, height, Math.max(40, Math.round((width * height * quality) / 10)));
  };
  return { painted, tools: { paint, draco: () => Promise.reject(new Error("nothing here is compressed with Draco")) } };
}

/** A hilly floor with many triangles, and everything that a service's room has: markers, zones, somewhere to come in. */
function aRoom(edit: (document: Document, nodes: Record<string, Node>) => void = () => undefined): Document {
  const document = new Document();
  const buffer = document.createBuffer();
  const side = 60;
  const positions = Float32Array.from({ length: side * side * 3 }, (_, i) => [((i / 3) | 0) % side, 0.02 * Math.sin(i), Math.floor(i / 3 / side)][i % 3] ?? 0);
  const indices: number[] = [];
  for (let row = 0; row < side - 1; row++) {
    for (let column = 0; column < side - 1; column++) {
      const at = row * side + column;
      indices.push(at, at + side, at + 1, at + 1, at + side, at + side + 1);
    }
  }
  const colour = document.createTexture("wood").setMimeType("image/png").setImage(png(2048, 1024, 400_000));
  const bumps = document.createTexture("bumps").setMimeType("image/png").setImage(png(2048, 2048, 900_000));
  const material = document.createMaterial("Oak").setBaseColorTexture(colour).setNormalTexture(bumps);
  const primitive = document
    .createPrimitive()
    .setMaterial(material)
    .setAttribute("POSITION", document.createAccessor().setType("VEC3").setArray(positions).setBuffer(buffer))
    .setAttribute("TEXCOORD_0", document.createAccessor().setType("VEC2").setArray(new Float32Array(side * side * 2).map((_, i) => Math.abs(Math.sin(i)))).setBuffer(buffer))
    .setIndices(document.createAccessor().setType("SCALAR").setArray(new Uint32Array(indices)).setBuffer(buffer));
  const floor = document.createNode("Floor").setMesh(document.createMesh("Floor").addPrimitive(primitive)).setTranslation([1, 0.25, -3]);
  const desk = document.createNode("tp:desk").setTranslation([2, 0, 1]).setExtras({ party: "bereaved" });
  const nodes = { floor, desk, zone: document.createNode("zone:waiting").setScale([2, 1, 2]), spawn: document.createNode("SpawnPoint").setRotation([0, 1, 0, 0]), unused: document.createNode("Seat.001") };
  document.createScene("Room").addChild(floor).addChild(nodes.zone).addChild(nodes.spawn);
  floor.addChild(desk);
  document.createMaterial("Nobody uses this");
  edit(document, nodes);
  return document;
}

const io = async () => {
  await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);
  return new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({ "meshopt.decoder": MeshoptDecoder, "meshopt.encoder": MeshoptEncoder });
};
const bytesOf = async (document: Document) => (await io()).writeBinary(document);
const quiet = () => undefined;

/** What a scene says of its nodes: all that anybody may go by. */
function meaningOf(document: Document) {
  return document.getRoot().listNodes().map((node) => ({
    name: node.getName(), parent: node.getParentNode()?.getName() ?? "", extras: node.getExtras(), mesh: node.getMesh()?.getName() ?? "",
    at: [...node.getTranslation(), ...node.getRotation(), ...node.getScale()],
  }));
}

function pointsOf(document: Document): readonly (readonly [number, number, number])[] {
  const array = document.getRoot().listMeshes()[0]?.listPrimitives()[0]?.getAttribute("POSITION")?.getArray() ?? new Float32Array();
  return Array.from({ length: array.length / 3 }, (_, i) => [array[i * 3] ?? 0, array[i * 3 + 1] ?? 0, array[i * 3 + 2] ?? 0] as const);
}

describe("D1: a lighter scene means what it meant", () => {
  it.each(strengths)("%s: nodes keep names, places, order and extras, and empty ones stay", async (strength) => {
    const before = await bytesOf(aRoom());
    const { file } = await makeLighter(before, strength, painter().tools, quiet);
    const after = await (await io()).readBinary(file);
    expect(meaningOf(after)).toEqual(meaningOf(await (await io()).readBinary(before)));
    expect(after.getRoot().listMaterials().map((material) => material.getName())).toEqual(["Oak", "Nobody uses this"]);
  });

  it("has fewer triangles, smaller pictures and a smaller file, and says so itself", async () => {
    const before = await bytesOf(aRoom());
    const made = await makeLighter(before, "middle", painter().tools, quiet);
    expect(made.before).toEqual({ triangles: 6962, drawCalls: 1, materials: 2, textureBytes: Math.round((2048 * 1024 * 16) / 3) + Math.round((2048 * 2048 * 16) / 3), largestTexture: 2048, bytes: before.length });
    expect(made.after.triangles).toBeLessThan(made.before.triangles);
    expect(made.after.triangles).toBeGreaterThan(0);
    expect(made.after).toMatchObject({ drawCalls: 1, largestTexture: 1024, bytes: made.file.length });
    expect(made.after.bytes).toBeLessThan(made.before.bytes / 2);
  });

  it("does not move what is seen: every point that is left is where one was, to a fraction of a millimetre", async () => {
    const room = aRoom();
    const { file } = await makeLighter(await bytesOf(room), "gentle", painter().tools, quiet);
    const was = pointsOf(room);
    const heights = new Map(was.map(([x, y, z]) => [`${x} ${z}`, y]));
    const off = pointsOf(await (await io()).readBinary(file)).map(([x, y, z]) => Math.abs((heights.get(`${x} ${z}`) ?? Number.POSITIVE_INFINITY) - y));
    const worst = Math.max(...off);
    expect(off.length).toBeGreaterThan(100);
    expect(worst).toBeLessThan(0.002);
  });

  it("is foreseen before it is made", async () => {
    const before = await bytesOf(aRoom());
    const foreseen = await foresee(before, painter().tools);
    for (const strength of strengths) {
      const { after } = await makeLighter(before, strength, painter().tools, quiet);
      expect({ ...foreseen[strength], bytes: 0 }).toEqual({ ...after, bytes: 0 });
    }
  });

  it("says how far it is, in order, to the end", async () => {
    const steps: [Step, number][] = [];
    await makeLighter(await bytesOf(aRoom()), "strong", painter().tools, (step, part) => steps.push([step, part]));
    expect([...new Set(steps.map(([step]) => step))]).toEqual(["reading", "triangles", "pictures", "writing"]);
    expect(steps.at(-1)).toEqual(["writing", 1]);
  });
});

describe("pictures", () => {
  it("what is looked at may lose a little; a normal map loses nothing, and both keep their shape", async () => {
    const { painted, tools } = painter();
    await makeLighter(await bytesOf(aRoom()), "middle", tools, quiet);
    expect(painted).toEqual([{ size: [1024, 512], quality: 0.85 }, { size: [1024, 1024], quality: 1 }]);
  });

  it("stay as they are where nothing is gained, and where the browser cannot write WebP", async () => {
    const small = aRoom((document) => document.getRoot().listTextures().forEach((texture) => texture.setImage(png(64, 64, 60)).setMimeType("image/png")));
    const kept = await makeLighter(await bytesOf(small), "strong", painter().tools, quiet);
    const cannot = await makeLighter(await bytesOf(aRoom()), "strong", { ...painter().tools, paint: async () => null }, quiet);
    for (const { file } of [kept, cannot]) {
      const { json } = readGlb(file);
      expect(json.extensionsUsed).not.toContain("EXT_texture_webp");
      expect((await (await io()).readBinary(file)).getRoot().listTextures().map((texture) => texture.getMimeType())).toEqual(["image/png", "image/png"]);
    }
  });
});

/** Writes into the description what another program would. */
async function withJson(document: Document, change: (json: Record<string, unknown>) => void): Promise<Uint8Array> {
  const { json, rest } = readGlb(await bytesOf(document));
  const changed = structuredClone(json) as Record<string, unknown>;
  change(changed);
  return writeGlb({ json: changed, rest });
}

describe("what other programs wrote", () => {
  const spawn = { OMI_spawn_point: { title: "Front door" } };
  const seats = { OMI_seat: { back: [0, 0, 0.2] } };

  it("is there afterwards, word for word, where it was", async () => {
    const before = await withJson(aRoom(), (json) => {
      const nodes = json["nodes"] as { name: string; extensions?: unknown }[];
      for (const node of nodes) {
        if (node.name === "SpawnPoint") node.extensions = spawn;
        if (node.name === "Seat.001") node.extensions = seats;
      }
      json["extensionsUsed"] = ["OMI_spawn_point", "OMI_seat", "MOZ_hubs_components"];
      json["extensions"] = { MOZ_hubs_components: { version: 4 } };
    });
    const { json } = readGlb((await makeLighter(before, "strong", painter().tools, quiet)).file);
    const found = Object.fromEntries((json.nodes ?? []).map(({ name, extensions }) => [name, extensions]));
    expect(found).toMatchObject({ SpawnPoint: spawn, "Seat.001": seats });
    expect(json.extensions).toMatchObject({ MOZ_hubs_components: { version: 4 } });
    expect(json.extensionsUsed).toEqual(expect.arrayContaining(["OMI_spawn_point", "OMI_seat", "MOZ_hubs_components", "EXT_meshopt_compression"]));
  });

  it.each([
    ["names a place in the buffers", { extensionsUsed: ["KHR_audio_emitter"], extensions: { KHR_audio_emitter: { audio: [{ bufferView: 2 }] } } }, "entangled"],
    ["moves anything by its number", { extensionsUsed: ["KHR_animation_pointer"] }, "entangled"],
    ["is required and not known", { extensionsUsed: ["ACME_walls"], extensionsRequired: ["ACME_walls"] }, "feature"],
  ])("is refused in words where it %s", async (_what, change, why) => {
    const before = await withJson(aRoom(), (json) => void Object.assign(json, change));
    await expect(makeLighter(before, "gentle", painter().tools, quiet)).rejects.toMatchObject({ why });
  });

  it("is not put on nodes that are others than before", () => {
    const foreign = foreignIn({ extensionsUsed: ["X"], nodes: [{ name: "a", extensions: { X: 1 } }] }, new Set());
    expect(() => withForeign({ nodes: [{ name: "b" }] }, foreign, ["a"])).toThrow("entangled");
  });

  it.each([[new Uint8Array(), "empty"], [new TextEncoder().encode("<!doctype html><html></html>"), "a web page"], [new Uint8Array(64), "zeros"]])("a file that is no scene is said to be unreadable (%#: %s)", async (bytes) => {
    await expect(makeLighter(bytes, "gentle", painter().tools, quiet)).rejects.toMatchObject({ why: "unreadable" });
  });
});

const namesIn = (glb: Uint8Array) => (readGlb(glb).json.nodes ?? []).map(({ name }) => name);

const real = new URL("../../../../shared/data/gltf/service-scenes/branch-library.meshopt.glb", import.meta.url);
describe.skipIf(!existsSync(real))("a real room", () => {
  it("that is compressed already keeps every node", async () => {
    const before = new Uint8Array(readFileSync(real));
    const made = await makeLighter(before, "middle", painter().tools, quiet);
    expect(namesIn(made.file)).toEqual(namesIn(before));
    expect(made.after.triangles).toBeLessThanOrEqual(made.before.triangles);
  });
});
