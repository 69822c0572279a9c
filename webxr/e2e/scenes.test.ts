// Bringing a scene in, and its page: whatever a designer drags in is taken up, survives what networks and servers do, is told about in words,
// and made lighter without losing what it was. The real program, real Chromium; by mouse and by keys alone.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsOfAxe } from "./axe";
import { openBrowser, person, until, type Person } from "./browser";
import { wireTo, type Wire } from "./cut";
import { sceneOf, tinyScene } from "./glb";
import { startProgram, type Program } from "./program";
import { becomeStaff, bring, glb, openSession, shared } from "./story";

let program: Program;
let wire: Wire;
let browser: Browser;
let mair: Person;
let desk: string; // a folder of the designer's own

const MB = 1024 * 1024;
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");
const overflows = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
const card = (page: Page, heading: RegExp) => page.locator(".upload").filter({ has: page.getByRole("heading", { level: 2, name: heading }) });

beforeAll(async () => {
  [program, browser] = await Promise.all([startProgram(), openBrowser()]);
  wire = await wireTo(program.url);
  desk = mkdtempSync(join(tmpdir(), "rehearsal-desk-"));
  mair = await person(browser, { width: 1280, height: 900 });
  mair.page.on("filechooser", () => undefined); // or the browser begins to hand choosers to us only after a key was pressed
  await becomeStaff(mair, { ...program, staffLink: () => program.staffLink().replace(program.url, wire.url) });
});

afterAll(async () => {
  await browser?.close();
  await wire?.dispose();
  await program?.dispose();
  if (desk) rmSync(desk, { recursive: true, force: true });
});

const scenes = (page: Page) => page.goto(`${wire.url}/staff/scenes`);

/** Puts away the cards of what has arrived or was refused. */
async function tidy(page: Page): Promise<void> {
  const close = page.getByRole("button", { name: "Close", exact: true });
  while ((await close.count()) > 0) await close.first().click();
}

/** Accepted, and among the scenes. */
async function arrived(page: Page, name: string): Promise<boolean> {
  await page.getByRole("heading", { name: new RegExp(`^\u2068?${name}\u2069? is here`) }).waitFor();
  await page.getByRole("link", { name, exact: true }).waitFor();
  await tidy(page);
  return page.getByRole("link", { name, exact: true }).isVisible();
}

describe("D1: any sensible form", () => {
  it("a folder, nested, with what macOS and Windows leave in it", async () => {
    const folder = join(desk, "waiting-room");
    mkdirSync(join(folder, "export"), { recursive: true });
    mkdirSync(join(folder, "__MACOSX"), { recursive: true });
    const corners = Buffer.from(new Float32Array([0, 0, 0, 0, 0, 4, 4, 0, 0]).buffer);
    writeFileSync(join(folder, "export", "room.bin"), corners);
    writeFileSync(join(folder, ".DS_Store"), "not ours");
    writeFileSync(join(folder, "__MACOSX", "._room.gltf"), "not ours");
    writeFileSync(join(folder, "export", "Thumbs.db"), "not ours");
    writeFileSync(join(folder, "export", "room.gltf"), JSON.stringify({
      asset: { version: "2.0" }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0, name: "floor" }], meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
      accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: "VEC3", min: [0, 0, 0], max: [4, 0, 4] }],
      bufferViews: [{ buffer: 0, byteLength: 36 }], buffers: [{ uri: "room.bin", byteLength: 36 }],
    }));
    const { page } = mair;
    await bring(page, folder, "Waiting room", "folder");
    expect(await arrived(page, "Waiting room")).toBe(true);
  });

  it("a .gltf chosen together with its buffer", async () => {
    const { page } = mair;
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Choose a file" }).click();
    await (await chooser).setFiles([join(desk, "waiting-room/export/room.gltf"), join(desk, "waiting-room/export/room.bin")]);
    await page.getByText(/room.?: 2 files/).waitFor();
    await page.getByRole("button", { name: "Upload", exact: true }).click();
    expect(await arrived(page, "Room")).toBe(true);
  });

  const zip = shared("packages/branch-library.zip");
  it.skipIf(!existsSync(zip))("a zip, as designers make them", async () => {
    const { page } = mair;
    await bring(page, zip, "Zipped library");
    expect(await arrived(page, "Zipped library")).toBe(true);
  });

  const real = shared("service-scenes/branch-library-folder");
  it.skipIf(!existsSync(real))("a real folder, with the files that its .gltf names", async () => {
    cpSync(real, join(desk, "real-folder"), { recursive: true });
    const { page } = mair;
    await bring(page, join(desk, "real-folder"), "Real folder", "folder");
    expect(await arrived(page, "Real folder")).toBe(true);
  });
});

