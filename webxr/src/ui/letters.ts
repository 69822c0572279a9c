/**
 * Whether letters without a modifier are keys (WCAG 2.1.4 wants a way to turn that off): one choice of this browser's reader, for
 * the visit and the replay alike.
 */
import { signal, type Signal } from "@preact/signals";
import { lastingShelf, type Shelf } from "../log/shelf";

const KEY = "rehearsal.letters";

export function createLetters(shelf: Shelf = lastingShelf): Signal<boolean> {
  const letters = signal(shelf.getItem(KEY) !== "off");
  let kept = letters.peek();
  letters.subscribe((on) => {
    if (on !== kept) shelf.setItem(KEY, on ? "on" : "off");
    kept = on;
  });
  return letters;
}
