// A stick for the thumb, on phones: pushed, one walks; let go, one stands.

export interface Stick {
  readonly element: HTMLElement;
  /** −1 … 1. */
  readonly right: number;
  readonly forward: number;
  dispose(): void;
}

/** The thumb's way from the middle to full speed, as a share of the stick's size. */
const THROW = 0.36;
/** Nothing happens nearer to the middle than this. */
const STILL = 0.15;

export function createStick(): Stick {
  const element = document.createElement("div");
  const knob = document.createElement("div");
  element.className = "stick";
  knob.className = "stick-knob";
  element.setAttribute("aria-hidden", "true"); // the keyboard and the list of places do the same
  element.append(knob);
  const stop = new AbortController();
  const { signal } = stop;
  const value = { right: 0, forward: 0 };
  let active = -1;

  const set = (event: PointerEvent) => {
    const box = element.getBoundingClientRect();
    const reach = box.width * THROW;
    stickValue((event.clientX - box.left - box.width / 2) / reach, (event.clientY - box.top - box.height / 2) / reach, value);
    knob.style.transform = `translate(${value.right * reach}px, ${-value.forward * reach}px)`;
  };
  const release = (event: PointerEvent) => {
    if (event.pointerId !== active) {
      return; // another finger
    }
    active = -1;
    value.right = value.forward = 0;
    knob.style.transform = "";
  };
  element.addEventListener("pointerdown", (event) => {
    if (active !== -1) {
      return;
    }
    active = event.pointerId;
    element.setPointerCapture(event.pointerId);
    set(event);
  }, { signal });
  element.addEventListener("pointermove", (event) => {
    if (event.pointerId === active) {
      set(event);
    }
  }, { signal });
  element.addEventListener("pointerup", release, { signal });
  element.addEventListener("pointercancel", release, { signal });
  element.addEventListener("lostpointercapture", release, { signal });
  return {
    element,
    get right() { return value.right; },
    get forward() { return value.forward; },
    dispose() {
      stop.abort();
      element.remove();
    },
  };
}

/** From the thumb's place (in throws, y down) to a walk: still in the middle, never beyond full speed. */
export function stickValue(x: number, y: number, out: { right: number; forward: number }): void {
  const way = Math.hypot(x, y);
  const share = way < STILL ? 0 : Math.min(1, way) / way;
  out.right = x * share;
  out.forward = -y * share || 0;
}