describe("D1: what becomes of a file is said in words for designers", () => {
  it("refused: what, why, what to do; the code only for whoever looks it up; and the focus goes back to where it began", async () => {
    const { page } = mair;
    await bring(page, glb("cut-off.glb", tinyScene().subarray(0, -20)), "Cut off");
    const refused = card(page, /Cut off.? was not added/);
    await refused.getByText("This stops the scene").waitFor();
    await refused.getByText("What to do:").first().waitFor();
    await until(page, "what became of it has the focus", () => document.activeElement?.textContent?.includes("was not added"));
    const code = refused.locator("details").first();
    expect(await code.evaluate((details) => (details instanceof HTMLDetailsElement ? details.open : null))).toBe(false);
    await code.locator("summary").click();
    expect(await code.locator("code").first().isVisible()).toBe(true);
    expect(await complaintsOfAxe(page)).toEqual([]);
    await picture(mair, "upload-refused");
    await refused.getByRole("button", { name: "Close" }).click();
    expect(await focused(page)).toBe("Choose a file");
  });

  it("accepted, with something to know", async () => {
    const { page } = mair;
    await bring(page, glb("far.glb", sceneOf({ away: 20_000 })), "Far away");
    const accepted = card(page, /Far away.? is here, with/);
    await accepted.getByText("Good to know").waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    await picture(mair, "upload-warned");
    await tidy(page);
  });

  it("over budget: for which headset, by which measure, and what weighs most", async () => {
    const { page } = mair;
    await bring(page, glb("many.glb", sceneOf({ pieces: 400 })), "Many pieces");
    const heavy = card(page, /Many pieces.? is here, but too heavy/);
    await heavy.getByText("What weighs most").waitFor();
    expect(await heavy.getByRole("listitem").filter({ hasText: "Older headset" }).innerText()).toMatch(/Too heavy.*draw calls/s);
    expect(await heavy.getByText("800 with two eyes").count()).toBe(1);
    expect(await complaintsOfAxe(page)).toEqual([]);
    await picture(mair, "upload-over-budget");
    await tidy(page);
  });

  it("is stopped on its way, leaves nothing behind, and gives the focus back", async () => {
    const { page } = mair;
    const slow = await throttled(mair, 20_000);
    await bring(page, glb("slow.glb", Buffer.alloc(2_000_000)), "Slow");
    await page.getByRole("progressbar").waitFor();
    await picture(mair, "uploading");
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("heading", { name: /Slow.? is paused/ }).waitFor();
    expect(await focused(page)).toBe("Go on");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("Choose a file");
    await slow.end();
    await page.reload();
    await page.getByRole("heading", { name: "Scenes", level: 1 }).waitFor();
    expect(await page.locator(".upload").count()).toBe(0);
  });
});

describe("D1: a hundred megabytes survive what networks, servers and browsers do", () => {
  it("a cut network, a killed server and a reload cost nothing that has arrived", async () => {
    const { page } = mair;
    const begun: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && new URL(request.url()).pathname === "/api/uploads") begun.push(request.url());
    });
    const slow = await throttled(mair, 6 * MB);
    const file = join(desk, "large.glb");
    writeFileSync(file, sceneOf({ ballast: 95 * MB }));
    await scenes(page);
    await bring(page, file, "Large hall");
    await hasSent(page, 12);
    wire.cut();
    await page.getByRole("heading", { name: /Large hall.? waits for the network/ }).waitFor();
    await picture(mair, "upload-offline");
    wire.mend();
    await hasSent(page, 30);
    await program.kill("SIGKILL");
    await page.getByRole("heading", { name: /waits for the network/ }).waitFor();
    await program.start();
    await hasSent(page, 50);
    await page.reload();
    await page.getByText("It goes on from where it was.").waitFor();
    await hasSent(page, 60);
    await slow.end();
    await page.getByRole("heading", { name: /Large hall.? is here/ }).waitFor({ timeout: 120_000 });
    expect(begun).toHaveLength(1);
    expect(await complaintsOfAxe(page)).toEqual([]);
    await tidy(page);
  }, 300_000);

  it("goes on where no file could be kept, once the same one is given again", async () => {
    const { page } = mair;
    const slow = await throttled(mair, 100_000);
    const file = join(desk, "unkept.glb");
    writeFileSync(file, sceneOf({ ballast: 2 * MB }));
    await bring(page, file, "Unkept");
    await hasSent(page, 3);
    await page.evaluate(() => new Promise<void>((done, failed) => {
      const opening = indexedDB.open("rehearsal-uploads");
      opening.onerror = () => failed(opening.error ?? new Error("not opened"));
      opening.onsuccess = () => {
        const emptying = opening.result.transaction("files", "readwrite");
        emptying.objectStore("files").clear();
        emptying.oncomplete = () => done();
      };
    }));
    await page.reload();
    const wanted = card(page, /Unkept.? is not all here yet/);
    await wanted.waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    const give = async (what: Parameters<typeof bring>[1]) => {
      const chooser = page.waitForEvent("filechooser");
      await wanted.getByRole("button", { name: "Choose a file" }).click();
      await (await chooser).setFiles(what);
    };
    await give(glb("unkept.glb", tinyScene()));
    await wanted.getByRole("alert").waitFor();
    await slow.end();
    await give(file);
    await page.getByRole("heading", { name: /Unkept.? is here/ }).waitFor();
    await tidy(page);
  });
});

