/**
 * What the format allows and three.js stumbles over: a texture that names no picture. Without this nothing of the scene would be
 * shown; with it, the surface stays plain.
 */
import type { GLTFLoaderPlugin, GLTFParser } from "three/addons/loaders/GLTFLoader.js";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const listIn = (record: Record<string, unknown>, name: string): readonly unknown[] => {
  const list = record[name];
  return Array.isArray(list) ? list : [];
};

export function plainSurfaces(parser: GLTFParser): GLTFLoaderPlugin {
  return {
    name: "REHEARSAL_plain_surfaces",
    beforeRoot() {
      const file: unknown = parser.json;
      if (isRecord(file)) forgetPictureless(file);
      return null;
    },
  };
}

/** Takes textures without a picture off the materials of a file. */
export function forgetPictureless(file: Record<string, unknown>): void {
  const images = listIn(file, "images").length;
  const bare = new Set(listIn(file, "textures").flatMap((texture, index) => (showsPicture(texture, images) ? [] : [index])));
  if (bare.size === 0) return;
  for (const material of listIn(file, "materials")) if (isRecord(material)) forget(material, bare);
}

function showsPicture(texture: unknown, images: number): boolean {
  if (!isRecord(texture)) return false;
  const extensions = isRecord(texture["extensions"]) ? Object.values(texture["extensions"]) : [];
  return [texture, ...extensions].some((one) => isRecord(one) && typeof one["source"] === "number" && one["source"] < images);
}

function forget(holder: Record<string, unknown>, bare: ReadonlySet<number>): void {
  for (const [name, value] of Object.entries(holder)) {
    if (name === "extras" || !isRecord(value)) continue;
    if (name.endsWith("Texture") && typeof value["index"] === "number" && bare.has(value["index"])) {
      delete holder[name];
    } else {
      forget(value, bare);
    }
  }
}
