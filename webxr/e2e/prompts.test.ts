// The sample spaces: each is built with one flaw that service designers know, and a variant without it. The flaw is found, and gone.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSurveyor } from "../src/space/survey";
import { checkScenes, writeSamples, type Checked } from "./scene-check";
import { readSoup } from "./soup";

const FLAWS = { library: "sight-line", gp: "overheard", housing: "room-missing", register: "route-shared", emergency: "wait-uninformed" } as const;

describe("the sample spaces", () => {
  let directory: string;
  let checked: readonly Checked[];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "rehearsal-samples-"));
    await writeSamples(directory);
    checked = await checkScenes(readdirSync(directory).filter((name) => name.endsWith(".glb")).map((name) => join(directory, name)));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const prompts = async (space: string, variant: string) => {
    const one = checked.find(({ file }) => file.includes(space) && file.endsWith(`${variant}.glb`));
    if (!one) throw new Error(`no ${space} ${variant} among ${checked.map(({ file }) => file).join(", ")}`);
    const { findings, routes } = createSurveyor(await readSoup(one.file)).survey(one.meaning);
    return { codes: findings.map(({ code, values, touchpoints, x, z }) => ({ code, values, touchpoints, x, z })), routes };
  };

  it.each(Object.entries(FLAWS))("D3: %s shows its flaw, %s, and nothing else, and its variant B shows nothing", async (space, flaw) => {
    const asIs = await prompts(space, "as-is");
    expect(asIs.codes).toMatchObject([{ code: flaw }]);
    const b = await prompts(space, "b");
    expect(b.codes).toEqual([]);
    expect(b.routes.length).toBeGreaterThan(3);
    expect(b.routes.filter(({ easy }) => !easy).map(({ touchpoint }) => touchpoint)).toEqual([]);
  });
});
