import { afterEach, describe, expect, it } from "vitest";
import { setLanguage } from "../../text/index";
import { read } from "../../text/reading";
import { clockTime, sayMark, spokenPosition, spokenTime } from "./words";

afterEach(() => setLanguage("en"));

const nameOf = (slot: number) => `Person ${slot}`;

describe("time in words", () => {
  it("is short for eyes", () => {
    expect([0, 5_900, 65_000, 3_729_000, -4].map(clockTime)).toEqual(["0:00", "0:05", "1:05", "1:02:09", "0:00"]);
  });

  it("is whole for ears", () => {
    setLanguage("en");
    expect(spokenTime(0)).toBe("0 seconds");
    expect(spokenTime(61_000)).toBe("1 minute 1 second");
    expect(spokenTime(3_600_000)).toBe("1 hour");
    expect(read(spokenPosition(80_000, 180_000))).toBe("1 minute 20 seconds of 3 minutes");
  });

  it("A23: is Welsh in Welsh", () => {
    setLanguage("cy");
    expect(spokenTime(121_000)).toBe("2 funud 1 eiliad");
  });
});

describe("events in words", () => {
  it("says who and what", () => {
    setLanguage("en");
    expect(read(sayMark({ kind: "arrival", ms: 0, seq: 1, slot: 3 }, nameOf))).toBe("Person 3 came in");
    expect(read(sayMark({ kind: "bookmark", ms: 0, seq: 1, label: "Lost at the sign" }, nameOf))).toBe("Bookmark: Lost at the sign");
    expect(read(sayMark({ kind: "gap", ms: 1000, seq: 1, untilMs: 4000 }, nameOf))).toBe("3 seconds of movement are missing here");
  });
});
