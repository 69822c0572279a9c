// What people do, in their own words, so that tests read like the story they tell. Elements are found as a person finds them: by role and name.
import { existsSync, mkdirSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import type { VisitProbe } from "../src/e2e/probe";
import type { ReplayProbe } from "../src/replay/probe";
import { until, type Person } from "./browser";
import type { Program } from "./program";

export type Probing = typeof globalThis & { rehearsalProbe: VisitProbe & ReplayProbe; rehearsalHeadset: Headset };

/** The part of IWER's XRDevice that the tests move. */
export interface Headset {
  readonly position: { set(x: number, y: number, z: number): void };
  readonly quaternion: { set(x: number, y: number, z: number, w: number): void };
  readonly controllers: Record<"left" | "right", { position: { set(x: number, y: number, z: number): void }; updateAxes(id: string, x: number, y: number): void; updateButtonValue(id: string, value: number): void }>;
  readonly hands: Record<"left" | "right", { position: { set(x: number, y: number, z: number): void }; quaternion: { set(x: number, y: number, z: number, w: number): void }; updatePinchValue(value: number): void }>;
  primaryInputMode: "controller" | "hand";
  readonly visibilityState: string;
  updateVisibilityState(state: "visible" | "hidden"): void;
}

export const shared = (path: string) => fileURLToPath(new URL(`../../../shared/data/gltf/${path}`, import.meta.url));

/** A designer's file: a real room where the test data lies, else the program's own sample. */
export function designersFile(program: Program): string {
  const real = shared("service-scenes/civic-office.glb");
  if (existsSync(real)) return real;
  const own = join(program.data, "..", "own-sample");
  mkdirSync(own, { recursive: true });
  const file = join(own, "library.glb");
  if (!existsSync(file)) execFileSync(fileURLToPath(new URL("../../bin/rehearsal", import.meta.url)), ["scene", "sample", file]);
  return file;
}

export async function becomeStaff(staff: Person, program: Program): Promise<void> {
  const { page } = staff;
  await page.goto(program.staffLink());
  await page.getByLabel("Your name").fill("Mair");
  await page.getByLabel("Password", { exact: true }).fill("three words together");
  await page.getByRole("button", { name: "Create my account" }).click();
  await page.getByRole("heading", { name: "Scenes", level: 1 }).waitFor();
}

export interface FileToBring {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const glb = (name: string, buffer: Buffer): FileToBring => ({ name, mimeType: "model/gltf-binary", buffer });

/** Chooses a file, or a folder by its path, and says what the scene is called. */
export async function bring(page: Page, what: string | FileToBring, name: string, how: "file" | "folder" = "file"): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("region", { name: "Add a scene" }).getByRole("button", { name: `Choose a ${how}` }).click();
  await (await chooser).setFiles(what);
  await page.getByLabel("What should the scene be called?").fill(name);
  await page.getByRole("button", { name: "Upload", exact: true }).click();
}

export async function upload(staff: Person, file: string, name: string): Promise<void> {
  const { page } = staff;
  await bring(page, file, name);
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

/** Opens a session and answers its id and its code. */
export async function openSession(staff: Person, scene: string): Promise<{ id: string; code: string }> {
  const { page } = staff;
  await page.getByRole("button", { name: new RegExp(`^Open a session on \u2068?${scene}\u2069?$`) }).click();
  await page.getByRole("button", { name: "Open the session" }).click();
  await page.waitForURL(/\/staff\/sessions\/./);
  const link = await page.getByRole("textbox", { name: "Join link" }).inputValue();
  return { id: new URL(page.url()).pathname.split("/").pop() ?? "", code: link.split("#")[1] ?? "" };
}

export interface Joining {
  readonly recorded: boolean;
  readonly name?: string;
}

/** Code, one plain screen, name: three screens and in. */
export async function joinWithCode(citizen: Person, base: string, code: string, joining: Joining): Promise<number> {
  const { page } = citizen;
  await page.goto(base);
  await page.getByLabel("Your code").fill(code);
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("button", { name: joining.recorded ? "Yes, record how I move" : "No, do not record me" }).click();
  if (joining.name) {
    await page.getByRole("button", { name: "Use another name" }).click();
    await page.getByLabel("Name for this session").fill(joining.name);
  }
  await page.getByRole("button", { name: "Go in" }).click();
  await page.waitForURL(/\/visit/);
  await inside(page);
  return page.evaluate(() => (globalThis as Probing).rehearsalProbe.slot());
}

/** Connected, and the scene is drawn. */
export async function inside(page: Page): Promise<void> {
  await until(page, "connected, with the scene shown", () => {
    const probe = (globalThis as Probing).rehearsalProbe;
    return probe?.status() === "live" && probe.scene() === "shown" && probe.frames() > 3;
  }, 60_000);
}

export async function enterVR(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Enter VR" }).click();
  await until(page, "in VR", () => (globalThis as Probing).rehearsalProbe.immersed());
}

export interface Trace {
  readonly ms: number;
  readonly head: number[];
  readonly hand: number[] | null;
}

/** Walks the headset and its left hand slowly along a curve until it is told to stop, and keeps where they really were, in the scene. */
export async function walkHeadset(page: Page): Promise<{ stop(): Promise<Trace[]> }> {
  await page.evaluate(() => new Promise<void>((walking) => {
    const { rehearsalProbe: probe, rehearsalHeadset: device } = globalThis as Probing;
    const kept: Trace[] = [];
    Object.assign(globalThis, { walk: { on: true, kept } });
    let drawn = 0;
    let warm = 0; // the first steps bring the headset to its curve
    const step = () => {
      if (probe.frames() !== drawn) {
        drawn = probe.frames();
        const own = probe.own();
        if (own && ++warm > 4) kept.push({ ms: probe.nowMs(), head: own.head, hand: own.left });
        const a = performance.now() / 5000;
        device.position.set(0.25 * Math.sin(a), 1.6, 0.25 * Math.cos(a));
        device.controllers.left.position.set(0.25 * Math.sin(a) - 0.25, 1.15, 0.25 * Math.cos(a) - 0.35);
        if (kept.length === 2) walking();
      }
      if ((globalThis as Walking).walk.on) setTimeout(step, 2);
    };
    step();
  }));
  return {
    stop: () => page.evaluate(() => {
      const { walk } = globalThis as Walking;
      walk.on = false;
      return walk.kept;
    }),
  };
}

type Walking = typeof globalThis & { walk: { on: boolean; kept: Trace[] } };

/** Keeps what this page draws of somebody, and of what session time, for so many frames. */
export function watch(page: Page, slot: number, frames: number): Promise<(Trace & { lag: number })[]> {
  return page.evaluate(([who, count]) => new Promise<(Trace & { lag: number })[]>((done) => {
    const { rehearsalProbe: probe } = globalThis as Probing;
    const kept: (Trace & { lag: number })[] = [];
    let drawn = 0;
    const step = () => {
      if (probe.frames() !== drawn) {
        drawn = probe.frames();
        const ms = probe.shownMs();
        const seen = probe.drawnAt(who, ms);
        if (seen) kept.push({ ms, lag: probe.nowMs() - ms, head: seen.pose.slice(0, 7), hand: seen.flags & 64 ? seen.pose.slice(7, 14) : null });
      }
      if (kept.length < count) setTimeout(step, 2);
      else done(kept);
    };
    step();
  }), [slot, frames] as const);
}

/** Metres between what was drawn and where the part really was at that session time. */
export function error(drawn: Trace, truth: readonly Trace[], part: "head" | "hand"): number {
  const after = truth.findIndex((t) => t.ms >= drawn.ms);
  const a = truth[after - 1];
  const b = truth[after];
  const [p, q, seen] = [a?.[part], b?.[part], drawn[part]];
  if (!a || !b || !p || !q || !seen) return NaN;
  const share = (drawn.ms - a.ms) / (b.ms - a.ms);
  return Math.hypot(...[0, 1, 2].map((i) => (p[i] ?? 0) + share * ((q[i] ?? 0) - (p[i] ?? 0)) - (seen[i] ?? 0)));
}
