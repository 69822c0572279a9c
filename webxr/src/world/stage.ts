// world: what one sees. Stage (renderer, camera, light), model (a designer's scene), floor (where one can stand), avatars
// (everybody else), marks (where a jump would land). It draws what it is told and decides nothing: poses come from
// the timeline, one's own place from `xr`, and the page introduces them to each other.
//
// Nothing here allocates while a frame is made, but for what a ray answers while somebody aims at the floor. Everybody in a
// scene costs three draw calls, whatever their number: 700 of them, each drawn twice in a headset, was more than a headset
// has.
import {
  Color, DirectionalLight, Group, HemisphereLight, Light, NeutralToneMapping, PerspectiveCamera, PMREMGenerator, Scene, SRGBColorSpace,
  WebGLRenderer,
} from "three";
import { RoomEnvironment } from "three/addons/environments/RoomEnvironment.js";
import type { Model } from "./model";

export interface Stage {
  readonly canvas: HTMLCanvasElement;
  readonly renderer: WebGLRenderer;
  readonly scene: Scene;
  /** A child of `rig`. */
  readonly camera: PerspectiveCamera;
  /** Moved in immersion; at rest on a flat screen. */
  readonly rig: Group;
  /** Puts the model in the scene in place of the one before, which is not disposed. */
  show(model: Model | null): void;
  /** Starts the loop, in a headset too: the step, then one picture. */
  onFrame(step: (timeMs: number, frame: XRFrame | undefined) => void): void;
  /** Stops the loop, or lets it go on. */
  rest(resting: boolean): void;
  /** One picture now. */
  draw(): void;
  /** Takes over the size of the canvas's box; happens by itself when it changes. */
  resize(): void;
  dispose(): void;
}

export interface StageOptions {
  readonly antialias?: boolean;
  readonly maxPixelRatio?: number;
  readonly preserveDrawingBuffer?: boolean;
}

/** This device cannot draw in three dimensions (or has switched it off). */
export class StageError extends Error {
  readonly kind = "webgl";
}

const SKY = "#dfeaf2";
/** Our own light, and what is left of it beside a scene that brings its own. */
const OWN_LIGHT = { sky: 1.2, sun: 1.15, room: 0.38 };
const BESIDE_THEIRS = { sky: 0.7, sun: 0.4, room: 0.3 };

export function createStage(canvas: HTMLCanvasElement, options: StageOptions = {}): Stage {
  const renderer = createRenderer(canvas, options);
  const scene = new Scene();
  scene.background = new Color(SKY);
  const camera = new PerspectiveCamera(70, 1, 0.05, 400);
  const rig = new Group();
  rig.add(camera);
  scene.add(rig);
  const light = createLight(renderer, scene);
  const maxPixelRatio = options.maxPixelRatio ?? 2;
  let shown: Model | null = null;
  let loop: ((time: number, frame?: XRFrame) => void) | null = null;

  const resize = () => {
    const width = Math.max(1, canvas.clientWidth);
    const height = Math.max(1, canvas.clientHeight);
    if (renderer.xr.isPresenting) {
      return; // the headset owns the size; `sessionend` brings us here again
    }
    renderer.setPixelRatio(Math.min(globalThis.devicePixelRatio || 1, maxPixelRatio));
    renderer.setSize(width, height, false);
    camera.aspect = width / height;
    camera.fov = fieldOfView(camera.aspect);
    camera.updateProjectionMatrix();
  };
  const observer = new ResizeObserver(resize);
  observer.observe(canvas);
  renderer.xr.addEventListener("sessionend", resize);
  resize();

  return {
    canvas, renderer, scene, camera, rig, resize,
    show(model) {
      if (shown) {
        scene.remove(shown.root);
      }
      shown = model;
      if (model) {
        scene.add(model.root);
      }
      light.suit(model !== null && bringsLight(model));
    },
    onFrame(step) {
      loop = (time, frame) => {
        step(time, frame);
        renderer.render(scene, camera);
      };
      renderer.setAnimationLoop(loop);
    },
    rest(resting) {
      renderer.setAnimationLoop(resting ? null : loop);
    },
    draw() {
      renderer.render(scene, camera);
    },
    dispose() {
      renderer.setAnimationLoop(null);
      renderer.xr.removeEventListener("sessionend", resize);
      observer.disconnect();
      light.dispose();
      renderer.dispose();
    },
  };
}

/** Vertical, in degrees: 70 on a laptop; a phone held upright sees at least 55 across. */
export function fieldOfView(aspect: number): number {
  const across = (2 * Math.atan(Math.tan((55 * Math.PI) / 360) / aspect) * 180) / Math.PI;
  return Math.min(95, Math.max(70, across));
}

function createRenderer(canvas: HTMLCanvasElement, options: StageOptions): WebGLRenderer {
  let renderer: WebGLRenderer;
  try {
    renderer = new WebGLRenderer({
      canvas,
      antialias: options.antialias ?? true,
      preserveDrawingBuffer: options.preserveDrawingBuffer ?? false,
      powerPreference: "high-performance",
    });
  } catch (cause) {
    throw new StageError("WebGL 2 is not available", { cause });
  }
  renderer.outputColorSpace = SRGBColorSpace;
  renderer.toneMapping = NeutralToneMapping;
  renderer.xr.enabled = true;
  renderer.xr.setReferenceSpaceType("local-floor");
  return renderer;
}

function createLight(renderer: WebGLRenderer, scene: Scene) {
  const sky = new HemisphereLight("#fff6e8", "#e0d2be", OWN_LIGHT.sky);
  const sun = new DirectionalLight("#fff2dc", OWN_LIGHT.sun);
  sun.position.set(0.5, 1, 0.35);
  scene.add(sky, sun);
  const generator = new PMREMGenerator(renderer);
  const room = new RoomEnvironment();
  const target = generator.fromScene(room, 0.04);
  room.dispose();
  generator.dispose();
  scene.environment = target.texture;
  scene.environmentIntensity = OWN_LIGHT.room;
  return {
    suit(theirs: boolean) {
      const share = theirs ? BESIDE_THEIRS : OWN_LIGHT;
      sky.intensity = share.sky;
      sun.intensity = share.sun;
      scene.environmentIntensity = share.room;
    },
    dispose() {
      target.dispose();
    },
  };
}

function bringsLight(model: Model): boolean {
  let found = false;
  model.root.traverse((object) => {
    found ||= object instanceof Light;
  });
  return found;
}
