import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { devices, fullness, reasons, weigh, worst, type Weighed } from "./budget";

const MB = 1024 * 1024;
const light: Weighed = { triangles: 40_000, drawCalls: 30, materials: 8, textureBytes: 20 * MB, largestTexture: 1024, bytes: 3 * MB };
const fit = (changes: Partial<Weighed>) => worst(weigh({ ...light, ...changes }));

describe("D1: whether a scene fits a headset", () => {
  it("a light one does, everywhere", () => {
    for (const device of devices) expect(worst(weigh(light, device))).toBe("well");
  });

  it.each([
    [{ triangles: 100_001 }, "heavy"],
    [{ triangles: 500_001 }, "too-heavy"],
    [{ triangles: 2_000_001 }, "over"],
    [{ drawCalls: 101 }, "heavy"],
    [{ drawCalls: 301 }, "too-heavy"],
    [{ drawCalls: 1561 }, "over"],
    [{ materials: 51 }, "heavy"],
    [{ textureBytes: 257 * MB }, "heavy"],
    [{ textureBytes: 513 * MB }, "too-heavy"],
    [{ largestTexture: 4096 }, "heavy"],
    [{ largestTexture: 8192 }, "too-heavy"],
    [{ bytes: 17 * MB }, "heavy"],
    [{ bytes: 51 * MB, drawCalls: 101 }, "too-heavy"],
  ] as const)("the worst measure decides: %j is %s", (changes, expected) => {
    expect(fit(changes)).toBe(expected);
  });

  it("says which measures decide, and only those", () => {
    expect(reasons(weigh(light))).toEqual([]);
    expect(reasons(weigh({ ...light, drawCalls: 400, triangles: 120_000, textureBytes: 600 * MB })).map(({ measure }) => measure)).toEqual(["drawCalls", "textureBytes"]);
  });

  it("no class of device asks for less than a weaker one, and none gets more than the stop", () => {
    for (const [measure, value] of Object.entries(light)) {
      const [weak, newer, laptop] = devices.map((device) => weigh(light, device).find((one) => one.measure === measure)?.gate);
      expect(value).toBeGreaterThan(0);
      expect(weak?.green).toBeLessThanOrEqual(newer?.green ?? 0);
      expect(newer?.green).toBeLessThanOrEqual(laptop?.green ?? 0);
      expect(newer?.red).toBeLessThanOrEqual(laptop?.red ?? 0);
      expect(laptop?.red).toBeLessThanOrEqual(laptop?.stop ?? 0);
      expect(laptop?.stop).toBe(weak?.stop);
    }
  });

  it("a bar is full where it is too heavy", () => {
    const [triangles] = weigh({ ...light, triangles: 250_000 });
    expect(triangles && fullness(triangles)).toBe(0.5);
    expect(fullness({ value: 9e9, gate: { green: 1, red: 2, stop: 3 } })).toBe(1);
  });
});

const readme = new URL("../../../../../shared/data/gltf/README.md", import.meta.url);
describe.skipIf(!existsSync(readme))("the gates are those of the test data", () => {
  it.each([
    ["triangles", "triangles", 1],
    ["draw calls", "drawCalls", 1],
    ["GPU textures", "textureBytes", MB],
    ["file", "bytes", MB],
    ["texture side", "largestTexture", 1],
  ] as const)("%s", (row, measure, unit) => {
    const line = readFileSync(readme, "utf8").split("\n").find((one) => one.startsWith(`| ${row} |`)) ?? "";
    const [green, red, stop] = line.split("|").slice(2, 5).map((cell) => numberIn(cell) * unit);
    expect(weigh(light).find((one) => one.measure === measure)?.gate).toEqual({ green, red, stop });
  });
});

function numberIn(cell: string): number {
  const [, digits, times] = /([\d,]+) ?([kM]\b(?!B))?/.exec(cell) ?? [];
  if (digits === undefined) return Number.POSITIVE_INFINITY;
  return Number(digits.replaceAll(",", "")) * (times === "k" ? 1000 : times === "M" ? 1_000_000 : 1);
}
