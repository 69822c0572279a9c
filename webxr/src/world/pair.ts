// Two scenes seen by the same eyes: beside each other, or laid over each other. A picture is made only when something changed,
// so that two contexts cost no more than one that runs.
import { loadModel } from "./model";
import type { LoadOptions, Model } from "./model";
import { createStage } from "./stage";
import type { Stage } from "./stage";

/** Where the eyes are, in metres, and which way they look, in radians: yaw about +y (0 looks along −z), pitch up from level. */
export interface Eyes {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
  readonly pitch: number;
}

export interface Pair {
  /** Looks from the same place at both. */
  look(eyes: Eyes): void;
  /** Looks down at both from so high that all of either is in view, without what is above people's heads. */
  lookDown(): void;
  /** What `look` was last told; null while it looks down. */
  readonly eyes: Eyes | null;
  dispose(): void;
}

export interface Half {
  readonly canvas: HTMLCanvasElement;
  readonly url: string;
}

/** Above the floor; what is higher hides the rooms from above. */
const CUT = 2.3;
const HIGHEST = 400;

export async function createPair(halves: readonly [Half, Half], options: Pick<LoadOptions, "signal" | "onProgress">): Promise<Pair> {
  const made: { readonly stage: Stage; readonly model: Model }[] = [];
  const watch = new ResizeObserver(() => draw());
  let eyes: Eyes | null = null;

  const draw = () => {
    for (const { stage, model } of made) {
      stage.resize();
      if (eyes) standAt(stage, eyes);
      else standAbove(stage, made.map((one) => one.model), model);
      stage.draw();
    }
  };
  const dispose = () => {
    watch.disconnect();
    for (const { stage, model } of made) {
      model.dispose();
      stage.dispose();
      stage.renderer.forceContextLoss();
    }
    made.length = 0;
  };
  try {
    for (const { canvas, url } of halves) {
      const stage = createStage(canvas, { preserveDrawingBuffer: true, maxPixelRatio: 1.5 });
      try {
        const model = await loadModel(stage, url, options);
        stage.show(model);
        made.push({ stage, model });
      } catch (failure) {
        stage.dispose();
        throw failure;
      }
      watch.observe(canvas);
    }
  } catch (failure) {
    dispose();
    throw failure;
  }
  return {
    look(from) {
      eyes = from;
      draw();
    },
    lookDown() {
      eyes = null;
      draw();
    },
    get eyes() {
      return eyes;
    },
    dispose,
  };
}

function standAt({ camera }: Stage, { x, y, z, yaw, pitch }: Eyes): void {
  camera.near = 0.05;
  camera.far = HIGHEST;
  camera.updateProjectionMatrix();
  camera.position.set(x, y, z);
  camera.rotation.set(pitch, yaw, 0, "YXZ");
}

function standAbove({ camera }: Stage, models: readonly Model[], { floor }: Model): void {
  const min = (axis: 0 | 2) => Math.min(...models.map((model) => model.min[axis]));
  const max = (axis: 0 | 2) => Math.max(...models.map((model) => model.max[axis]));
  const [x, z] = [(min(0) + max(0)) / 2, (min(2) + max(2)) / 2];
  const ground = floor.below(x, CUT, z);
  const level = Number.isNaN(ground) ? Math.min(...models.map((model) => model.min[1])) : ground;
  const half = Math.max((max(2) - min(2)) / 2, (max(0) - min(0)) / 2 / camera.aspect) * 1.04;
  const height = half / Math.tan((camera.fov * Math.PI) / 360);
  camera.near = Math.max(0.05, height - CUT);
  camera.far = height + HIGHEST;
  camera.updateProjectionMatrix();
  camera.position.set(x, level + height, z);
  camera.rotation.set(-Math.PI / 2, 0, 0, "YXZ");
}
