import { describe, expect, test } from "vitest";
import { createLog } from "../log/log";
import { createTimeline } from "../log/timeline";
import { FLAG_KEY, POSE_INTS } from "../motion/pose";
import { AWAY_MS, createOthers } from "./others";

/** Somebody in slot 2 of a log that we read as slot 1, and what is drawn of them. */
function meeting() {
  const log = createLog();
  const timeline = createTimeline();
  const now = { ms: 1000 };
  const drawn = new Set<number>();
  let seq = 0;
  log.welcome({ version: 1, flags: 0, epoch: 1, seq: 0, lastOp: 0, slot: 1, tick: 0, tickHz: 30, window: 8, nowMs: 0, origin: [0, 0, 0] });
  log.reset(0, {});
  const becomes = (property: string, value: string) => log.event({ seq: ++seq, tick: 0, author: 2, op: seq, object: "participant:2", property, value, previous: null });
  const pose = new Int32Array(POSE_INTS);
  pose[0] = FLAG_KEY;
  timeline.push(2, 0, 0, pose, false);
  const others = createOthers(
    { show: (slot) => void drawn.add(slot), hide: (slot) => void drawn.delete(slot), forget: (slot) => void drawn.delete(slot), name: () => undefined, raise: () => undefined, fade: () => undefined },
    log, timeline, { now: () => now.ms },
  );
  const at = (ms: number) => {
    now.ms = ms;
    others.step();
    return drawn.has(2);
  };
  return { becomes, at };
}

describe("the others", () => {
  test("who is away for longer than a break does not stand in the way, and is there when they come back", () => {
    const { becomes, at } = meeting();
    becomes("presence", "here");
    expect(at(2000)).toBe(true);
    becomes("presence", "away");
    expect(at(3000)).toBe(true);
    expect(at(3000 + AWAY_MS)).toBe(true);
    expect(at(3001 + AWAY_MS)).toBe(false);
    becomes("presence", "here");
    expect(at(3002 + AWAY_MS)).toBe(true);
    becomes("presence", "away");
    expect(at(3003 + AWAY_MS)).toBe(true);
  });

  test("who has left is gone at once", () => {
    const { becomes, at } = meeting();
    becomes("presence", "here");
    expect(at(2000)).toBe(true);
    becomes("presence", "left");
    expect(at(2001)).toBe(false);
  });
});
