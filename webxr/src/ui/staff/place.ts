/** Where in the staff pages one is. The address says it, so that links, reload and the back button work as everywhere. */
import { signal, type ReadonlySignal } from "@preact/signals";

export type Place =
  | { readonly kind: "door" }
  | { readonly kind: "welcome" }
  | { readonly kind: "sign-in" }
  | { readonly kind: "scenes" }
  | { readonly kind: "sessions" }
  | { readonly kind: "session"; readonly id: string }
  | { readonly kind: "unknown" };

export function placeOf(path: string): Place {
  const [, staff, part, id, ...more] = path.replace(/\/+$/, "").split("/");
  if (staff !== "staff" || more.length > 0) return { kind: "unknown" };
  if (part === undefined) return { kind: "door" };
  if (part === "sessions" && id !== undefined) return { kind: "session", id };
  if (id !== undefined) return { kind: "unknown" };
  return part === "welcome" || part === "sign-in" || part === "scenes" || part === "sessions" ? { kind: part } : { kind: "unknown" };
}

/** Whether one may be there without having signed in. */
export const isOutside = (place: Place) => place.kind === "welcome" || place.kind === "sign-in";

/** The replay that sent somebody here to sign in, and gets them back; any other address is not followed. */
export function returnPath(search: string): string | null {
  const next = new URLSearchParams(search).get("next");
  return next !== null && /^\/replay\/[^/\\]/.test(next) ? next : null;
}

export interface Wayfinder {
  readonly path: ReadonlySignal<string>;
  readonly go: (path: string) => void;
  /** Goes there without a way back: after a redirect. */
  readonly replace: (path: string) => void;
  readonly dispose: () => void;
}

/** Follows the address and turns clicks on links among the staff pages into steps that load nothing. */
export function createWayfinder(): Wayfinder {
  const path = signal(location.pathname);
  const follow = () => {
    path.value = location.pathname;
  };
  const move = (to: string, how: "pushState" | "replaceState") => {
    history[how](null, "", to);
    follow();
    scrollTo(0, 0);
  };
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link === null || !plain || event.defaultPrevented || link.target !== "" || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || !/^\/staff(\/|$)/.test(link.pathname)) return;
    event.preventDefault();
    move(link.pathname, "pushState");
  };
  addEventListener("popstate", follow);
  document.addEventListener("click", onClick);
  return {
    path,
    go: (to) => move(to, "pushState"),
    replace: (to) => move(to, "replaceState"),
    dispose() {
      removeEventListener("popstate", follow);
      document.removeEventListener("click", onClick);
    },
  };
}
