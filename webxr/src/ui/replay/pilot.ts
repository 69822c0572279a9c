/**
 * Flying the free camera: keys held, a drag on the view, a pinch, a wheel. Any of them lets go of the person followed; that is
 * what one means by grabbing the view. Every act has a key and a button besides the drag.
 */
import { createSteer, type Eye, look, type Steer, step } from "./camera";
import { FLY_KEYS } from "./keys";
import type { Viewing } from "./viewing";

export interface Pilot {
  readonly steer: Steer;
  dispose(): void;
}

export interface PilotOptions {
  canvas: HTMLCanvasElement;
  eye: Eye;
  viewing: Viewing;
  /** Whether single letters are keys. */
  singleKeys(): boolean;
}

/** A press that moves less than this is a tap. */
const DRAG_PIXELS = 4;
const METRES_PER_WHEEL = 0.006;
const METRES_PER_PINCH = 0.02;

export function createPilot(options: PilotOptions): Pilot {
  const { canvas, viewing } = options;
  const steer = createSteer();
  const held = new Set<string>();
  const stop = new AbortController();
  const { signal } = stop;
  const letGo = () => {
    if (viewing.view.peek() !== "free") viewing.look("free");
  };

  addEventListener("keydown", (event) => {
    if (!flies(event, options.singleKeys())) return;
    letGo();
    held.add(keyOf(event));
    readHeld(held, steer, event.shiftKey);
    event.preventDefault();
  }, { signal });
  addEventListener("keyup", (event) => {
    held.delete(keyOf(event));
    readHeld(held, steer, event.shiftKey);
  }, { signal });
  addEventListener("blur", () => {
    held.clear(); // a key let go elsewhere is never heard of
    readHeld(held, steer, false);
  }, { signal });
  canvas.addEventListener("wheel", (event) => {
    letGo();
    step(options.eye, 1, 0, 0, -event.deltaY * METRES_PER_WHEEL);
    event.preventDefault();
  }, { signal, passive: false });
  listenToDrags(canvas, options.eye, letGo, signal);

  return { steer, dispose: () => stop.abort() };
}

const keyOf = (event: KeyboardEvent) => (event.key.length === 1 ? event.key.toLowerCase() : event.key);

function flies(event: KeyboardEvent, singleKeys: boolean): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (event.target instanceof Element && event.target.matches("input, select, textarea, [role=slider], dialog *")) return false;
  const key = keyOf(event);
  return key === "PageUp" || key === "PageDown" ? viewingIsFocused(event) : singleKeys && FLY_KEYS.some((one) => one === key);
}

/** Page keys scroll the page, except where the view itself has the focus. */
const viewingIsFocused = (event: KeyboardEvent) => event.target instanceof HTMLCanvasElement;

function readHeld(held: ReadonlySet<string>, steer: Steer, fast: boolean): void {
  const axis = (more: string, less: string) => Number(held.has(more)) - Number(held.has(less));
  steer.forward = axis("w", "s");
  steer.right = axis("d", "a");
  steer.up = axis("PageUp", "PageDown");
  steer.turnLeft = axis("q", "e");
  steer.tiltUp = axis("t", "g");
  steer.fast = fast;
}

function listenToDrags(canvas: HTMLCanvasElement, eye: Eye, letGo: () => void, signal: AbortSignal): void {
  const fingers = new Map<number, { x: number; y: number }>();
  let dragging = false;

  canvas.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    dragging = fingers.size > 1;
    canvas.setPointerCapture(event.pointerId);
  }, { signal });
  canvas.addEventListener("pointermove", (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    dragging ||= Math.hypot(dx, dy) > DRAG_PIXELS;
    if (!dragging) return;
    letGo();
    const apart = spread(fingers);
    [finger.x, finger.y] = [event.clientX, event.clientY];
    if (fingers.size > 1) step(eye, 1, 0, 0, (spread(fingers) - apart) * METRES_PER_PINCH);
    else look(eye, dx, dy, canvas.clientHeight);
  }, { signal });
  const lift = (event: PointerEvent) => fingers.delete(event.pointerId);
  canvas.addEventListener("pointerup", lift, { signal });
  canvas.addEventListener("pointercancel", lift, { signal });
}

/** How far apart the first two fingers are. */
function spread(fingers: ReadonlyMap<number, { x: number; y: number }>): number {
  const [a, b] = fingers.values();
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}
