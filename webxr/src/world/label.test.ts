import { describe, expect, test } from "vitest";
import { cellOf, directionOf, fitLabel, plain } from "./label";

// Every letter half as wide as it is high.
const measure = (text: string) => Array.from(text).length * 0.5;
const ROOM = { width: 200, largest: 40, smallest: 25 };

describe("a name on its plate", () => {
  test("a short name is as large as may be", () => {
    expect(fitLabel("Siân", ROOM, measure)).toEqual({ text: "Siân", size: 40, direction: "ltr" });
  });

  test("a longer one is set smaller before anything is cut", () => {
    const label = fitLabel("Patient Kingfisher"[0] + "atient Otter", ROOM, measure);
    expect(label.text).toBe("Patient Otter");
    expect(label.size).toBe(30);
  });

  test("what does not fit is cut between letters as a reader sees them", () => {
    const label = fitLabel("👩‍👩‍👧‍👦".repeat(9), ROOM, (text) => Array.from(new Intl.Segmenter().segment(text)).length * 1.1);
    expect(label.size).toBe(25);
    expect(label.text).toBe(`${"👩‍👩‍👧‍👦".repeat(6)}…`);
  });

  test.each([
    ["ليلى الحداد", "rtl"], ["שרה", "rtl"], ["123 Łukasz", "ltr"], ["!؟ ليلى", "rtl"], ["李小龙", "ltr"], ["42", "ltr"],
  ] as const)("%s runs %s", (name, direction) => {
    expect(directionOf(name)).toBe(direction);
  });

  test("no character in a name can turn the direction of the page", () => {
    expect(plain("Bob\u202Egnp.exe\u2066\n  x")).toBe("Bob gnp.exe x");
  });

  test("cells do not overlap and fill the atlas from its top", () => {
    const seen = new Set<string>();
    for (let row = 0; row < 128; row++) {
      const rect: [number, number, number, number] = [0, 0, 0, 0];
      cellOf(row, 4, 32, rect);
      expect(rect[0] + rect[2]).toBeLessThanOrEqual(1);
      expect(rect[1]).toBeGreaterThanOrEqual(0);
      seen.add(`${rect[0]},${rect[1]}`);
    }
    expect(seen.size).toBe(128);
  });
});
