// A scene as a plan: one picture from straight above, cut through at a height where walls, doors and furniture show and
// ceilings do not. What the cut goes through is drawn solid, as on any plan.
import { BackSide, Color, Light, MeshBasicMaterial, OrthographicCamera, SRGBColorSpace, Vector4, WebGLRenderTarget } from "three";
import type { Scene, WebGLRenderer } from "three";
import type { Model } from "./model";
import type { Stage } from "./stage";

export interface OverheadOptions {
  /** The part of the floor to show, in metres. */
  readonly box: { readonly minX: number; readonly minZ: number; readonly maxX: number; readonly maxZ: number };
  /** The floor that people stand on; the scene's lowest point if not given. */
  readonly floor?: number;
  /** How far above it to cut. */
  readonly cut?: number;
  /** Pixels of the longer side. */
  readonly pixels?: number;
}

const CUT = 2.2;
const PIXELS = 1400;
/** Where the cut goes through something. */
const SOLID = "#3b4252";
/** Below the floor by this much, for steps down and pits. */
const DEPTH = 12;

/** A plan that takes a picture; the rooms do not know each other, their pages introduce them. */
interface Pictured {
  readonly box: OverheadOptions["box"];
  picture(url: string): void;
}

/** Puts the scene as seen from above under a plan, cut over the floor below a point. A plan without its picture is still a plan. */
export async function pictureUnder(plan: Pictured, stage: Stage, model: Model, x: number, y: number, z: number): Promise<void> {
  const floor = model.floor.below(x, y, z);
  const picture = await renderOverhead(stage, model, { box: plan.box, ...(Number.isNaN(floor) ? {} : { floor }) }).catch(() => null);
  if (picture) plan.picture(URL.createObjectURL(picture));
}

/** Renders the model alone into a picture of exactly the box; the stage is as before afterwards. */
async function renderOverhead(stage: Stage, model: Model, options: OverheadOptions): Promise<Blob> {
  const { box } = options;
  const [width, height] = sizeOf(box.maxX - box.minX, box.maxZ - box.minZ, options.pixels ?? PIXELS);
  // Twice as large and then halved: a multisampled target does not keep what the first pass drew for the second.
  const fine = Math.max(width, height) * 2 <= stage.renderer.capabilities.maxTextureSize ? 2 : 1;
  const target = new WebGLRenderTarget(width * fine, height * fine, { colorSpace: SRGBColorSpace });
  const solid = new MeshBasicMaterial({ color: SOLID, side: BackSide, polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 });
  try {
    renderCut(stage, model, cameraAbove(box, (options.floor ?? model.min[1]) + (options.cut ?? CUT)), target, solid);
    const pixels = new Uint8Array(target.width * target.height * 4);
    await stage.renderer.readRenderTargetPixelsAsync(target, 0, 0, target.width, target.height, pixels);
    return await pictureOf(pixels, target.width, target.height, width, height);
  } finally {
    target.dispose();
    solid.dispose();
  }
}

function cameraAbove(box: OverheadOptions["box"], top: number): OrthographicCamera {
  const [halfX, halfZ] = [(box.maxX - box.minX) / 2, (box.maxZ - box.minZ) / 2];
  const camera = new OrthographicCamera(-halfX, halfX, halfZ, -halfZ, 0, CUT + DEPTH);
  camera.position.set((box.minX + box.maxX) / 2, top, (box.minZ + box.maxZ) / 2);
  camera.up.set(0, 0, -1); // −z at the top of the picture
  camera.lookAt(camera.position.x, top - 1, camera.position.z);
  camera.updateMatrixWorld(true);
  return camera;
}

/**
 * Twice: everything as it looks, then the insides of things. Where the nearest surface is an inside, the cut
 * has opened something solid, and that is what is left over from the second time.
 */
export function renderCut(stage: Pick<Stage, "renderer" | "scene">, model: Pick<Model, "root">, camera: OrthographicCamera, target: WebGLRenderTarget, solid: MeshBasicMaterial): void {
  const { renderer, scene } = stage;
  const kept = keepState(renderer, scene);
  const hidden = scene.children.filter((one) => one.visible && one !== model.root && !(one instanceof Light));
  try {
    for (const one of hidden) one.visible = false; // people, their names, marks: a plan is of the place
    renderer.xr.enabled = false;
    renderer.setRenderTarget(target);
    renderer.setClearColor(new Color("#ffffff"), 0);
    scene.background = null;
    renderer.autoClear = true;
    renderer.render(scene, camera);
    renderer.autoClear = false;
    scene.overrideMaterial = solid;
    renderer.render(scene, camera);
  } finally {
    for (const one of hidden) one.visible = true;
    kept.restore();
  }
}

function keepState(renderer: WebGLRenderer, scene: Scene) {
  const { background, overrideMaterial, fog } = scene;
  const [target, autoClear, alpha, xr] = [renderer.getRenderTarget(), renderer.autoClear, renderer.getClearAlpha(), renderer.xr.enabled];
  const colour = renderer.getClearColor(new Color());
  const viewport = renderer.getViewport(new Vector4());
  scene.fog = null;
  return {
    restore() {
      scene.background = background;
      scene.overrideMaterial = overrideMaterial;
      scene.fog = fog;
      renderer.autoClear = autoClear;
      renderer.xr.enabled = xr;
      renderer.setClearColor(colour, alpha);
      renderer.setRenderTarget(target);
      renderer.setViewport(viewport);
    },
  };
}

function sizeOf(metresX: number, metresZ: number, longest: number): [number, number] {
  const scale = longest / Math.max(metresX, metresZ);
  return [Math.max(1, Math.round(metresX * scale)), Math.max(1, Math.round(metresZ * scale))];
}

/** WebGL counts rows from below. */
async function pictureOf(pixels: Uint8Array, width: number, height: number, toWidth: number, toHeight: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const small = new OffscreenCanvas(toWidth, toHeight);
  const context = canvas.getContext("2d");
  const halved = small.getContext("2d");
  if (!context || !halved) throw new Error("overhead: no 2D canvas");
  const image = context.createImageData(width, height);
  const row = width * 4;
  for (let y = 0; y < height; y++) image.data.set(pixels.subarray((height - 1 - y) * row, (height - y) * row), y * row);
  context.putImageData(image, 0, 0);
  halved.imageSmoothingQuality = "high";
  halved.drawImage(canvas, 0, 0, toWidth, toHeight);
  return small.convertToBlob({ type: "image/webp", quality: 0.86 });
}
