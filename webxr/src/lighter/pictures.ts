/** The pictures on a scene's surfaces, made smaller where they are too large, and written as WebP where that is smaller. */
import type { Document, Texture } from "@gltf-transform/core";
import { EXTTextureWebP } from "@gltf-transform/extensions";
import { listTextureSlots } from "@gltf-transform/functions";
import { isPacked, sizeOf, smallerThan } from "./figures";
import type { Means } from "./strengths";

/** Draws a picture at a size and writes it as WebP; a quality of 1 loses nothing. Null: this browser cannot. */
export type Paint = (picture: Blob, width: number, height: number, quality: number) => Promise<Uint8Array<ArrayBuffer> | null>;

/** What is looked at may lose a little; what a shader calculates with shows every loss as a stain of light. */
type Role = "colour" | "data" | "normal";

export function roleOf(texture: Texture): Role {
  const slots = listTextureSlots(texture);
  if (slots.some((slot) => /normal/i.test(slot))) return "normal";
  return slots.every((slot) => /color|emissive|diffuse/i.test(slot)) && slots.length > 0 ? "colour" : "data";
}

/** In the order of trying; the first that is smaller than what was there wins. */
function qualitiesFor(role: Role, { quality }: Means): readonly number[] {
  if (role === "normal") return [1, 0.95];
  return [role === "data" ? Math.max(quality, 0.92) : quality];
}

export async function lightenPictures(document: Document, means: Means, paint: Paint, onPart: (part: number) => void): Promise<void> {
  const textures = document.getRoot().listTextures();
  let changed = false;
  for (const [index, texture] of textures.entries()) {
    changed = (await lightenPicture(texture, means, paint)) || changed;
    onPart((index + 1) / textures.length);
  }
  if (changed) document.createExtension(EXTTextureWebP).setRequired(true);
}

async function lightenPicture(texture: Texture, means: Means, paint: Paint): Promise<boolean> {
  const image = texture.getImage();
  const [width, height] = sizeOf(texture);
  if (image === null || isPacked(texture) || width === 0 || height === 0) return false;
  const [toWidth, toHeight] = smallerThan([width, height], means.texture);
  const resized = toWidth !== width || toHeight !== height;
  const picture = new Blob([new Uint8Array(image)], { type: texture.getMimeType() });
  let best: Uint8Array<ArrayBuffer> | null = null;
  for (const quality of qualitiesFor(roleOf(texture), means)) {
    const painted = await paint(picture, toWidth, toHeight, quality);
    if (painted === null) continue;
    best = painted;
    if (painted.length < image.length) break;
  }
  if (best === null || (!resized && best.length >= image.length)) return false;
  texture.setImage(best).setMimeType("image/webp").setURI("");
  return true;
}
