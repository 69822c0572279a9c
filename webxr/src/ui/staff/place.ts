/** Where in the staff pages one is. The address says it, so that links, reload and the back button work as everywhere. */
import { signal, type ReadonlySignal } from "@preact/signals";

/** The faces of a scene's page, each with an address of its own. */
export type SceneTab = "scene" | "plan" | "versions";

export type Place =
  | { readonly kind: "door" }
  | { readonly kind: "welcome" }
  | { readonly kind: "sign-in" }
  | { readonly kind: "scenes" }
  | { readonly kind: "scene"; readonly id: string; readonly tab: SceneTab }
  | { readonly kind: "sessions" }
  | { readonly kind: "session"; readonly id: string }
  | { readonly kind: "unknown" };

export function placeOf(path: string): Place {
  const [, staff, part, id, tab, ...more] = path.replace(/\/+$/, "").split("/");
  if (staff !== "staff" || more.length > 0) return { kind: "unknown" };
  if (part === "scenes" && id !== undefined && (tab === undefined || tab === "plan" || tab === "versions")) return { kind: "scene", id, tab: tab ?? "scene" };
  if (tab !== undefined) return { kind: "unknown" };
  if (part === undefined) return { kind: "door" };
  if (part === "sessions" && id !== undefined) return { kind: "session", id };
  if (id !== undefined) return { kind: "unknown" };
  return part === "welcome" || part === "sign-in" || part === "scenes" || part === "sessions" ? { kind: part } : { kind: "unknown" };
}

export const pathOfScene = (id: string, tab: SceneTab) => `/staff/scenes/${id}${tab === "scene" ? "" : `/${tab}`}`;

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
  /** Asks before anything leads away from here; it is given what to do if one may. Null: nothing is asked any more. */
  readonly guard: (ask: ((go: () => void) => void) | null) => void;
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
  let asked: ((go: () => void) => void) | null = null;
  const leave = (to: string) => (asked === null ? move(to, "pushState") : asked(() => move(to, "pushState")));
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (link === null || !plain || event.defaultPrevented || link.target !== "" || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || !/^\/staff(\/|$)/.test(link.pathname)) return;
    event.preventDefault();
    leave(link.pathname + link.hash);
  };
  addEventListener("popstate", follow);
  document.addEventListener("click", onClick);
  return {
    path,
    go: leave,
    replace: (to) => move(to, "replaceState"),
    guard(ask) {
      asked = ask;
    },
    dispose() {
      removeEventListener("popstate", follow);
      document.removeEventListener("click", onClick);
    },
  };
}
