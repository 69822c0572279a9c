// Single keys for what the buttons do, for those who want them (they can be switched off in the help).
import { isTyping } from "../xr/keys";

/** `letters`: whether letters are shortcuts now. */
export function createShortcuts(letters: () => boolean, acts: Readonly<Record<string, () => void>>): { dispose(): void } {
  const stop = new AbortController();
  document.addEventListener(
    "keydown",
    (event) => {
      const act = acts[event.key.toLowerCase()];
      if (!act || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isWriting(event) || !letters()) {
        return;
      }
      event.preventDefault();
      act();
    },
    { signal: stop.signal },
  );
  return { dispose: () => stop.abort() };
}

/** A panel's own keys are the arrows; letters still open the next one from there. */
function isWriting(event: Event): boolean {
  const { target } = event;
  return isTyping(event) && !(target instanceof Element && target.closest("[data-own-keys]") !== null && target.closest("input, textarea, select") === null);
}
