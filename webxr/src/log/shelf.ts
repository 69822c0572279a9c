/**
 * A shelf to keep small things on, between pages or until the tab is closed: the browser's storage, which may be full, or forbidden
 * (then the very mention of it throws). What cannot be kept there lasts as long as the page.
 */

/** As much of a browser's `Storage` as is used here; ours never throws. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** `storage` is asked each time, and may throw. */
export function createShelf(storage: () => Shelf): Shelf {
  const here = new Map<string, string>();
  return {
    getItem(key) {
      const own = here.get(key);
      if (own !== undefined) return own;
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      try {
        storage().setItem(key, value);
        here.delete(key);
      } catch {
        here.set(key, value);
      }
    },
    removeItem(key) {
      here.delete(key);
      try {
        storage().removeItem(key);
      } catch {
        // nothing was kept there
      }
    },
  };
}

/** For this tab. */
export const tabShelf = createShelf(() => globalThis.sessionStorage);
/** For this browser. */
export const lastingShelf = createShelf(() => globalThis.localStorage);
