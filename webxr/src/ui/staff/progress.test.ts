import { describe, expect, it } from "vitest";
import { createProgress, nameFromFile } from "./progress";

describe("an upload's progress is real", () => {
  it("tells the part, and the time left once there is something to reckon with", () => {
    const at = createProgress(1000);
    expect(at(10, 100, 1500)).toEqual({ sent: 10, total: 100, part: 0.1, msLeft: Number.NaN });
    expect(at(25, 100, 3000)).toEqual({ sent: 25, total: 100, part: 0.25, msLeft: 6000 });
    expect(at(100, 100, 9000).msLeft).toBe(0);
  });

  it("knows nothing of an empty file, and says so", () => {
    expect(createProgress(0)(0, 0, 5000)).toEqual({ sent: 0, total: 0, part: 0, msLeft: Number.NaN });
  });
});

describe("a scene's name", () => {
  it.each([
    ["civic-office_v2.glb", "Civic office v2"],
    ["Library.GLB", "Library"],
    ["llyfrgell.y.dref.glb", "Llyfrgell.y.dref"],
    [".glb", ""],
  ])("%s", (file, name) => expect(nameFromFile(file)).toBe(name));
});
