// A picture of a scene for the list of scenes: seen from where people come in, or, where one would see next to nothing from
// there (a house for dolls, a town on a plate), from above and outside.
import { Vector3 } from "three";
import { createFloorHit } from "./floor";
import { loadModel } from "./model";
import type { Model } from "./model";
import { madeSpawns, standingPlace } from "./spawn";
import type { Place, Spawn } from "./spawn";
import { createStage } from "./stage";
import type { Stage } from "./stage";

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
    if (madeSpawns(options.spawns ?? []).length > 0 || seesEnough(model, place)) {
      stage.camera.position.set(place.x, place.y + EYES, place.z);
      stage.camera.rotation.set(-0.06, place.yaw, 0, "YXZ");
    } else {
      lookFromOutside(stage, model);
    }
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

const FAR = 60;
const ENOUGH = 0.6;

/** Whether most of what the camera looks at from there is scene, not sky. */
function seesEnough({ floor }: Model, { x, y, z, yaw }: Place): boolean {
  const hit = createFloorHit();
  let met = 0;
  let asked = 0;
  for (let across = -0.6; across <= 0.61; across += 0.2) {
    for (let up = -0.4; up <= 0.41; up += 0.2) {
      const angle = yaw + across;
      const flat = Math.cos(up);
      asked++;
      if (floor.hit(x, y + EYES, z, -Math.sin(angle) * flat, Math.sin(up), -Math.cos(angle) * flat, FAR, hit) && hit.distance > 0.3) {
        met++;
      }
    }
  }
  return met / asked >= ENOUGH;
}

function lookFromOutside({ camera }: Stage, { min, max }: Model): void {
  const middle = new Vector3((min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2);
  const radius = Math.max(0.01, Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2);
  camera.near = radius / 50;
  camera.far = radius * 10;
  camera.updateProjectionMatrix();
  camera.position.set(0.62, 0.55, 0.75).setLength(radius * 1.9).add(middle);
  camera.lookAt(middle);
}
