import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createAnnouncer } from "./announcer";

const listening = () => {
  const said: string[] = [];
  return { said, announcer: createAnnouncer((kind, slots) => said.push(`${kind} ${slots.join(",")}`)) };
};

describe("A05: what is said of the others", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("a crowd is one sentence", () => {
    const { said, announcer } = listening();
    [2, 3, 4].forEach((slot) => announcer.hear("arrived", slot));
    vi.advanceTimersByTime(400);
    expect(said).toEqual(["arrived 2,3,4"]);
  });

  test("each kind is said at most once in five seconds, and nothing is lost", () => {
    const { said, announcer } = listening();
    announcer.hear("arrived", 2);
    vi.advanceTimersByTime(400);
    announcer.hear("arrived", 3);
    announcer.hear("hand", 2);
    vi.advanceTimersByTime(3000);
    expect(said).toEqual(["arrived 2", "hand 2"]);
    vi.advanceTimersByTime(2000);
    expect(said).toEqual(["arrived 2", "hand 2", "arrived 3"]);
  });

  test("who went and is already back is not news", () => {
    const { said, announcer } = listening();
    announcer.hear("away", 2);
    announcer.hear("back", 2);
    vi.advanceTimersByTime(10_000);
    expect(said).toEqual([]);
  });

  test("after the end nothing is said", () => {
    const { said, announcer } = listening();
    announcer.hear("left", 2);
    announcer.dispose();
    vi.advanceTimersByTime(10_000);
    expect(said).toEqual([]);
  });
});
