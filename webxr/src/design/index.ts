// The plan of a scene, put into an element of the staff pages. What it is made of is told in `desk`.
import "./design.css";
import { effect, signal } from "@preact/signals";
import { createElement, render } from "preact";
import type { components } from "../net/api.gen";
import { Board } from "./board";
import { createDesk } from "./desk";
import { draftOf, meaningOf, type Meaning } from "./draft";
import { pictureOfGround } from "./ground";
import { createMeasuring, type Measuring } from "./measuring";
import { openView, type View } from "./view";

type Scene = components["schemas"]["Scene"];
type Version = components["schemas"]["Version"];

export interface PlanOptions {
  readonly scene: Pick<Scene, "name">;
  readonly version: Version;
  /** Resolves when it is saved as a new version. */
  readonly save: (meaning: Meaning) => Promise<unknown>;
  /** Whether something is edited and not saved. */
  readonly changed?: (dirty: boolean) => void;
  /** Makes a version with these repairs; where it is not given, none are offered here. */
  readonly repair?: (codes: readonly string[]) => void;
}

export function mountPlan(element: HTMLElement, { scene, version, save, changed, repair }: PlanOptions): { dispose(): void } {
  const desk = createDesk({ draft: draftOf(version.view), min: version.view.min, max: version.view.max, save });
  const canvas = createCanvas();
  const view = signal<View | null>(null);
  const ground = signal<string | null>(null);
  const measuring: { now: Measuring | null } = { now: null };
  const gone = new AbortController();
  const stops: (() => void)[] = [];

  render(createElement(Board, { desk, scene: scene.name, version, canvas, view, ground, repair }), element);
  stops.push(effect(() => changed?.(desk.edits.dirty.value)), guard(desk.edits.dirty), drawGround(desk.measured, ground));
  const opening = openView({
    canvas, url: version.view.url, said: version.view, desk, signal: gone.signal,
    onSoup(soup) {
      desk.nodes.value = shapesIn(soup);
      const made = createMeasuring(soup);
      measuring.now = made;
      stops.push(made.state.subscribe((state) => (desk.measured.value = state)), effect(() => made.measure(meaningOf(desk.edits.draft.value))));
    },
  });
  const show = async () => {
    try {
      const opened = await opening;
      view.value = opened;
      desk.view.value = "shown";
      if (gone.signal.aborted) opened.dispose();
    } catch {
      if (!gone.signal.aborted) desk.view.value = "failed";
    }
  };
  void show();
  return {
    dispose() {
      gone.abort();
      for (const stop of stops) stop();
      measuring.now?.dispose();
      view.peek()?.dispose();
      render(null, element);
      for (const url of [desk.picture.peek(), ground.peek()]) if (url !== null) URL.revokeObjectURL(url);
    },
  };
}

function createCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  return canvas;
}

/** The browser asks before it throws away what is not saved. */
function guard(dirty: { readonly value: boolean; peek(): boolean }): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (dirty.peek()) event.preventDefault();
  };
  addEventListener("beforeunload", ask);
  return () => removeEventListener("beforeunload", ask);
}

function drawGround(measured: ReturnType<typeof createDesk>["measured"], ground: { value: string | null; peek(): string | null }): () => void {
  let drawn: unknown = null;
  const draw = async (last: Parameters<typeof pictureOfGround>[0]) => {
    const url = await pictureOfGround(last);
    const before = ground.peek();
    if (last === drawn) ground.value = url;
    if (before !== null) URL.revokeObjectURL(before);
  };
  return measured.subscribe(({ last }) => {
    if (!last || last === drawn) return;
    drawn = last;
    void draw(last);
  });
}

/** The names of nodes with a shape of their own, those with most of it first: floors are large. */
function shapesIn({ owner, names, parents }: { readonly owner: Uint16Array; readonly names: readonly string[]; readonly parents: Int32Array }): string[] {
  const has = new Set<string>();
  for (const node of new Set(owner)) {
    let at = node;
    while (at >= 0 && names[at] === "") at = parents[at] ?? -1; // parts of a mesh have no name of their own
    const name = names[at] ?? "";
    if (name !== "") has.add(name);
  }
  return [...has].sort((a, b) => a.localeCompare(b));
}
