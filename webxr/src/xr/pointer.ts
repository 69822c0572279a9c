// Mouse and finger on the picture: a drag looks round, a tap or click goes there. No act needs a drag: Q and E turn, the list of
// places goes anywhere.

export interface PointerActs {
  /** A drag, as shares of the picture's height. */
  look(right: number, down: number): void;
  /** A tap or a click. */
  choose(clientX: number, clientY: number): void;
  /** The mouse rests over a point, or (NaN) has left. */
  hover(clientX: number, clientY: number): void;
}

/** Further than this, in CSS pixels, a press was a drag. */
const SLIP = 8;

export function createPointer(canvas: HTMLElement, acts: PointerActs): { dispose(): void } {
  const stop = new AbortController();
  const { signal } = stop;
  let active = -1;
  let startX = 0;
  let startY = 0;
  let lastX = 0;
  let lastY = 0;
  let dragged = false;

  canvas.addEventListener("pointerdown", (event) => {
    if (active !== -1 || event.button !== 0) {
      return;
    }
    active = event.pointerId;
    startX = lastX = event.clientX;
    startY = lastY = event.clientY;
    dragged = false;
    canvas.setPointerCapture(event.pointerId);
  }, { signal });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== active) {
      if (event.pointerType === "mouse" && active === -1) {
        acts.hover(event.clientX, event.clientY);
      }
      return;
    }
    dragged ||= Math.hypot(event.clientX - startX, event.clientY - startY) > SLIP;
    if (dragged) {
      const height = Math.max(1, canvas.clientHeight);
      acts.hover(NaN, NaN);
      acts.look((event.clientX - lastX) / height, (event.clientY - lastY) / height);
    }
    lastX = event.clientX;
    lastY = event.clientY;
  }, { signal });
  canvas.addEventListener("pointerup", (event) => {
    if (event.pointerId === active) {
      active = -1;
      if (!dragged) {
        acts.choose(event.clientX, event.clientY);
      }
    }
  }, { signal });
  canvas.addEventListener("pointercancel", () => { active = -1; }, { signal });
  canvas.addEventListener("pointerleave", () => acts.hover(NaN, NaN), { signal });
  return { dispose: () => stop.abort() };
}
