/** What this browser's reader has chosen about the player; kept on this device only. */
import { signal, type ReadonlySignal } from "@preact/signals";

export interface Choices {
  /** Letters without a modifier are commands (WCAG 2.1.4 wants a way to turn that off). */
  readonly singleKeys: ReadonlySignal<boolean>;
  /** Events are read out as they pass. */
  readonly readOut: ReadonlySignal<boolean>;
  setSingleKeys(on: boolean): void;
  setReadOut(on: boolean): void;
}

/** The part of `localStorage` used; a browser may forbid it, and then choices last as long as the page. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const SINGLE_KEYS = "rehearsal.replay.singleKeys";
const READ_OUT = "rehearsal.replay.readOut";

export function createChoices(shelf: Shelf | null): Choices {
  const singleKeys = signal(shelf?.getItem(SINGLE_KEYS) !== "off");
  const readOut = signal(shelf?.getItem(READ_OUT) !== "off");
  return {
    singleKeys,
    readOut,
    setSingleKeys(on) {
      singleKeys.value = on;
      shelf?.setItem(SINGLE_KEYS, on ? "on" : "off");
    },
    setReadOut(on) {
      readOut.value = on;
      shelf?.setItem(READ_OUT, on ? "on" : "off");
    },
  };
}
