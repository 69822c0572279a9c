import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { blobOf, isRubbish, nameFromFile, parcelsOf } from "./parcel";

const found = (...paths: string[]) => paths.map((path) => ({ path, file: new File(["x"], path.split("/").at(-1) ?? path) }));

describe("what a designer brings", () => {
  it("one file is one scene", () => {
    expect(parcelsOf(found("civic-office.glb"))).toMatchObject([{ name: "Civic office", fileName: "civic-office.glb", bytes: 1 }]);
    expect(parcelsOf(found("room.gltf"))).toMatchObject([{ fileName: "room.gltf" }]);
  });

  it("several whole files are several scenes", () => {
    expect(parcelsOf(found("a.glb", "b.GLB", "c.zip")).map(({ fileName }) => fileName)).toEqual(["a.glb", "b.GLB", "c.zip"]);
  });

  it("a .gltf and what it names travel together", () => {
    expect(parcelsOf(found("room.gltf", "room.bin", "floor.png"))).toMatchObject([{ name: "Room", fileName: "room.zip", bytes: 3 }]);
  });

  it("a folder is one scene, called as the folder is", () => {
    const parcels = parcelsOf(found("branch_library/scene.gltf", "branch_library/scene.bin", "branch_library/textures/a.png"));
    expect(parcels).toMatchObject([{ name: "Branch library", fileName: "branch_library.zip" }]);
    expect(parcels[0]?.files).toHaveLength(3);
  });

  it("a folder of one file is that file", async () => {
    const [parcel] = parcelsOf(found("room/room.glb", "room/.DS_Store"));
    expect(parcel).toMatchObject({ fileName: "room.glb" });
    expect(parcel && (await blobOf(parcel))).toBe(parcel?.files[0]?.file);
  });

  it("nothing but rubbish is nothing", () => {
    expect(parcelsOf(found("room/Thumbs.db", "__MACOSX/room/._room.glb"))).toEqual([]);
  });

  it("the zip holds each file at its place", async () => {
    const [parcel] = parcelsOf(found("room/scene.gltf", "room/maps/wall.png", "room/desktop.ini"));
    if (!parcel) throw new Error("no parcel");
    const names = Object.keys(unzipSync(new Uint8Array(await (await blobOf(parcel)).arrayBuffer())));
    expect(names).toEqual(["room/maps/wall.png", "room/scene.gltf"]);
  });
});

describe("rubbish", () => {
  it.each(["__MACOSX/a/._b.png", "a/.DS_Store", "a/Thumbs.db", "A/DESKTOP.INI", "a/.git/config", "._scene.gltf"])("%s stays behind", (path) => {
    expect(isRubbish(path)).toBe(true);
  });
  it.each(["scene.gltf", "a/DS_Store.png", "textures/git.png", "a/.hidden.bin"])("%s goes along", (path) => {
    expect(isRubbish(path)).toBe(false);
  });
});

describe("what to call a scene", () => {
  it.each([
    ["civic-office_v2.glb", "Civic office v2"],
    ["Branch.GLTF", "Branch"],
    ["packed.zip", "Packed"],
    ["v1.2 hall", "V1.2 hall"],
    ["", ""],
  ])("%s is %s", (file, name) => expect(nameFromFile(file)).toBe(name));
});
