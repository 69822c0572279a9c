import { describe, expect, it } from "vitest";
import { BINDINGS, commandFor, FLY_KEYS, type Press } from "./keys";

const press = (key: string, more: Partial<Press> = {}): Press => ({ key, shift: false, modified: false, taken: false, ...more });

describe("P7: the player's keyboard", () => {
  it("plays and pauses with Space and K, Caps Lock or not", () => {
    for (const key of [" ", "k", "K"]) expect(commandFor(press(key), true)).toEqual({ kind: "toggle" });
  });

  it("tells a small step from a large one by Shift", () => {
    expect(commandFor(press("ArrowLeft"), true)).toEqual({ kind: "nudge", byMs: -5000 });
    expect(commandFor(press("ArrowLeft", { shift: true }), true)).toEqual({ kind: "nudge", byMs: -1000 });
  });

  it("leaves the browser and the focused element their keys", () => {
    expect(commandFor(press("l", { modified: true }), true)).toBeUndefined();
    expect(commandFor(press(" ", { taken: true }), true)).toBeUndefined();
  });

  it("WCAG 2.1.4: with single keys off, only keys that are no characters remain", () => {
    const left = BINDINGS.filter((b) => b.keys.some((key) => commandFor(press(key, { shift: b.shift ?? false }), false)));
    expect(left.map((b) => b.says)).toEqual([
      "replay.keys.back5",
      "replay.keys.on5",
      "replay.keys.back1",
      "replay.keys.on1",
      "replay.keys.start",
      "replay.keys.end",
    ]);
  });

  it("gives no key two meanings, and none of those that fly the camera", () => {
    const seen = BINDINGS.flatMap((b) => b.keys.map((key) => `${b.shift ? "shift " : ""}${key}`));
    expect(new Set(seen).size).toBe(seen.length);
    for (const key of FLY_KEYS) expect(seen).not.toContain(key);
  });
});
