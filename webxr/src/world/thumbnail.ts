// A picture of a scene for the list of scenes, seen from where people come in.
import { loadModel } from "./model";
import { standingPlace } from "./spawn";
import type { Spawn } from "./spawn";
import { createStage } from "./stage";

export interface ThumbnailOptions {
  readonly spawns?: readonly Spawn[];
  readonly width?: number;
  readonly height?: number;
  readonly token?: string;
}

const EYES = 1.62;

/** Renders one picture; WebP, or PNG where the browser cannot write that. */
export async function renderThumbnail(url: string, options: ThumbnailOptions = {}): Promise<Blob> {
  const width = options.width ?? 640;
  const height = options.height ?? 400;
  const canvas = document.createElement("canvas");
  const stage = createStage(canvas, { preserveDrawingBuffer: true, maxPixelRatio: 1 });
  try {
    const model = await loadModel(stage, url, options.token ? { token: options.token } : {});
    stage.show(model);
    stage.renderer.setPixelRatio(1);
    stage.renderer.setSize(width, height, false);
    const place = standingPlace(model, options.spawns ?? [], 1);
    stage.camera.aspect = width / height;
    stage.camera.fov = 66;
    stage.camera.updateProjectionMatrix();
    stage.camera.position.set(place.x, place.y + EYES, place.z);
    stage.camera.rotation.set(-0.06, place.yaw, 0, "YXZ");
    stage.draw();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", 0.86));
    model.dispose();
    if (!blob) {
      throw new Error("thumbnail: the browser gave no picture");
    }
    return blob;
  } finally {
    stage.dispose();
    stage.renderer.forceContextLoss();
  }
}
