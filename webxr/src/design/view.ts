// The 3D beside the plan: the scene without what is above people's heads, its places in it, and a camera that goes round. A picture is made
// when something changed, not thirty times a second.
import { effect } from "@preact/signals";
import { loadModel, type Model, type Said } from "../world/model";
import { createOrbit, type Orbit } from "../world/orbit";
import { pictureUnder } from "../world/overhead";
import { createSigns, type Signs } from "../world/signs";
import { soupOf } from "../world/soup";
import { createStage, type Stage } from "../world/stage";
import { cutAbove } from "../world/cut";
import type { Soup } from "../space/soup";
import type { Desk } from "./desk";

export interface View {
  readonly orbit: Orbit;
  dispose(): void;
}

export interface ViewOptions {
  readonly canvas: HTMLCanvasElement;
  readonly url: string;
  readonly said: Said;
  readonly desk: Desk;
  readonly signal: AbortSignal;
  /** The triangles, once they are here. */
  readonly onSoup: (soup: Soup) => void;
}

/** Rejects where there is no WebGL, or no scene. */
export async function openView(options: ViewOptions): Promise<View> {
  const { canvas, url, said, desk, signal } = options;
  const stage = createStage(canvas, { preserveDrawingBuffer: true, maxPixelRatio: 1.5 });
  let model: Model | null = null;
  try {
    model = await loadModel(stage, url, { signal, said });
    stage.show(model);
    options.onSoup(soupOf(model.root));
    const floor = floorOf(desk, model);
    await pictureUnder({ box: desk.box, picture: (picture) => (desk.picture.value = picture) }, stage, model, floor.x, floor.y + 0.5, floor.z);
    cutAbove(stage, floor.y);
    return createView(stage, model, floor.y, desk);
  } catch (failure) {
    model?.dispose();
    stage.dispose();
    throw failure;
  }
}

/** Where people come in, or the middle. */
function floorOf({ edits, box }: Desk, model: Model): { x: number; y: number; z: number } {
  const draft = edits.draft.peek();
  const first = draft.things.find(({ sort }) => sort === "spawn");
  const [x, z] = first ? [first.x, first.z] : [(box.minX + box.maxX) / 2, (box.minZ + box.maxZ) / 2];
  return { x, y: model.floor.settle(x, first?.y ?? draft.floorHeight, z), z };
}

function createView(stage: Stage, model: Model, floor: number, desk: Desk): View {
  const { box } = desk;
  const signs = createSigns(stage);
  let asked = 0;
  const draw = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      stage.draw();
    });
  };
  const orbit = createOrbit(stage.camera, {
    x: (box.minX + box.maxX) / 2, y: floor, z: (box.minZ + box.maxZ) / 2,
    distance: Math.max(box.maxX - box.minX, (box.maxZ - box.minZ) * 1.3) * 0.82, changed: draw,
  });
  const stop = [
    effect(() => {
      signs.show(desk.edits.draft.value.things, desk.chosen.value);
      const finding = desk.findings.value[(desk.prompt.value ?? 0) - 1];
      signs.mark(finding ? { x: finding.x, y: floor, z: finding.z } : null);
      draw();
    }),
    followChoice(desk, orbit, floor),
    hands(stage, signs, orbit, desk),
  ];
  const watch = new ResizeObserver(() => {
    stage.resize();
    draw();
  });
  watch.observe(stage.canvas);
  return {
    orbit,
    dispose() {
      cancelAnimationFrame(asked);
      watch.disconnect();
      for (const one of stop) one();
      signs.dispose();
      model.dispose();
      stage.dispose();
      stage.renderer.forceContextLoss();
    },
  };
}

/** How near one looks at a design prompt. */
const LOOK = 7;

function followChoice(desk: Desk, orbit: Orbit, floor: number): () => void {
  return desk.prompt.subscribe((number) => {
    const finding = desk.findings.peek()[(number ?? 0) - 1];
    if (finding) orbit.lookAt(finding.x, floor, finding.z, LOOK);
  });
}

const TURN_PER_PIXEL = 0.006;
const SLOP = 4;

/** A sign is dragged over the floor; anything else turns the scene. */
function hands(stage: Stage, signs: Signs, orbit: Orbit, desk: Desk): () => void {
  const { canvas } = stage;
  let held: { readonly id: number; readonly dx: number; readonly dz: number; readonly y: number; moved: boolean } | null = null;
  let turning = false;
  let gesture = 0;
  let [lastX, lastY, gone] = [0, 0, 0];
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    [lastX, lastY, gone] = [event.clientX, event.clientY, 0];
    const id = signs.pick(event.clientX, event.clientY);
    const thing = desk.edits.draft.peek().things.find((one) => one.id === id);
    const at = thing && signs.onLevel(event.clientX, event.clientY, thing.y);
    gesture++;
    turning = !thing;
    held = thing && at ? { id: thing.id, dx: thing.x - at.x, dz: thing.z - at.z, y: thing.y, moved: false } : null;
    if (thing) desk.chosen.value = thing.id;
  };
  const move = (event: PointerEvent) => {
    gone += Math.abs(event.clientX - lastX) + Math.abs(event.clientY - lastY);
    if (held && gone > SLOP) {
      const at = signs.onLevel(event.clientX, event.clientY, held.y);
      if (at) desk.move(held.id, at.x + held.dx, at.z + held.dz, `drag ${gesture} in 3D`);
    } else if (turning) {
      orbit.turn((lastX - event.clientX) * TURN_PER_PIXEL, (event.clientY - lastY) * TURN_PER_PIXEL);
    }
    [lastX, lastY] = [event.clientX, event.clientY];
  };
  const up = () => {
    held = null;
    turning = false;
  };
  const wheel = (event: WheelEvent) => {
    if (document.activeElement !== canvas) return; // the page scrolls, until one has chosen the scene
    event.preventDefault();
    orbit.zoom(event.deltaY > 0 ? 1.12 : 1 / 1.12);
  };
  canvas.addEventListener("pointerdown", down);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("wheel", wheel, { passive: false });
  return () => {
    canvas.removeEventListener("pointerdown", down);
    canvas.removeEventListener("pointermove", move);
    canvas.removeEventListener("pointerup", up);
    canvas.removeEventListener("pointercancel", up);
    canvas.removeEventListener("wheel", wheel);
  };
}
