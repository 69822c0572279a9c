// The keyboard, which alone is enough for everything: W A S D or the arrows walk, Q and E turn by a step, R and F look up and
// down. Keys that belong to a control of the page (a button, a field) are left to it.

export interface Keys {
  /** −1 … 1. */
  readonly right: number;
  readonly forward: number;
  readonly up: number;
  dispose(): void;
}

type Axis = "right" | "forward" | "up";

/** By the key's place, not its letter, so that the pattern is the same on every layout. */
const HELD: Readonly<Record<string, readonly [Axis, number]>> = {
  KeyW: ["forward", 1], ArrowUp: ["forward", 1],
  KeyS: ["forward", -1], ArrowDown: ["forward", -1],
  KeyA: ["right", -1], ArrowLeft: ["right", -1],
  KeyD: ["right", 1], ArrowRight: ["right", 1],
  KeyR: ["up", 1], KeyF: ["up", -1],
};
const TURNS: Readonly<Record<string, number>> = { KeyQ: 1, KeyE: -1 };

/** `letters` says whether letter keys mean anything: some people's speech or tremor types them (WCAG 2.1.4). */
export function createKeys(target: EventTarget, letters: () => boolean, onTurn: (steps: number) => void): Keys {
  const held = new Set<string>();
  const stop = new AbortController();
  const { signal } = stop;

  target.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || (event.code.startsWith("Key") && !letters())) {
      return;
    }
    const steps = TURNS[event.code];
    if (HELD[event.code]) {
      held.add(event.code);
      event.preventDefault();
    } else if (steps !== undefined && !event.repeat) {
      onTurn(steps);
      event.preventDefault();
    }
  }, { signal });
  target.addEventListener("keyup", (event) => {
    if (event instanceof KeyboardEvent) {
      held.delete(event.code);
    }
  }, { signal });
  // A key released while another window has the focus is never heard of.
  const release = () => held.clear();
  globalThis.addEventListener("blur", release, { signal });
  document.addEventListener("visibilitychange", release, { signal });

  const sum = (axis: Axis) => {
    let value = 0;
    for (const code of held) {
      const meaning = HELD[code];
      value += meaning && meaning[0] === axis ? meaning[1] : 0;
    }
    return Math.min(1, Math.max(-1, value));
  };
  return {
    get right() { return sum("right"); },
    get forward() { return sum("forward"); },
    get up() { return sum("up"); },
    dispose: () => stop.abort(),
  };
}

/** Inside a field, a list or an open dialog the keys are the reader's. */
export function isTyping(event: Event): boolean {
  const target = event.target;
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog, [role=menu], [role=listbox], [data-own-keys]") !== null;
}
