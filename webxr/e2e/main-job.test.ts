// The main job, end to end, as one story: a scene is uploaded, people meet in it from a headset and a laptop, the network and the
// server fail them, and the replay shows it all. The real program, real Chromium, an emulated headset.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { openBrowser, person, until, type Person } from "./browser";
import { wireTo, type Wire } from "./cut";
import { startProgram, type Program } from "./program";
import { becomeStaff, designersFile, enterVR, error, inside, joinWithCode, openSession, upload, walkHeadset, watch, type Probing } from "./story";

let program: Program;
let browser: Browser;
let wire: Wire;
let mair: Person; // staff
let aled: Person; // a laptop, on a wire that will be cut
let sian: Person; // a headset
let session: { id: string; code: string };
let aledSlot = 0;
let sianSlot = 0;

/** Two software-drawn pages share two cores: few pixels, so that there are frames to look at. */
const small = { width: 320, height: 240 };

interface Seen { readonly slot: number; readonly ms: number; readonly ints: number[]; readonly drawn: number[] }
const seen: Seen[] = [];

beforeAll(async () => {
  program = await startProgram();
  browser = await openBrowser();
  wire = await wireTo(program.url);
  [mair, aled, sian] = await Promise.all([person(browser, { width: 1280, height: 800 }), person(browser, small), person(browser, small)]);
});

afterAll(async () => {
  await browser?.close();
  await wire?.dispose();
  await program?.dispose();
});

/** Keeps samples that the page has on both sides of, and what it draws of them, for the comparison with the replay. */
async function keepSamples(page: Person["page"], slot: number): Promise<void> {
  const kept = await page.evaluate((who) => {
    const { rehearsalProbe: probe } = globalThis as Probing;
    const end = probe.shownMs();
    return [600, 500, 400, 300, 200].flatMap((back) => {
      const at = end - back;
      const sample = probe.sampleAt(who, at);
      const drawn = probe.drawnAt(who, at);
      return sample && drawn ? [{ slot: who, ms: at, ints: sample.ints, drawn: drawn.pose.map((v) => Math.round(v * 1000)) }] : [];
    });
  }, slot);
  seen.push(...kept);
}

