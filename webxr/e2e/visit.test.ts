// A visit from a phone, from a keyboard alone and from a headset, in one session: what each of them can do, what a no to
// recording means, and that nothing they do with a headset costs them their seat.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChunk } from "../src/motion/chunk";
import { openBrowser, person, until, type Person } from "./browser";
import { startProgram, type Program } from "./program";
import { becomeStaff, enterVR, inside, joinWithCode, openSession, upload, type Probing } from "./story";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let program: Program;
let browser: Browser;
let mair: Person; // staff
let nia: Person; // a phone
let owen: Person; // a keyboard, no mouse
let sian: Person; // a headset
let session: { id: string; code: string };
let niaSlot = 0;
let owenSlot = 0;
let sianSlot = 0;

const small = { width: 320, height: 240 };

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  [mair, nia, owen, sian] = await Promise.all([
    person(browser, { width: 1280, height: 800 }), person(browser, { width: 320, height: 480, touch: true }), person(browser, small), person(browser, small),
  ]);
  const file = join(program.data, "library.glb");
  execFileSync(fileURLToPath(new URL("../../bin/rehearsal", import.meta.url)), ["scene", "sample", file]);
  await becomeStaff(mair, program);
  await upload(mair, file, "The branch");
  session = await openSession(mair, "The branch");
});

afterAll(async () => {
  await browser?.close();
  await program?.dispose();
});

const head = (page: Page) => page.evaluate(() => (globalThis as Probing).rehearsalProbe.own()?.head.slice(0, 3) ?? []);
const apart = (a: number[], b: number[]) => Math.hypot(...[0, 1, 2].map((i) => (a[i] ?? NaN) - (b[i] ?? NaN)));

/** Waits until `page` draws somebody where that somebody is. */
async function seesAt(page: Page, slot: number, where: number[]): Promise<void> {
  await page.waitForFunction(([who, at]) => {
    const { rehearsalProbe: probe } = globalThis as Probing;
    const pose = probe.drawnAt(who, probe.shownMs())?.pose;
    return pose && Math.hypot(...[0, 1, 2].map((i) => (pose[i] ?? 9) - (at[i] ?? 0))) < 0.02;
  }, [slot, where] as const, { polling: "raf" });
}

const focused = (page: Page) => page.evaluate(() => {
  const { activeElement: at } = document;
  const name = at?.getAttribute("aria-label") ?? (at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.textContent);
  return `${at?.tagName} ${name?.trim().replace(/\s+/g, " ")}`;
});

