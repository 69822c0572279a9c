import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { crc32, crcOf } from "./crc";
import { zipOf } from "./zip";

const text = (words: string) => new Blob([words]);
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

describe("CRC-32", () => {
  it("is the one that everybody checks theirs with", () => {
    expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });

  it("is the same over a file that is read in pieces", async () => {
    const long = new Uint8Array(2.5 * 1024 * 1024).map((_, i) => i * 31);
    expect(await crcOf(new Blob([long]))).toBe(crc32(long));
  });

  it("stops when nobody waits for it any more", async () => {
    await expect(crcOf(text("a"), AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

describe("a zip made here", () => {
  it("is read by somebody else's reader, with folders, empty files and names in any script", async () => {
    const zip = await zipOf([
      { path: "room/scene.gltf", file: text("{}") },
      { path: "room/textures/llawr-ystafell-aros-café-العربية.png", file: text("png") },
      { path: "room/empty.bin", file: text("") },
    ]);
    const read = unzipSync(await bytesOf(zip));
    expect(Object.fromEntries(Object.entries(read).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))).toEqual({
      "room/scene.gltf": "{}",
      "room/textures/llawr-ystafell-aros-café-العربية.png": "png",
      "room/empty.bin": "",
    });
  });

  it("is byte for byte the same whatever order the browser found the files in", async () => {
    const [b, a, d] = [{ path: "b.bin", file: text("two") }, { path: "a.gltf", file: text("one") }, { path: "c/d.png", file: text("three") }];
    expect(await bytesOf(await zipOf([a, b, d]))).toEqual(await bytesOf(await zipOf([d, b, a])));
  });

  it("does not begin what it could not write down", async () => {
    const many = Array.from({ length: 65_536 }, (_, i) => ({ path: `${i}`, file: text("") }));
    await expect(zipOf(many)).rejects.toThrow(/too many/);
  });
});
