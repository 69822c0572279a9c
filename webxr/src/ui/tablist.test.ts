import { expect, it } from "vitest";
import { tabAfter } from "./tablist";

it("arrows go round, Home and End to the ends, and right is back where the page runs from right to left", () => {
  expect(["ArrowRight", "ArrowLeft", "Home", "End"].map((key) => tabAfter(key, 3, 4, false))).toEqual([0, 2, 0, 3]);
  expect(["ArrowRight", "ArrowLeft"].map((key) => tabAfter(key, 0, 4, true))).toEqual([3, 1]);
  expect(tabAfter("Enter", 1, 4, false)).toBeUndefined();
});