describe("the main job", () => {
  it("lets staff upload a scene and open a session", async () => {
    await becomeStaff(mair, program);
    await upload(mair, designersFile(program), "The new office");
    await mair.picture("staff-scenes");
    session = await openSession(mair, "The new office");
    expect(session.code).toMatch(/^[2-9A-HJKMNP-TV-Z]{6}$/);
    await mair.picture("staff-session");
  });

  it("lets two people join in three screens, one of them in a headset (C1)", async () => {
    aledSlot = await joinWithCode(aled, wire.url, session.code, { recorded: true, name: "Aled" });
    sianSlot = await joinWithCode(sian, program.url, session.code, { recorded: true, name: "Siân" });
    await enterVR(sian.page);
    await aled.picture("visit-laptop");
    expect(sianSlot).not.toBe(aledSlot);
  });

  it("draws head and hand within 2 cm of where they were, less than 250 ms ago", async () => {
    await until(aled.page, "Aled sees Siân", () => (globalThis as Probing).rehearsalProbe.people().length >= 2);
    const walk = await walkHeadset(sian.page);
    await watch(aled.page, sianSlot, 8); // until what is drawn is of the walk
    const drawn = await watch(aled.page, sianSlot, 30);
    const truth = await walk.stop();
    const heads = drawn.map((d) => error(d, truth, "head")).filter((e) => !Number.isNaN(e));
    const hands = drawn.map((d) => error(d, truth, "hand")).filter((e) => !Number.isNaN(e));
    expect(heads.length).toBeGreaterThan(10);
    expect(hands.length).toBeGreaterThan(10);
    expect(Math.max(...heads)).toBeLessThan(0.02);
    expect(Math.max(...hands)).toBeLessThan(0.02);
    expect(median(drawn.map((d) => d.lag))).toBeLessThan(250);
    await keepSamples(aled.page, sianSlot);
    await aled.picture("visit-sees-headset");
    await sian.picture("visit-headset");
  });

  it("shows the headset where the laptop's head is", async () => {
    await aled.page.keyboard.down("ArrowUp");
    const drawn = await watch(sian.page, aledSlot, 10);
    await aled.page.keyboard.up("ArrowUp");
    expect(drawn.length).toBe(10);
    await until(aled.page, "Aled stands still", () => (globalThis as Probing).rehearsalProbe.own() !== null);
    const [after] = await watch(sian.page, aledSlot, 15).then((all) => all.slice(-1));
    const own = await aled.page.evaluate(() => (globalThis as Probing).rehearsalProbe.own()?.head ?? []);
    expect(Math.hypot(...[0, 1, 2].map((i) => (own[i] ?? 9) - (after?.head[i] ?? 0)))).toBeLessThan(0.02);
    await keepSamples(sian.page, aledSlot);
  });

  it("holds the seat through ten seconds without network and resumes by itself (P4)", async () => {
    wire.cut();
    await until(aled.page, "Aled's page says it is trying again", () => (globalThis as Probing).rehearsalProbe.status() === "resuming");
    await until(sian.page, "Siân sees that somebody is away", () => (globalThis as Probing).rehearsalProbe.people().some((p) => p.away));
    await new Promise((done) => setTimeout(done, 10_000)); // the ten seconds themselves
    wire.mend();
    await inside(aled.page);
    await until(sian.page, "nobody is away", () => (globalThis as Probing).rehearsalProbe.people().every((p) => !p.away));
    expect(await aled.page.evaluate(() => (globalThis as Probing).rehearsalProbe.slot())).toBe(aledSlot);
    expect(await aled.page.getByRole("alertdialog").count()).toBe(0);
  });

  it("comes back by itself after the server was killed and started again (P1, P4)", async () => {
    await aled.page.getByRole("button", { name: "Raise hand" }).click();
    await until(sian.page, "Siân sees the hand", () => (globalThis as Probing).rehearsalProbe.people().some((p) => p.hand));
    await program.kill("SIGKILL");
    await until(sian.page, "the headset is trying again", () => (globalThis as Probing).rehearsalProbe.status() === "resuming");
    await program.start();
    await Promise.all([inside(aled.page), inside(sian.page)]);
    await until(sian.page, "the raised hand is still there", () => (globalThis as Probing).rehearsalProbe.people().some((p) => p.hand));
    expect(await sian.page.evaluate(() => (globalThis as Probing).rehearsalProbe.immersed())).toBe(true);
    const walk = await walkHeadset(sian.page);
    await watch(aled.page, sianSlot, 15);
    await walk.stop();
    await keepSamples(aled.page, sianSlot);
  });

  it("shows it all in the replay, equal to the integer at every moment that was kept (P2)", async () => {
    const { page } = mair;
    await page.getByRole("button", { name: "End session" }).click();
    await page.getByRole("button", { name: "End it for everybody" }).click();
    await page.goto(`${program.url}/replay/${session.id}`);
    await until(page, "the replay is open", () => (globalThis as Probing).rehearsalProbe?.endMs() > 0, 60_000);
    expect(new Set(seen.map((s) => s.slot))).toEqual(new Set([aledSlot, sianSlot]));
    expect(seen.length).toBeGreaterThanOrEqual(12);
    for (const moment of seen) {
      const replayed = await page.evaluate(async ({ slot, ms }) => {
        const { rehearsalProbe: probe } = globalThis as Probing;
        await probe.ensure(ms);
        probe.seek(ms);
        return { sample: probe.sampleAt(slot, ms), drawn: probe.drawnAt(slot, ms)?.pose.map((v) => Math.round(v * 1000)) };
      }, moment);
      expect(replayed.sample?.ints).toEqual(moment.ints);
      expect(replayed.drawn).toEqual(moment.drawn);
    }
    await mair.picture("replay");
  });

  it("went nowhere but home, and nobody's browser complained (P6)", () => {
    const homes = new Set([program.url, wire.url]);
    for (const who of [mair, aled, sian]) {
      const strangers = who.requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:") && !homes.has(new URL(url).origin));
      expect(strangers).toEqual([]);
      const real = who.complaints.filter((text) => !/Failed to load resource|WebSocket connection|ERR_(CONNECTION|EMPTY)/.test(text));
      expect(real).toEqual([]);
    }
  });
});

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
