// A newcomer opens the simulated session that every fresh start brings, and watches it: with keys alone, in words, and inside a headset.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsOfAxe } from "./axe";
import { openBrowser, person, until, type Person } from "./browser";
import { startProgram, type Program } from "./program";
import { becomeStaff, type Probing } from "./story";

let program: Program;
let browser: Browser;
let mair: Person;

const ms = () => mair.page.evaluate(() => (globalThis as Probing).rehearsalProbe.ms());
const playing = () => mair.page.evaluate(() => (globalThis as Probing).rehearsalProbe.playing());

describe("watching the simulated session", () => {
  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), openBrowser()]);
    mair = await person(browser, { width: 1280, height: 800 });
    await becomeStaff(mair, program);
    const id = await mair.page.evaluate(async () => {
      for (let attempt = 0; attempt < 240; attempt++) {
        const { sessions } = (await (await fetch("/api/sessions")).json()) as { sessions: { id: string; simulated: boolean }[] };
        const found = sessions.find((one) => one.simulated);
        if (found) return found.id;
        await new Promise((done) => setTimeout(done, 500)); // the sample is being made
      }
      throw new Error("no simulated session after two minutes");
    });
    await mair.page.goto(`${program.url}/replay/${id}`);
    await until(mair.page, "it plays by itself", () => (globalThis as Probing).rehearsalProbe?.playing(), 120_000);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.dispose();
  });

  it("says plainly that its people are simulated, and begins where somebody comes in", async () => {
    await mair.page.getByText("Simulated people").waitFor();
    await until(mair.page, "somebody is here", () => (globalThis as Probing).rehearsalProbe.slots().length > 0);
    expect(await ms()).toBeLessThan(60_000);
  });

  it("P7: plays, pauses, seeks and finds events with keys alone", async () => {
    const { keyboard } = mair.page;
    await keyboard.press("Space");
    expect(await playing()).toBe(false);
    await keyboard.press("Home");
    expect(await ms()).toBe(0);
    await keyboard.press("ArrowRight");
    await keyboard.press("Shift+ArrowRight");
    await keyboard.press("l");
    expect(await ms()).toBe(16_000);
    await keyboard.press(".");
    const mark = await ms();
    expect(mark).toBeGreaterThan(16_000);
    await keyboard.press(",");
    expect(await ms()).toBeLessThan(mark);
    await keyboard.press("End");
    expect(await ms()).toBe(await mair.page.evaluate(() => (globalThis as Probing).rehearsalProbe.endMs()));
  });

  it("tells a screen reader where it is and what happened", async () => {
    const { page } = mair;
    await page.evaluate(() => (globalThis as Probing).rehearsalProbe.seek(80_000));
    const slider = page.getByRole("slider", { name: "Position in the session" });
    await until(page, "the slider says so", () => document.querySelector("[role=slider]")?.getAttribute("aria-valuetext")?.replace(/[\u2066-\u2069]/g, "").startsWith("1 minute 20 seconds of "));
    await slider.press("PageUp");
    expect(await ms()).toBe(110_000);
    await page.keyboard.press("b");
    await until(page, "the last event has the focus", () => document.activeElement?.getAttribute("aria-current") === "true");
    await page.keyboard.press("Enter");
    expect(await ms()).toBeLessThan(110_000);
  });

  it("draws the same after going away and coming back, to the integer (P2)", async () => {
    const [first, again] = await mair.page.evaluate(async () => {
      const { rehearsalProbe: probe } = globalThis as Probing;
      const end = probe.endMs();
      const look = async (at: number) => {
        await probe.ensure(at);
        return [1, 2, 3, 4, 5, 6, 7].map((slot) => ({ slot, sample: probe.sampleAt(slot, at), drawn: probe.drawnAt(slot, at) }));
      };
      probe.seek(end / 3);
      const before = await look(end / 3);
      probe.seek(end - 1000);
      await look(end - 1000);
      probe.seek(end / 3);
      return [before, await look(end / 3)];
    });
    expect(again).toEqual(first);
    expect(first?.some((one) => one.sample !== null)).toBe(true);
  });

  it("links to a moment", async () => {
    const { page } = mair;
    await page.evaluate(() => (globalThis as Probing).rehearsalProbe.seek(83_500));
    await page.getByRole("button", { name: "Copy link" }).click();
    expect(new URL(page.url()).hash).toMatch(/^#t=83\.5&follow=\d+$/);
  });

  it("has nothing that axe complains of", async () => {
    expect(await complaintsOfAxe(mair.page)).toEqual([]);
    await mair.page.keyboard.press("?");
    expect(await complaintsOfAxe(mair.page)).toEqual([]);
    await mair.page.keyboard.press("Escape");
  });

  it("lets one walk inside with a headset, play and pause with a button, and come out", async () => {
    const { page } = mair;
    await page.getByRole("button", { name: "Enter VR" }).click();
    await page.getByRole("button", { name: "Leave VR" }).waitFor();
    const was = await playing();
    await page.evaluate(() => (globalThis as Probing).rehearsalHeadset.controllers.right.updateButtonValue("a-button", 1));
    await page.waitForFunction((before) => (globalThis as Probing).rehearsalProbe.playing() !== before, was, { polling: "raf" });
    expect(await playing()).toBe(!was);
    await mair.picture("replay-headset");
    await page.evaluate(() => {
      const { right } = (globalThis as Probing).rehearsalHeadset.controllers;
      right.updateButtonValue("a-button", 0);
      right.updateButtonValue("b-button", 1); // held: the way out
    });
    await page.getByRole("button", { name: "Enter VR" }).waitFor();
  });

  it("P6: asked nobody but its own server, and nothing complained", () => {
    const strangers = mair.requests.filter((url) => !url.startsWith(program.url) && !url.startsWith("blob:") && !url.startsWith("data:"));
    expect(strangers).toEqual([]);
    expect(mair.complaints.filter((text) => !text.includes("401"))).toEqual([]);
  });
});
