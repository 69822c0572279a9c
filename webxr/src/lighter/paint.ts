/** Painting with what the browser has for it, off the page. */
import type { Paint } from "./pictures";

export const paintOffscreen: Paint = async (picture, width, height, quality) => {
  // As they are: numbers of a normal map are no colours, and light must not be taken out of see-through pixels twice.
  const bitmap = await createImageBitmap(picture, { premultiplyAlpha: "none", colorSpaceConversion: "none", resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const painted = await canvas.convertToBlob({ type: "image/webp", quality });
  return painted.type === "image/webp" ? new Uint8Array(await painted.arrayBuffer()) : null; // Safari answers with PNG
};