/** Tabs on until something of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const at = await focused(page);
    if (at.toLowerCase().includes(name.toLowerCase())) return;
    passed.push(at);
  }
  throw new Error(`no way to “${name}” by keyboard; passed ${passed.join(" · ")}`);
}

async function complaintsOfAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as typeof globalThis & { axe: { run(where: Document): Promise<{ violations: { id: string; impact: string; nodes: { target: string[] }[] }[] }> } };
    const { violations } = await checker.run(document);
    return violations.map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  });
}

describe("a visit", () => {
  it("P7: is joined, walked and acted in with keys alone", async () => {
    const { page } = owen;
    const { keyboard } = page;
    await page.goto(program.url);
    await tabTo(page, "Your code");
    await keyboard.type(session.code);
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Yes, record how I move" }).waitFor();
    await tabTo(page, "Yes, record how I move");
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Go in" }).waitFor();
    await tabTo(page, "Go in");
    await keyboard.press("Enter");
    await page.waitForURL(/\/visit/);
    await inside(page);
    owenSlot = await page.evaluate(() => (globalThis as Probing).rehearsalProbe.slot());

    const before = await head(page);
    await keyboard.down("ArrowUp");
    await page.waitForFunction(([x, , z]) => {
      const own = (globalThis as Probing).rehearsalProbe.own();
      return own && Math.hypot((own.head[0] ?? 0) - (x ?? 0), (own.head[2] ?? 0) - (z ?? 0)) > 0.5;
    }, before, { polling: "raf" });
    await keyboard.up("ArrowUp");
    await keyboard.press("h");
    await until(page, "the hand is up", () => (globalThis as Probing).rehearsalProbe.people().some(({ hand }) => hand));
    expect(apart(await head(page), before)).toBeGreaterThan(0.5);
  });

  it("P7: goes to a place by its name, and the focus is never lost", async () => {
    const { page } = owen;
    await page.keyboard.press("p");
    await until(page, "the people have the focus", () => document.activeElement?.id === "visit-panel");
    expect(await focused(page)).toContain("here");
    await page.keyboard.press("m");
    await until(page, "the places have it", () => document.activeElement?.textContent === "Plan and places");
    const before = await head(page);
    await tabTo(page, "Go there: shelf");
    await page.keyboard.press("Enter");
    await page.waitForFunction(([x, , z]) => {
      const own = (globalThis as Probing).rehearsalProbe.own();
      return own && Math.hypot((own.head[0] ?? 0) - (x ?? 0), (own.head[2] ?? 0) - (z ?? 0)) > 0.5;
    }, before, { polling: "raf" });
    await page.getByText("You are at: ").waitFor();
    await page.keyboard.press("Escape");
    await until(page, "the panel is closed", () => document.getElementById("visit-panel") === null);
    expect(await focused(page)).not.toContain("BODY");
  });

  it("is gone through on a phone by tapping the floor, and others see it", async () => {
    const { page } = nia;
    niaSlot = await joinWithCode(nia, program.url, session.code, { recorded: false });
    const before = await head(page);
    let after = before;
    for (const y of [300, 270, 330]) {
      await page.touchscreen.tap(160, y);
      await page.waitForFunction(([x, , z]) => {
        const own = (globalThis as Probing).rehearsalProbe.own();
        return own && Math.hypot((own.head[0] ?? 0) - (x ?? 0), (own.head[2] ?? 0) - (z ?? 0)) > 0.3;
      }, before, { polling: "raf", timeout: 3000 }).catch(() => undefined);
      after = await head(page);
      if (apart(before, after) > 0.3) break;
    }
    expect(apart(before, after)).toBeGreaterThan(0.3);
    await seesAt(owen.page, niaSlot, after);
  });

  it("has nothing that axe complains of, on a phone and with each panel open", async () => {
    expect.soft(await complaintsOfAxe(nia.page)).toEqual([]);
    await nia.context.close(); // two pages that draw are enough for a small machine
    for (const key of ["p", "m", "?"]) {
      await owen.page.keyboard.press(key);
      await until(owen.page, "a panel is open", () => document.getElementById("visit-panel") !== null);
      expect.soft(await complaintsOfAxe(owen.page), `panel ${key}`).toEqual([]);
      await owen.page.keyboard.press("Escape");
      await until(owen.page, "it is closed", () => document.getElementById("visit-panel") === null);
    }
  });

  it("P4: keeps the seat of who lifts the headset, and asks nothing", async () => {
    const { page } = sian;
    sianSlot = await joinWithCode(sian, program.url, session.code, { recorded: true });
    await enterVR(page);
    await page.evaluate(() => (globalThis as Probing).rehearsalHeadset.updateVisibilityState("hidden"));
    await until(page, "it is lifted", () => (globalThis as Probing).rehearsalHeadset.visibilityState === "hidden");
    await page.evaluate(() => (globalThis as Probing).rehearsalHeadset.updateVisibilityState("visible"));
    await until(page, "it is put on again", () => (globalThis as Probing).rehearsalHeadset.visibilityState === "visible");
    await inside(page);
    const { immersed, slot } = await page.evaluate(() => {
      const { rehearsalProbe: probe } = globalThis as Probing;
      return { immersed: probe.immersed(), slot: probe.slot() };
    });
    expect({ immersed, slot }).toEqual({ immersed: true, slot: sianSlot });
    expect(await page.locator("dialog[open], [role=alertdialog]").count()).toBe(0);
  });

  it("shows both bare hands to the others", async () => {
    await sian.page.evaluate(() => {
      (globalThis as Probing).rehearsalHeadset.primaryInputMode = "hand";
    });
    await until(sian.page, "both hands are tracked", () => {
      const own = (globalThis as Probing).rehearsalProbe.own();
      return own?.left && own.right;
    });
    await owen.page.waitForFunction((who) => {
      const { rehearsalProbe: probe } = globalThis as Probing;
      return ((probe.drawnAt(who, probe.shownMs())?.flags ?? 0) & 96) === 96;
    }, sianSlot, { polling: "raf" });
    expect(await sian.page.evaluate(() => (globalThis as Probing).rehearsalHeadset.primaryInputMode)).toBe("hand");
  });

  it("A12: lets bare hands turn, and lead out, by the discs at the waist", async () => {
    const { page } = sian;
    await until(page, "the discs are there", () => (globalThis as Probing).rehearsalProbe.discs() !== null);
    const yaw = () => page.evaluate(() => (globalThis as Probing).rehearsalProbe.yaw());
    const pinch = (value: number) => page.evaluate((to) => (globalThis as Probing).rehearsalHeadset.hands.right.updatePinchValue(to), value);
    /** Points the right hand at a disc, in the headset's own space. */
    const point = (disc: number) => page.evaluate((which) => {
      const { rehearsalProbe: probe, rehearsalHeadset: device } = globalThis as Probing;
      const [x = 0, y = 0, z = 0] = probe.discs()?.[which] ?? [];
      device.hands.right.position.set(x, y + 0.2, z);
      device.hands.right.quaternion.set(-Math.SQRT1_2, 0, 0, Math.SQRT1_2); // straight down
    }, disc);
    const lit = (disc: number) => page.waitForFunction((which) => (globalThis as Probing).rehearsalProbe.lit() === which, disc, { polling: "raf" });
    const before = await yaw();
    await point(2);
    await lit(2);
    await pinch(1);
    const drawn = await page.evaluate(() => (globalThis as Probing).rehearsalProbe.frames());
    await page.waitForFunction((then) => (globalThis as Probing).rehearsalProbe.frames() > then + 2, drawn, { polling: "raf" });
    await pinch(0);
    await page.waitForFunction((was) => (globalThis as Probing).rehearsalProbe.yaw() !== was, before, { polling: "raf" });
    expect(Math.sin((await yaw()) - before)).toBeCloseTo(-0.5, 3);
    await point(1);
    await lit(1);
    await pinch(1);
    await until(page, "out of VR", () => !(globalThis as Probing).rehearsalProbe.immersed());
    await pinch(0);
  });

  it("leaves a seat to the page that took it, even in VR", async () => {
    const { page } = sian;
    await page.evaluate(() => {
      (globalThis as Probing).rehearsalHeadset.primaryInputMode = "controller";
    });
    await enterVR(page);
    const seat = await page.evaluate(() => sessionStorage.getItem("rehearsal.seat") ?? "");
    const other = await sian.context.newPage();
    await other.goto(`${program.url}/join`);
    await other.evaluate((kept) => sessionStorage.setItem("rehearsal.seat", kept), seat);
    await other.goto(`${program.url}/visit`);
    await inside(other);
    await until(page, "the first page is out, and says why", () => {
      const { rehearsalProbe: probe } = globalThis as Probing;
      return probe.status() === "ended" && !probe.immersed() && document.activeElement?.tagName === "H1";
    });
    const frames = await page.evaluate(() => (globalThis as Probing).rehearsalProbe.frames());
    await new Promise((done) => setTimeout(done, 1500)); // longer than a connection takes to come back
    expect(await page.evaluate(() => (globalThis as Probing).rehearsalProbe.status())).toBe("ended");
    expect(await page.evaluate(() => (globalThis as Probing).rehearsalProbe.frames())).toBe(frames);
    expect(await other.evaluate(() => (globalThis as Probing).rehearsalProbe.status())).toBe("live");
    expect(await complaintsOfAxe(page)).toEqual([]);
    await other.close();
  });

  it("P5: keeps nothing of how somebody moved who said no", async () => {
    await mair.page.getByRole("button", { name: "End session" }).click();
    await mair.page.getByRole("button", { name: "End it for everybody" }).click();
    await until(owen.page, "the end is told, and has the focus", () => document.activeElement?.textContent === "The session has ended");
    const chunks = await mair.page.evaluate(async (id) => {
      const manifest = (await (await fetch(`/api/sessions/${id}/replay`)).json()) as { chunks: { url: string }[] };
      return Promise.all(manifest.chunks.map(async ({ url }) => Array.from(new Uint8Array(await (await fetch(url)).arrayBuffer()))));
    }, session.id);
    const slots = chunks.flatMap((bytes) => readChunk(Uint8Array.from(bytes))?.parts.map(({ slot }) => slot) ?? [NaN]);
    expect(chunks.length).toBeGreaterThan(0);
    expect(new Set(slots)).toEqual(new Set([owenSlot, sianSlot]));
  });

  it("P6: asked nobody but its own server, and nothing complained", () => {
    for (const who of [mair, nia, owen, sian]) {
      expect(who.requests.filter((url) => !url.startsWith(program.url) && !url.startsWith("blob:") && !url.startsWith("data:"))).toEqual([]);
      expect(who.complaints.filter((text) => !/Failed to load resource|WebSocket connection/.test(text))).toEqual([]);
    }
  });
});
