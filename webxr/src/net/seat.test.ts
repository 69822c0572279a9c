/** P4: a page that is dropped and loaded again still has its seat. */

import { expect, it } from "vitest";

import type { Seat } from "./api";
import { forgetSeat, keepSeat, keptSeat } from "./seat";

const seat: Seat = {
  token: "t", session: "s", slot: 3, name: "Heron", role: "citizen", recorded: true, title: "", organisation: "", phase: "open",
  scene: { id: "s", name: "", url: "", bytes: 1, min: [0, 0, 0], max: [1, 1, 1], spawns: [], seats: [], touchpoints: [], zones: [], links: [], floor: { nodes: [], height: 0, inferred: true }, hidden: [] },
};

function storage(): Storage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (key) => map.get(key) ?? null,
    key: (i) => [...map.keys()][i] ?? null,
    removeItem: (key) => void map.delete(key),
    setItem: (key, value) => void map.set(key, value),
  };
}

it("is kept until it is forgotten", () => {
  const store = storage();
  expect(keptSeat(store)).toBeNull();
  keepSeat(seat, store);
  expect(keptSeat(store)).toEqual(seat);
  forgetSeat(store);
  expect(keptSeat(store)).toBeNull();
});

it.each(["", "{", "null", "7", '{"token":1}'])("is not made of %s", (text) => {
  const store = storage();
  store.setItem("rehearsal.seat", text);
  expect(keptSeat(store)).toBeNull();
});