describe("a scene's page", () => {
  it("mends what is ticked in a new version, and undo is choosing the old one", async () => {
    const { page } = mair;
    await bring(page, glb("dull.glb", sceneOf({ normals: 2 })), "Dull floor");
    await page.getByRole("heading", { name: /Dull floor.? is here/ }).waitFor();
    await page.getByRole("link", { name: "Look at the scene" }).click();
    await page.getByRole("heading", { name: "This can be mended here" }).waitFor();
    await picture(mair, "scene-page");
    expect(await complaintsOfAxe(page)).toEqual([]);
    await page.getByRole("button", { name: /Mend these/ }).click();
    await page.getByRole("heading", { name: "This can be mended here" }).waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Versions" }).click();
    expect(new URL(page.url()).pathname).toMatch(/\/versions$/);
    await page.getByText(/Mended.?, from version 1/).waitFor();
    await page.getByRole("button", { name: "Go back to version 1" }).click();
    await until(page, "version 1 is in use again", () => document.querySelector(".version.current")?.textContent?.includes("Version 1"));
    expect(await complaintsOfAxe(page)).toEqual([]);
    await page.goBack();
    await page.getByRole("tab", { name: "Scene", selected: true }).waitFor();
    await page.getByRole("heading", { name: "This can be mended here" }).waitFor();
  });

  it("makes it lighter in the browser, shows before and after, and keeps it as a version", async () => {
    const { page } = mair;
    await scenes(page);
    const real = shared("service-scenes/branch-library.glb");
    const file = existsSync(real) ? real : glb("hall.glb", sceneOf({ pieces: 40, ballast: 200_000 }));
    await bring(page, file, "Heavy library");
    await page.getByRole("link", { name: /Look at the scene|Make it lighter/ }).click();
    await page.getByRole("button", { name: "Make it lighter…" }).click();
    await page.getByText(/Texture memory.?: about/).first().waitFor();
    expect(await complaintsOfAxe(page)).toEqual([]);
    await page.getByRole("radio", { name: /As much as possible/ }).check();
    await page.getByRole("button", { name: "Make a lighter one to compare" }).click();
    await page.getByRole("button", { name: "Keep the lighter one" }).waitFor();
    await until(page, "both pictures are there", () => [...document.querySelectorAll<HTMLImageElement>(".sides img")].filter((image) => image.complete && image.naturalWidth > 0).length === 2);
    await picture(mair, "lighter-compare");
    expect(await complaintsOfAxe(page)).toEqual([]);
    const [before, after] = await page.evaluate(() => [...document.querySelectorAll(".before-after tr:last-child td")].slice(0, 2).map((cell) => cell.textContent ?? ""));
    expect(after).not.toBe(before);
    await page.getByRole("button", { name: "Keep the lighter one" }).click();
    await page.getByRole("heading", { name: /Heavy library.? is here/ }).waitFor();
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByText(/Made lighter.?, from version 1/).waitFor();
  });

  it("says which sessions stand in the way of deleting, and deletes what nobody used", async () => {
    const { page } = mair;
    await scenes(page);
    await openSession(mair, "Heavy library");
    await scenes(page);
    await page.getByRole("link", { name: "Heavy library", exact: true }).click();
    await remove(page);
    const trouble = page.getByRole("alert");
    await trouble.getByRole("link", { name: /Heavy library/ }).waitFor();
    await page.getByRole("link", { name: "All scenes" }).click();
    await bring(page, glb("unused.glb", tinyScene()), "Unused hall");
    await page.getByRole("link", { name: "Unused hall", exact: true }).click();
    await page.getByLabel("What is the scene called?").fill("Nobody's hall");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByRole("heading", { name: "Nobody's hall", level: 1 }).waitFor();
    await remove(page);
    await page.getByRole("heading", { name: "Scenes", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Heavy library", exact: true }).waitFor();
    expect(await page.getByRole("link", { name: "Nobody's hall", exact: true }).count()).toBe(0);
    await tidy(page);
  });
});

describe("by keys alone", () => {
  it("from the file to the page of the scene, past a refusal", async () => {
    const { page } = mair;
    await scenes(page);
    await page.getByRole("heading", { name: "Scenes", level: 1 }).waitFor();
    await tabTo(page, "Choose a folder");
    await tabTo(page, "Choose a file", "Shift+Tab");
    const first = page.waitForEvent("filechooser");
    await page.keyboard.press("Enter");
    await (await first).setFiles(glb("page.glb", Buffer.from("<!doctype html><title>404</title>")));
    await until(page, "the name has the focus", () => document.activeElement?.id === "scene-name");
    await page.keyboard.type("Not a scene");
    await page.keyboard.press("Enter");
    await until(page, "the refusal has the focus", () => document.activeElement?.textContent?.includes("was not added"));
    await tabTo(page, "For looking it up");
    await page.keyboard.press("Enter");
    await tabTo(page, "Choose a file");
    const second = page.waitForEvent("filechooser");
    await page.keyboard.press("Space");
    await (await second).setFiles(glb("keys.glb", tinyScene()));
    await until(page, "the name has the focus", () => document.activeElement?.id === "scene-name");
    await page.keyboard.press("Enter");
    await until(page, "what became of it has the focus", () => document.activeElement?.textContent?.includes("is here"));
    await tabTo(page, "Look at the scene");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Keys", level: 1 }).waitFor();
    await tabTo(page, "Scene");
    await page.keyboard.press("End");
    await page.getByRole("tab", { name: "Versions", selected: true }).waitFor();
    expect(await focused(page)).toBe("Versions");
  });
});

describe("for everybody", () => {
  it("A23: speaks Welsh in every state, and fits 320 pixels, 200 %, right to left and forced colours", async () => {
    const { page } = mair;
    await scenes(page);
    await page.getByRole("link", { name: "Cymraeg" }).click();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Dewis ffeil" }).click();
    await (await chooser).setFiles(glb("wedi-torri.glb", tinyScene().subarray(0, -20)));
    await page.getByLabel("Beth ddylid galw'r olygfa?").fill("Wedi torri");
    await page.getByRole("button", { name: "Uwchlwytho", exact: true }).click();
    await page.getByText("Mae hyn yn atal yr olygfa").waitFor();
    await picture(mair, "upload-refused-cy");
    expect(await complaintsOfAxe(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflows(page)).toBe(false);
    await picture(mair, "upload-refused-cy-320");
    await page.emulateMedia({ forcedColors: "active" });
    await picture(mair, "upload-refused-forced");
    await page.emulateMedia({ forcedColors: "none" });
    await page.getByRole("link", { name: "English" }).click();
    for (const path of ["/staff/scenes", await pathOf(page, "Many pieces"), `${await pathOf(page, "Many pieces")}/versions`]) {
      await page.goto(`${wire.url}${path}?dir=rtl`);
      await until(page, `${path} is all there`, () => document.querySelector("h1") !== null && !/Loading/.test(document.querySelector("main")?.textContent ?? ""));
      expect({ path, overflows: await overflows(page) }).toEqual({ path, overflows: false });
      expect(await complaintsOfAxe(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it("P6: asks nobody but its own server, and nothing complains", () => {
    const strangers = mair.requests.filter((url) => !url.startsWith(wire.url) && !url.startsWith("blob:") && !url.startsWith("data:"));
    expect(strangers).toEqual([]);
    expect(mair.complaints.filter((text) => !/40[149]|422|Failed to load resource|ERR_/.test(text))).toEqual([]);
  });
});

async function picture(who: Person, name: string): Promise<void> {
  await who.picture(name);
}

/** So that there is something to see on the way. */
async function throttled({ context, page }: Person, uploadThroughput: number) {
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  return {
    async end() {
      await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
      await network.detach();
    },
  };
}

async function hasSent(page: Page, percent: number): Promise<void> {
  await page.waitForFunction((least) => Number(document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow") ?? 0) >= least, percent, { timeout: 60_000 });
}

/** Moves the focus until what has it says so. */
async function tabTo(page: Page, words: string, key = "Tab"): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)).trim() === words) return;
    await page.keyboard.press(key);
  }
  throw new Error(`no way by ${key} to "${words}"`);
}

async function remove(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Delete the scene" }).click();
  await page.getByRole("button", { name: "Delete it", exact: true }).click();
}

async function pathOf(page: Page, scene: string): Promise<string> {
  if (!page.url().endsWith("/staff/scenes")) await page.goto(`${wire.url}/staff/scenes`);
  return (await page.getByRole("link", { name: scene, exact: true }).getAttribute("href")) ?? "";
}
