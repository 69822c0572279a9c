import { describe, expect, it } from "vitest";
import { clusterMarks, firstArrivalMs, marksBy, marksOf, nextMark, previousMark, staysOf, type Mark, type TimedEvent } from "./marks";

let seq = 0;
const event = (seconds: number, object: string, property: string, value: TimedEvent["value"]): TimedEvent => ({
  seq: ++seq,
  tick: seconds * 30,
  object,
  property,
  value,
});
const kinds = (marks: Mark[]) => marks.map((mark) => `${mark.ms / 1000} ${mark.kind}`);

describe("marks of a session", () => {
  it("follows people in, away, back and out", () => {
    const marks = marksOf([
      event(1, "participant:1", "name", "Robin"),
      event(1, "participant:1", "recorded", true),
      event(1, "participant:1", "presence", "away"),
      event(2, "participant:1", "presence", "here"),
      event(5, "participant:1", "presence", "away"),
      event(9, "participant:1", "presence", "here"),
      event(20, "participant:1", "presence", "left"),
      event(25, "session", "phase", "closed"),
    ]);
    expect(kinds(marks)).toEqual(["2 arrival", "5 away", "9 return", "20 departure", "25 end"]);
    expect(firstArrivalMs(marks)).toBe(2000);
  });

  it("tells when someone changes their mind about recording, not what they said at the door", () => {
    const marks = marksOf([
      event(0, "participant:1", "recorded", true),
      event(1, "participant:1", "presence", "here"),
      event(4, "participant:1", "recorded", false),
      event(6, "participant:1", "recorded", true),
    ]);
    expect(kinds(marks)).toEqual(["1 arrival", "4 recordingOff", "6 recordingOn"]);
  });

  it("keeps a renamed bookmark at its moment and drops one taken back", () => {
    const marks = marksOf([
      event(3, "bookmark:1-1", "label", "Lost at the sign"),
      event(4, "bookmark:1-2", "label", "Mistake"),
      event(8, "bookmark:1-1", "label", "Cannot see the desk"),
      event(9, "bookmark:1-2", "label", null),
    ]);
    expect(marks).toEqual([{ kind: "bookmark", ms: 3000, seq: expect.any(Number), label: "Cannot see the desk" }]);
  });

  it("places a gap where motion is missing, not where it was noticed", () => {
    const marks = marksOf([event(2, "participant:1", "presence", "here"), event(60, "gap:900", "until", 1200)]);
    expect(marks[1]).toMatchObject({ kind: "gap", ms: 30_000, untilMs: 40_000 });
  });

  it("marks raised hands, not lowered ones", () => {
    const marks = marksOf([event(1, "participant:2", "hand", true), event(2, "participant:2", "hand", false)]);
    expect(kinds(marks)).toEqual(["1 hand"]);
  });
});

describe("stays", () => {
  it("follow somebody here, away, back and out, and run on to the end of those who stayed", () => {
    const marks = marksOf([
      event(1, "participant:1", "presence", "here"),
      event(2, "participant:2", "presence", "here"),
      event(3, "participant:1", "hand", true),
      event(5, "participant:1", "presence", "away"),
      event(6, "participant:1", "presence", "here"),
      event(8, "participant:1", "presence", "left"),
    ]);
    expect(staysOf(marks, 10_000)).toEqual([
      { slot: 1, fromMs: 1000, untilMs: 5000, away: false },
      { slot: 2, fromMs: 2000, untilMs: 10_000, away: false },
      { slot: 1, fromMs: 5000, untilMs: 6000, away: true },
      { slot: 1, fromMs: 6000, untilMs: 8000, away: false },
    ]);
  });
});

describe("finding one's way among marks", () => {
  const marks: Mark[] = [1, 2, 10, 10.2, 10.4, 50].map((s, i) => ({ kind: "end", ms: s * 1000, seq: i }));

  it("draws crowded marks as one", () => {
    const clusters = clusterMarks([...marks, { kind: "gap", ms: 60_000, untilMs: 61_000, seq: 99 }], 1500);
    expect(clusters.map((c) => c.marks.length)).toEqual([2, 3, 1]);
    expect(clusters[1]).toMatchObject({ ms: 10_000, untilMs: 10_400 });
  });

  it("counts what has happened", () => {
    expect([0, 1000, 9999, 10_200, 99_000].map((ms) => marksBy(marks, ms))).toEqual([0, 1, 2, 4, 6]);
  });

  it("goes to the next and the previous, and past the one it stands on", () => {
    expect(nextMark(marks, 2000)?.ms).toBe(10_000);
    expect(nextMark(marks, 50_000)).toBeUndefined();
    expect(previousMark(marks, 10_000, false)?.ms).toBe(2000);
    expect(previousMark(marks, 10_900, true)?.ms).toBe(2000); // still playing on from the mark at 10 s
    expect(previousMark(marks, 500, false)).toBeUndefined();
  });
});
