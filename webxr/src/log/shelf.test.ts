/** A browser that forbids storage, or has none left, still shows the page. */

import { expect, it } from "vitest";

import { createShelf } from "./shelf";

function storage() {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    removeItem: (key: string) => void map.delete(key),
    setItem: (key: string, value: string) => void map.set(key, value),
  };
}

const forbidden = () => {
  throw new DOMException("site data is blocked", "SecurityError");
};

it("keeps where the browser keeps", () => {
  const store = storage();
  createShelf(() => store).setItem("a", "1");
  const next = createShelf(() => store);
  expect(next.getItem("a")).toBe("1");
  next.removeItem("a");
  expect(createShelf(() => store).getItem("a")).toBeNull();
});

it("keeps for as long as the page where it is forbidden", () => {
  const shelf = createShelf(forbidden);
  expect(shelf.getItem("a")).toBeNull();
  shelf.setItem("a", "1");
  expect(shelf.getItem("a")).toBe("1");
  shelf.removeItem("a");
  expect(shelf.getItem("a")).toBeNull();
});

it("does not go back to an older word when there is no room for the newer", () => {
  const store = { ...storage(), full: false };
  const kept = store.setItem;
  store.setItem = (key, value) => (store.full ? forbidden() : kept(key, value));
  const shelf = createShelf(() => store);
  shelf.setItem("a", "old");
  store.full = true;
  shelf.setItem("a", "new");
  expect(shelf.getItem("a")).toBe("new");
});
