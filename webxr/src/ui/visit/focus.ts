// The focus is lent to what opens over the scene, and given back when that closes: never left on nothing, where a screen reader
// begins the page again and keys go nowhere.
import { useLayoutEffect } from "preact/hooks";

interface Place<E> {
  readonly current: E | null;
}

/** `to` has the focus while this is shown. Whoever took it elsewhere meanwhile keeps it there. */
export function useLentFocus(to: Place<HTMLElement>, inside: Place<HTMLElement>): void {
  // While what closes is still in the page: an effect is cleaned up a frame later, and for that frame nothing has the focus.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const room = inside.current;
    to.current?.focus();
    return () => {
      const now = document.activeElement;
      if (now !== null && now !== document.body && !room?.contains(now)) {
        return;
      }
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) {
        before.focus();
      } else {
        document.querySelector<HTMLElement>(".visit-canvas > canvas")?.focus();
      }
    };
  }, []);
}
