// Real models of real tools: what is accepted loads and shows in the client's own loader, compressed or not; what is refused is refused in
// a sentence. Needs the test data beside the project; without it there is nothing to say.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { openBrowser, person, type Person } from "./browser";
import { startProgram, type Program } from "./program";
import { becomeStaff, shared } from "./story";

const glbs = (folder: string): string[] =>
  existsSync(shared(folder))
    ? readdirSync(shared(folder), { withFileTypes: true, recursive: true }).filter((f) => f.isFile() && f.name.endsWith(".glb")).map((f) => join(f.parentPath, f.name))
    : [];

const all = ["service-scenes", "scenes", "furniture"].flatMap(glbs);

/** Rendering all of them without a graphics card takes minutes: REHEARSAL_CORPUS=all does; otherwise one of each encoding is shown. */
const few = /civic-office\.(draco|meshopt|ktx2|webp)|branch-library\.(instanced|quantized|variants)|scenes.house/;
const shown = (file: string) => process.env["REHEARSAL_CORPUS"] === "all" || few.test(file);

/** One .glb here keeps its picture in a file of its own, which a single upload cannot bring along. */
const refused = (file: string) => file.includes("kenney-");

const expected = (file: string) => (refused(file) ? { status: 422, missingFile: true } : { status: 201, missingFile: false });

interface Made {
  readonly id: string;
  readonly variants: readonly { readonly current: { readonly id: string } }[];
}

const isScene = (body: unknown): body is Made => typeof body === "object" && body !== null && "variants" in body;

describe.skipIf(all.length === 0)("real models", () => {
  let program: Program;
  let browser: Browser;
  let staff: Person;
  const accepted: { thumbnail: string; file: string }[] = [];

  beforeAll(async () => {
    program = await startProgram();
    browser = await openBrowser();
    staff = await person(browser, { width: 640, height: 400 });
    await becomeStaff(staff, program);
  });

  afterAll(async () => {
    await browser?.close();
    await program?.dispose();
  });

  const verdict = async (file: string) => {
    const { request } = staff.context;
    const data = readFileSync(file);
    const tus = { "Tus-Resumable": "1.0.0" };
    const begun = await request.post(`${program.url}/api/uploads`, { headers: { ...tus, "Upload-Length": String(data.length) } });
    const at = new URL(begun.headers()["location"] ?? "", program.url).href;
    await request.patch(at, { data, headers: { ...tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" } });
    const answer = await request.post(`${program.url}/api/scenes`, { data: { name: file.slice(-60), upload: at.split("/").at(-1) } });
    const body: unknown = await answer.json();
    if (isScene(body)) accepted.push({ thumbnail: `/api/scenes/${body.id}/versions/${body.variants[0]?.current.id}/thumbnail`, file });
    return { status: answer.status(), missingFile: JSON.stringify(body).includes("file-missing") };
  };

  it.each(all.filter(shown))("%s gets its verdict", async (file) => {
    expect(await verdict(file)).toEqual(expected(file));
  });

  it("shows each of them: a picture rendered from the scene itself that is not one colour", async () => {
    await staff.page.goto(`${program.url}/staff/scenes`);
    for (const { thumbnail, file } of accepted) {
      const shades = await staff.page.evaluate(async (address) => {
        for (let looks = 0; looks < 600; looks++) {
          const answer = await fetch(address);
          if (answer.ok) {
            const picture = await createImageBitmap(await answer.blob());
            const canvas = new OffscreenCanvas(64, 40);
            const context = canvas.getContext("2d");
            context?.drawImage(picture, 0, 0, 64, 40);
            const data = context?.getImageData(0, 0, 64, 40).data ?? [];
            const seen = new Set<number>();
            for (let i = 0; i < data.length; i += 4) seen.add(((data[i] ?? 0) >> 4) * 256 + ((data[i + 1] ?? 0) >> 4) * 16 + ((data[i + 2] ?? 0) >> 4));
            return seen.size;
          }
          await new Promise((done) => setTimeout(done, 250));
        }
        return 0;
      }, thumbnail);
      expect({ file, plain: shades < 5 }).toEqual({ file, plain: false });
    }
    await staff.page.screenshot({ path: join(import.meta.dirname, "../test-results/corpus.png"), fullPage: true });
    const real = staff.complaints.filter((text) => !text.includes("Failed to load resource"));
    expect(real).toEqual([]);
    await staff.page.goto("about:blank"); // it would go on to render what comes now
  }, 600_000);

  it.each(all.filter((file) => !shown(file)))("%s gets its verdict", async (file) => {
    expect(await verdict(file)).toEqual(expected(file));
  });
});
