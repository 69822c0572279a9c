/** P2: state at seq n is the same in a replay, wherever the slider came from. */

import { expect, it } from "vitest";

import { createChance } from "../motion/seeded";
import { createMoments } from "./moments";
import { stateJson } from "./modelServer";
import { bookmarksOf, createState, type Event, foldEvent } from "./state";
import { tickMs } from "./time";

const chance = createChance(9);
let tick = 0;
const events = Array.from({ length: 1500 }, (_, i): Event => ({
  seq: i + 1,
  tick: (tick += chance.whole(0, 3)),
  author: 0,
  op: 0,
  object: `participant:${chance.whole(1, 40)}`,
  property: ["name", "hand", "presence"][chance.whole(0, 2)] ?? "",
  value: chance.next() < 0.2 ? null : chance.whole(0, 99),
  previous: null,
}));

function fold(count: number): string {
  const state = createState();
  for (const event of events.slice(0, count)) foldEvent(state, event);
  return JSON.stringify(stateJson(state));
}

it("is the fold of the events until then, whatever was asked before", () => {
  const moments = createMoments();
  moments.add(events);
  for (let i = 0; i < 300; i++) {
    const ms = chance.between(-10, tickMs(tick) + 100);
    const count = events.filter((event) => tickMs(event.tick) <= ms).length;
    const moment = moments.at(ms);
    expect(moment.seq).toBe(count);
    expect(JSON.stringify(stateJson(moment.state))).toBe(fold(count));
    expect(moments.at(ms)).toBe(moment);
  }
});

it("goes on when more events come", () => {
  const moments = createMoments();
  moments.add(events.slice(0, 700));
  moments.at(Infinity);
  moments.add(events.slice(700));
  expect(JSON.stringify(stateJson(moments.at(Infinity).state))).toBe(fold(1500));
});

it("gives each event to exactly one of the stretches that it is asked in", () => {
  const moments = createMoments();
  moments.add(events);
  const cuts = [-Infinity, 0, 500, 20_000, 20_000, tickMs(777), Infinity];
  const parts = cuts.slice(1).flatMap((until, i) => moments.between(cuts[i] ?? 0, until));
  expect(parts).toEqual(events);
});

const mark = (seq: number, object: string, value: string | null): Event => ({ seq, tick: seq * 30, author: 2, op: seq, object, property: "label", value, previous: null });

it("lists bookmarks under their last label, without those that were taken away", () => {
  const marks = bookmarksOf([mark(1, "bookmark:2-1", "queue"), mark(2, "bookmark:2-2", "sign"), mark(3, "bookmark:2-1", "long queue"), mark(4, "bookmark:2-2", null)]);
  expect(marks).toEqual([{ object: "bookmark:2-1", ms: 1000, author: 2, label: "long queue" }]);
});
