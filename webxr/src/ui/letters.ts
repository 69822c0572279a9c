/**
 * Whether letters without a modifier are keys (WCAG 2.1.4 wants a way to turn that off): one choice of this browser's reader, for
 * the visit and the replay alike. A browser may forbid storage; the choice then lasts as long as the page.
 */
import { signal, type Signal } from "@preact/signals";

const KEY = "rehearsal.letters";

/** The part of `localStorage` used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export function shelf(): Shelf | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

export function createLetters(shelf: Shelf | null): Signal<boolean> {
  const letters = signal(shelf?.getItem(KEY) !== "off");
  let kept = letters.peek();
  letters.subscribe((on) => {
    if (on !== kept) shelf?.setItem(KEY, on ? "on" : "off");
    kept = on;
  });
  return letters;
}
