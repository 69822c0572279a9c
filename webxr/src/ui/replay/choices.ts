/** What this browser's reader has chosen about the player; kept on this device only. */
import { signal, type ReadonlySignal } from "@preact/signals";
import { lastingShelf, type Shelf } from "../../log/shelf";
import { createLetters } from "../letters";

export interface Choices {
  /** Letters without a modifier are commands; the visit heeds the same choice. */
  readonly singleKeys: ReadonlySignal<boolean>;
  /** Events are read out as they pass. */
  readonly readOut: ReadonlySignal<boolean>;
  setSingleKeys(on: boolean): void;
  setReadOut(on: boolean): void;
}

const READ_OUT = "rehearsal.replay.readOut";

export function createChoices(shelf: Shelf = lastingShelf): Choices {
  const singleKeys = createLetters(shelf);
  const readOut = signal(shelf.getItem(READ_OUT) !== "off");
  return {
    singleKeys,
    readOut,
    setSingleKeys(on) {
      singleKeys.value = on;
    },
    setReadOut(on) {
      readOut.value = on;
      shelf.setItem(READ_OUT, on ? "on" : "off");
    },
  };
}
