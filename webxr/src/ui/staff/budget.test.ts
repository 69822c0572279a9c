import { describe, expect, it } from "vitest";
import { weigh, worst } from "./budget";
import type { Version } from "./doors";

const MB = 1024 * 1024;
const view: Version["view"] = { id: "a", name: "Room", url: "/a", bytes: 3 * MB, min: [0, 0, 0], max: [1, 1, 1], spawns: [], seats: [], touchpoints: [], zones: [], links: [], floor: { nodes: [], height: 0, inferred: true }, hidden: [] };
const figures: Version["figures"] = { triangles: 40_000, drawCalls: 30, materials: 8, textures: 4, textureBytes: 20 * MB, largestTexture: 1024, nodes: 60, animations: 0 };
const fit = (bytes: number, changes: Partial<Version["figures"]>) => worst(weigh({ view: { ...view, bytes }, figures: { ...figures, ...changes } }));

describe("D1: whether a scene fits a headset", () => {
  it("a light one does", () => expect(fit(3 * MB, {})).toBe("well"));

  it.each([
    [{ triangles: 100_001 }, "heavy"],
    [{ triangles: 500_001 }, "too-heavy"],
    [{ drawCalls: 101 }, "heavy"],
    [{ drawCalls: 1561 }, "too-heavy"],
    [{ textureBytes: 257 * MB }, "heavy"],
    [{ textureBytes: 513 * MB }, "too-heavy"],
    [{ largestTexture: 4096 }, "heavy"],
    [{ largestTexture: 8192 }, "too-heavy"],
  ] as const)("the worst figure decides: %j is %s", (changes, expected) => {
    expect(fit(3 * MB, changes)).toBe(expected);
  });

  it("the file's size counts too", () => {
    expect(fit(17 * MB, {})).toBe("heavy");
    expect(fit(51 * MB, { drawCalls: 101 })).toBe("too-heavy");
  });
});
