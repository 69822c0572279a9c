import { describe, expect, it, vi } from "vitest";
import type { Mark } from "./marks";
import { createViewing, type Person } from "./viewing";

const person = (slot: number, more: Partial<Person> = {}): Person => ({
  slot,
  name: `Person ${slot}`,
  colour: "#000",
  away: false,
  track: "kept",
  notes: [],
  ...more,
});
const marks: Mark[] = [
  { kind: "arrival", ms: 4_000, seq: 1, slot: 1 },
  { kind: "arrival", ms: 9_000, seq: 2, slot: 2 },
  { kind: "bookmark", ms: 30_000, seq: 3, label: "Lost" },
];
const watch = (start = {}, running = false) => createViewing({ marks, endMs: 60_000, running, start, copyLink: () => undefined });

describe("watching a replay", () => {
  it("opens where something happens first, or where the link says", () => {
    expect(watch().transport.ms).toBe(4_000);
    expect(watch({ ms: 0 }).transport.ms).toBe(0);
    expect(watch({ ms: 31_000, follow: 2, eyes: true })).toMatchObject({ followed: { value: 2 }, view: { value: "eyes" } });
  });

  it("plays by itself once there is something to see, unless the watcher has acted meanwhile", () => {
    const alone = watch();
    alone.begin();
    expect(alone.transport.playing).toBe(true);
    const live = watch({}, true);
    live.begin();
    expect(live.transport.atEdge).toBe(true);
    const linked = watch({ ms: 31_000 }, true);
    linked.begin();
    expect([linked.transport.atEdge, linked.transport.ms]).toEqual([false, 31_000]);
    const sought = watch({}, true);
    sought.transport.seek(20_000);
    sought.begin();
    expect([sought.transport.playing, sought.transport.ms]).toEqual([false, 20_000]);
    const paused = watch();
    paused.transport.play();
    paused.transport.pause();
    paused.begin();
    expect(paused.transport.playing).toBe(false);
  });

  it("tells what has passed while playing, once, and nothing for a seek", () => {
    const viewing = watch();
    const heard = vi.fn<(kinds: string[]) => void>();
    viewing.passed.subscribe((passed) => heard(passed.map((mark) => mark.kind)));
    viewing.transport.seek(8_900);
    viewing.transport.play();
    for (let i = 0; i < 20; i++) viewing.tick(16, true);
    viewing.transport.seek(40_000);
    viewing.tick(16, true);
    expect(heard.mock.calls).toEqual([[[]], [["arrival"]]]);
    expect(viewing.happened.value).toBe(3);
  });

  it("follows whoever was chosen, and somebody else while they are not there", () => {
    const viewing = watch();
    expect(viewing.target()).toBeNull();
    viewing.people.value = [person(1, { track: "refused" }), person(2, { away: true }), person(3)];
    expect(viewing.target()).toBe(3);
    viewing.follow(2);
    expect(viewing.target()).toBe(2);
    viewing.people.value = [person(3)];
    expect(viewing.target()).toBe(3);
    expect(viewing.followed.value).toBe(2);
  });

  it("P5: never follows someone who was not recorded", () => {
    const viewing = watch();
    viewing.people.value = [person(1, { track: "refused" }), person(2), person(3)];
    const seen = new Set<number | null>();
    for (let i = 0; i < 6; i++) {
      viewing.run({ kind: "followNext" });
      seen.add(viewing.target());
    }
    expect(seen).toEqual(new Set([2, 3]));
  });

  it("lets go into the free camera and comes back to the view it left", () => {
    const viewing = watch();
    viewing.people.value = [person(1)];
    viewing.run({ kind: "firstPerson" });
    viewing.run({ kind: "freeCamera" });
    expect(viewing.view.value).toBe("free");
    viewing.follow(1);
    expect(viewing.view.value).toBe("eyes");
  });

  it("P7: every command of the keyboard does something", () => {
    const viewing = watch();
    viewing.people.value = [person(1), person(2)];
    viewing.run({ kind: "nextMark" });
    expect(viewing.transport.ms).toBe(9_000);
    viewing.run({ kind: "previousMark" });
    expect(viewing.transport.ms).toBe(4_000);
    viewing.run({ kind: "end" });
    expect(viewing.transport.ms).toBe(60_000);
    viewing.run({ kind: "faster" });
    expect(viewing.state.value.speed).toBe(1.5);
    viewing.run({ kind: "events" });
    expect(viewing.tab.value).toBe("events");
    viewing.run({ kind: "plan" });
    expect(viewing.planShown.value).toBe(false);
  });

  it("says where it is as a place that opens there again", () => {
    const viewing = watch();
    viewing.people.value = [person(2)];
    viewing.transport.seek(12_345);
    expect(viewing.place()).toEqual({ ms: 12_345, follow: 2 });
  });

  it("goes on with a running session, and its end is now", () => {
    const viewing = watch({}, true);
    viewing.run({ kind: "end" });
    expect(viewing.state.value).toMatchObject({ atEdge: true, playing: true });
    viewing.grow([...marks, { kind: "end", ms: 61_000, seq: 4 }], 61_000, false);
    expect(viewing.marks.value.length).toBe(4);
    expect(viewing.state.value).toMatchObject({ running: false, atEdge: false, endMs: 61_000 });
  });
});
