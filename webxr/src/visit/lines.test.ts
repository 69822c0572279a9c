import { describe, expect, test } from "vitest";
import type { Event, Participant } from "../log/state";
import { keepPlace, keptPlace } from "./place";
import { linesOf, newsIn } from "./lines";

const person = (slot: number, more: Partial<Participant> = {}): Participant => ({
  slot, name: `P${slot}`, role: "citizen", language: "en", presence: "here", mode: "desktop", recorded: true, hand: false, ...more,
});
const event = (property: string, value: Event["value"], previous: Event["previous"], object = "participant:2"): Event => ({
  seq: 1, tick: 0, author: 0, op: 0, object, property, value, previous,
});

describe("the list of people", () => {
  test("holds who has a seat: oneself, raised hands, then the order of coming", () => {
    const people = [person(1), person(2, { presence: "left" }), person(3, { presence: "away" }), person(4), person(5, { hand: true })];
    expect(linesOf(people, 4).map(({ slot }) => slot)).toEqual([4, 5, 1, 3]);
    expect(linesOf(people, 4).map(({ away }) => away)).toEqual([false, false, false, true]);
  });
});

describe("what is news", () => {
  test.each([
    [event("presence", "here", null), "arrived"],
    [event("presence", "here", "left"), "arrived"],
    [event("presence", "here", "away"), "back"],
    [event("presence", "away", "here"), "away"],
    [event("presence", "left", "away"), "left"],
    [event("hand", true, false), "hand"],
  ] as const)("%j", (happened, kind) => {
    expect(newsIn(happened, 1)).toEqual({ kind, slot: 2 });
  });

  test.each([
    event("presence", "here", "here"), event("hand", false, true), event("name", "Siân", null), event("phase", "closed", "open", "session"),
  ])("not %j", (happened) => {
    expect(newsIn(happened, 1)).toBeNull();
  });

  test("nothing about oneself", () => {
    expect(newsIn(event("presence", "here", null), 2)).toBeNull();
  });
});

const store = () => {
  const kept = new Map<string, string>();
  const storage: Storage = {
    length: 0, clear: () => kept.clear(), key: () => null, removeItem: (key) => void kept.delete(key),
    getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value),
  };
  return storage;
};

describe("P4: where one stood", () => {
  test("is found again for the same seat only", () => {
    const tab = store();
    const place = { x: 1.5, y: 0, z: -2, yaw: 0.25 };
    keepPlace("s1:4", place, tab);
    expect(keptPlace("s1:4", tab)).toEqual(place);
    expect(keptPlace("s1:5", tab)).toBeNull();
  });

  test("what somebody else wrote there is not believed", () => {
    const tab = store();
    tab.setItem("rehearsal.place", '{"seat":"s1:4","x":"1","y":0,"z":0,"yaw":null}');
    expect(keptPlace("s1:4", tab)).toBeNull();
    tab.setItem("rehearsal.place", "{");
    expect(keptPlace("s1:4", tab)).toBeNull();
  });
});
