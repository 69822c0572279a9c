import { describe, expect, it } from "vitest";
import { createMoments } from "../log/moments";
import { participantObject, type Event, type Json } from "../log/state";
import type { Replay } from "../net/history";
import { createPeople } from "./people";

/** A replay's events, one a second, and the people as its manifest has them. */
function aReplay(names: Record<number, string>, story: readonly (readonly [slot: number, property: string, value: Json])[]) {
  const events: Event[] = story.map(([slot, property, value], at) => ({
    seq: at + 1, tick: at * 30, author: 0, op: 0, object: participantObject(slot), property, value, previous: null,
  }));
  const moments = createMoments();
  moments.add(events);
  const people = Object.entries(names).map(([slot, name]) => ({ slot: Number(slot), name }));
  return { manifest: { session: { people } }, events, stateAt: (ms: number) => moments.at(ms) } as unknown as Replay;
}

describe("P5: who said no is not shown", () => {
  it("has no name, and no track that could be followed", () => {
    const people = createPeople(aReplay({ 1: "", 2: "Mair" }, [
      [1, "recorded", false], [1, "presence", "here"], [2, "recorded", true], [2, "presence", "here"],
    ]));
    expect(people.at(5000).map(({ name, track }) => `${name}: ${track}`)).toEqual(["Someone who is not recorded: refused", "Mair: kept"]);
  });

  it("is gone from the moment at which they changed their mind, and back when they agree again", () => {
    const people = createPeople(aReplay({ 1: "Mair" }, [
      [1, "recorded", true], [1, "presence", "here"], [1, "hand", true], [1, "recorded", false], [1, "recorded", true],
    ]));
    expect([1000, 2999, 3000, 3999, 4000].map((ms) => people.at(ms)[0]?.track)).toEqual(["kept", "kept", "refused", "refused", "kept"]);
  });
});
