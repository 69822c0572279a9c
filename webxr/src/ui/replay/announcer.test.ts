import { describe, expect, it } from "vitest";
import { setLanguage } from "../../text/index";
import { createAnnouncer } from "./announcer";

describe("A05: what is read out", () => {
  it("says at once what happens alone, and nothing twice", () => {
    const announcer = createAnnouncer();
    announcer.hear(["Robin came in"]);
    expect(announcer.say(0)).toBe("Robin came in");
    expect(announcer.say(10_000)).toBeNull();
  });

  it("gathers what follows closely, and counts a crowd", () => {
    setLanguage("en");
    const announcer = createAnnouncer();
    announcer.hear(["A came in"]);
    announcer.say(0);
    announcer.hear(["B came in"]);
    expect(announcer.say(1_000)).toBeNull();
    announcer.hear(["C came in"]);
    expect(announcer.say(3_000)).toBe("B came in. C came in");
    announcer.hear(["D", "E", "F", "G"]);
    expect(announcer.say(9_000)).toBe("4 events");
  });
});
