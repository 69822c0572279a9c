// A designer's scene, loaded: every encoding that the server lets through (plain, Draco, meshopt, KTX2, WebP, quantised,
// instanced), with decoders from our own origin.
import { AnimationMixer, Box3, DirectionalLight, Group, Light, LoopRepeat, Mesh, PointLight, SpotLight, Texture } from "three";
import type { AnimationClip, Material, Object3D } from "three";
import { DRACO_GLTF_CONFIG, DRACOLoader } from "three/addons/loaders/DRACOLoader.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { KTX2Loader } from "three/addons/loaders/KTX2Loader.js";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { createFloor } from "./floor";
import type { Floor } from "./floor";
import { plainSurfaces } from "./plain";
import type { Stage } from "./stage";
import { hideHelpers, hideNavigation, hideUnseen, refOf, rememberNodes } from "./unseen";

export type Vector = readonly [number, number, number];

export interface Model {
  readonly root: Group;
  readonly min: Vector;
  readonly max: Vector;
  readonly floor: Floor;
  readonly animated: boolean;
  /** Shows the scene's own animations as they stand at this time. */
  animate(seconds: number): void;
  dispose(): void;
}

/** What a scene says of itself that changes what one sees and stands on; the API's SceneView fits. */
export interface Said {
  readonly floor: { readonly nodes: readonly string[]; readonly height: number };
  readonly hidden: readonly string[];
}

export interface LoadOptions {
  readonly said?: Said;
  /** The seat's; without it the cookie goes along. */
  readonly token?: string;
  /** In bytes; total is 0 when it is not known. */
  readonly onProgress?: (loaded: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** `fetch`: it did not arrive. `refused`: the server says no (status). `broken`: it arrived and cannot be shown. */
export class ModelError extends Error {
  constructor(
    readonly kind: "fetch" | "refused" | "broken",
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(`model: ${kind}${status ? ` (${status})` : ""}`, options);
  }
}

/** Lamps that a scene may bring; each is paid for by every pixel. */
const MOST_LIGHTS = 6;
const BRIGHTEST = { sun: 2, lamp: 12 };

export async function loadModel(stage: Stage, url: string, options: LoadOptions = {}): Promise<Model> {
  const bytes = await fetchBytes(url, options);
  const decoders = createDecoders(stage);
  try {
    const gltf = await decoders.loader.parseAsync(bytes, "");
    options.signal?.throwIfAborted();
    // Whatever its types say, three.js gives no scene of a file that lists none.
    if (gltf.scenes.length === 0) gltf.scene = new Group();
    rememberNodes(gltf);
    return createModel(gltf.scene, gltf.animations, options.said);
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new ModelError("broken", 0, { cause });
  } finally {
    decoders.dispose();
  }
}

function createDecoders(stage: Stage) {
  const draco = new DRACOLoader().setDecoderPath(DRACO_GLTF_CONFIG);
  const ktx2 = new KTX2Loader().detectSupport(stage.renderer);
  const loader = new GLTFLoader().register(plainSurfaces);
  loader.setDRACOLoader(draco).setKTX2Loader(ktx2).setMeshoptDecoder(MeshoptDecoder);
  return {
    loader,
    dispose() {
      draco.dispose();
      ktx2.dispose();
    },
  };
}

async function fetchBytes(url: string, { token, onProgress, signal }: LoadOptions): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url, {
      credentials: "same-origin",
      ...(token ? { headers: { Authorization: `Bearer ${token}` } } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ModelError("fetch", 0, { cause });
  }
  if (!response.ok) {
    throw new ModelError("refused", response.status);
  }
  try {
    return await readAll(response, onProgress);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ModelError("fetch", 0, { cause });
  }
}

async function readAll(response: Response, onProgress: LoadOptions["onProgress"]): Promise<ArrayBuffer> {
  const total = Number(response.headers.get("Content-Length") ?? 0) || 0;
  if (!response.body) {
    return response.arrayBuffer();
  }
  const parts: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value);
    loaded += step.value.byteLength;
    onProgress?.(loaded, total);
  }
  const whole = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole.buffer;
}

function createModel(root: Group, clips: readonly AnimationClip[], said?: Said): Model {
  tameLights(root);
  hideUnseen(root);
  if (said) hideHelpers(root, said.hidden, said.floor.nodes);
  const moving = clips.length > 0 ? new AnimationMixer(root) : null;
  for (const clip of clips) {
    moving?.clipAction(clip).setLoop(LoopRepeat, Infinity).play();
  }
  root.updateMatrixWorld(true);
  freeze(root, clips);
  const box = new Box3().setFromObject(root);
  if (box.isEmpty()) {
    box.min.set(-5, 0, -5);
    box.max.set(5, 3, 5);
  }
  const min: Vector = [box.min.x, box.min.y, box.min.z];
  const max: Vector = [box.max.x, box.max.y, box.max.z];
  const floor = createFloor(root, min, max, said ? { plane: said.floor.height, isWalkable: isBelow(said.floor.nodes) } : {});
  hideNavigation(root, said?.hidden);
  return {
    root, min, max, floor,
    animated: moving !== null,
    animate(seconds) {
      moving?.setTime(seconds);
    },
    dispose() {
      floor.dispose();
      moving?.stopAllAction();
      root.traverse(release);
    },
  };
}

/** Whether a thing is one of the named nodes or lies below one. */
function isBelow(nodes: readonly string[]): (object: Object3D) => boolean {
  const names = new Set(nodes);
  return (object) => {
    for (let at: Object3D | null = object; at; at = at.parent) {
      if (names.has(refOf(at))) return true;
    }
    return false;
  };
}

/** What no animation moves needs no new matrix in each frame. */
function freeze(root: Group, clips: readonly AnimationClip[]): void {
  if (clips.length > 0) {
    return;
  }
  root.traverse((object) => {
    object.matrixAutoUpdate = false;
    object.matrixWorldAutoUpdate = false;
  });
}

/** Exporters write watts, candela and lux of very different sizes; a scene must neither burn out nor stall. */
function tameLights(root: Object3D): void {
  const lights: Light[] = [];
  root.traverse((object) => {
    if (object instanceof Light) {
      lights.push(object);
    }
  });
  lights.sort((a, b) => b.intensity - a.intensity);
  lights.forEach((light, i) => {
    light.castShadow = false;
    const most = light instanceof DirectionalLight ? BRIGHTEST.sun : BRIGHTEST.lamp;
    light.intensity = Math.min(light.intensity, most);
    if (i >= MOST_LIGHTS && (light instanceof PointLight || light instanceof SpotLight || light instanceof DirectionalLight)) {
      light.removeFromParent();
    }
  });
}

function release(object: Object3D): void {
  if (!(object instanceof Mesh)) {
    return;
  }
  const mesh: Mesh = object;
  mesh.geometry.dispose();
  for (const material of Array.isArray(mesh.material) ? mesh.material : [mesh.material]) {
    releaseMaterial(material);
  }
}

function releaseMaterial(material: Material): void {
  for (const value of Object.values(material)) {
    if (value instanceof Texture) {
      value.dispose();
      closeBitmap(value.image);
    }
  }
  material.dispose();
}

function closeBitmap(image: unknown): void {
  if (typeof ImageBitmap !== "undefined" && image instanceof ImageBitmap) {
    image.close();
  }
}
