// What staff do before and around a session, and what every page has to be: usable by axe's rules, narrow, Welsh, and nobody else's business.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsOfAxe } from "./axe";
import { openBrowser, person, until, type Person } from "./browser";
import { tinyScene } from "./glb";
import { startProgram, type Program } from "./program";
import { becomeStaff, openSession } from "./story";

let program: Program;
let browser: Browser;
let mair: Person; // staff
let aled: Person; // a citizen on a small phone
let session: { id: string; code: string };

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");
const overflows = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  [mair, aled] = await Promise.all([person(browser, { width: 1280, height: 800 }), person(browser, { width: 320, height: 640, touch: true })]);
  await becomeStaff(mair, program);
});
afterAll(async () => {
  await browser?.close();
  await program?.dispose();
});

describe("adding a scene", () => {
  it("takes a file that is dropped anywhere on the page", async () => {
    const { page } = mair;
    const carried = await page.evaluateHandle((bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], "dropped_room.glb", { type: "model/gltf-binary" }));
      return data;
    }, [...tinyScene()]);
    await page.dispatchEvent("main", "dragover", { dataTransfer: carried });
    await page.getByText("Let go: the scene is added here").waitFor();
    await page.dispatchEvent("main", "drop", { dataTransfer: carried });
    expect(await page.getByLabel("What should the scene be called?").inputValue()).toBe("Dropped room");
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    await page.getByRole("heading", { name: /Dropped room.? is here/ }).waitFor();
    await until(page, "what became of it has the focus", () => document.activeElement?.textContent?.includes("Dropped room"));
  });
});

describe("the desk of a session", () => {
  it("asks before it ends for everybody, and gives the focus back", async () => {
    session = await openSession(mair, "Dropped room");
    const { page } = mair;
    await page.getByRole("button", { name: "End session" }).click();
    await page.getByRole("button", { name: "Keep it open" }).click();
    expect(await focused(page)).toBe("End session");
  });
});

describe("every page", () => {
  it("has nothing that axe complains of, wide or 320 pixels narrow, and nothing to scroll to the side for", async () => {
    const staff = ["/staff/scenes", "/staff/sessions", `/staff/sessions/${session.id}`];
    for (const path of staff) expect(await faultsOf(mair.page, path)).toEqual([]);
    await mair.page.setViewportSize({ width: 320, height: 640 });
    for (const path of staff) expect(await faultsOf(mair.page, path)).toEqual([]);
    for (const path of ["/", "/headset", `/join#${session.code}`, "/staff/sign-in"]) expect(await faultsOf(aled.page, path)).toEqual([]);
  });

  it("A23: speaks Welsh when asked, on the same screen, with what was typed", async () => {
    const { page } = aled;
    await page.goto(`${program.url}/join#${session.code}`);
    await page.getByRole("button", { name: "Yes, record how I move" }).click();
    await page.getByLabel("Name for this session").fill("Aled Öz");
    await page.getByRole("link", { name: "Cymraeg" }).click();
    await page.getByRole("heading", { name: "Beth ddylem eich galw?" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("cy");
    expect(await page.getByRole("textbox").inputValue()).toBe("Aled Öz");
    expect(await page.title()).toContain("Ymuno");
    expect(await complaintsOfAxe(page)).toEqual([]);
    for (const path of ["/headset", "/"]) {
      await page.goto(program.url + path);
      await page.getByRole("link", { name: "English" }).click();
      await until(page, "it is English again", () => document.documentElement.lang === "en");
      const english = await page.getByRole("main").innerText();
      await page.getByRole("link", { name: "Cymraeg" }).click();
      await until(page, "it is Welsh", () => document.documentElement.lang === "cy");
      const same = (await page.getByRole("main").innerText()).split("\n").filter((line) => line.split(" ").length > 3 && english.split("\n").includes(line));
      expect(same).toEqual([]);
      expect(await overflows(page)).toBe(false);
    }
  });

  it("P6: asks nobody but its own server, and nothing complains", () => {
    for (const { requests, complaints } of [mair, aled]) {
      const strangers = requests.filter((url) => !url.startsWith(program.url) && !url.startsWith("blob:") && !url.startsWith("data:"));
      expect(strangers).toEqual([]);
      expect(complaints.filter((text) => !/40[14]|422/.test(text))).toEqual([]);
    }
  });
});

/** What is wrong with a page, once it is all there. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  await page.goto(program.url + path);
  await until(page, `${path} is all there`, () => document.querySelector("h1") !== null && !/Loading|Looking/.test(document.querySelector("main")?.textContent ?? ""));
  const faults = await complaintsOfAxe(page);
  if (await overflows(page)) faults.push("there is something to scroll to the side for");
  return faults.map((fault) => `${path}: ${fault}`);
}
