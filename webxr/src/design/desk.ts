/**
 * design: a scene on the drawing board. A designer sees it from above and in 3D, with what it means: where people come in, what they meet,
 * where they wait, what they walk on. What the file said is a proposal; it is added to, moved, renamed, taken away, undone, and saved as a
 * new version, which leaves the file as it is. What `space` finds is drawn where it is, and found again after every edit.
 *
 * The plan, the 3D view and the lists show one draft (`draft`, `edits`) and one choice, so that whatever is done in one is done in all; a
 * keyboard and a screen reader do all of it in the lists. This room introduces `world`, `plan` and `space` to each other, as `visit` and
 * `replay` do for theirs; the staff pages load it when a designer opens the plan.
 */
import { computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { planBox, type Box } from "../plan/box";
import type { Finding } from "../space/finding";
import { t } from "../text/index";
import { added, centimetre, changed, meaningOf, removed, toggled, turnedTo, type Draft, type Meaning, type Sort, type Thing } from "./draft";
import { createEdits, type Edits } from "./edits";
import type { Measured } from "./measuring";

export interface Desk {
  readonly edits: Edits;
  readonly box: Box;
  /** The id of the chosen thing. */
  readonly chosen: Signal<number | null>;
  /** The number of the chosen design prompt, from 1. */
  readonly prompt: Signal<number | null>;
  readonly thing: ReadonlySignal<Thing | null>;
  readonly measured: Signal<Measured>;
  readonly findings: ReadonlySignal<readonly Finding[]>;
  /** Said to a screen reader. */
  readonly said: Signal<string>;
  readonly picture: Signal<string | null>;
  readonly view: Signal<"loading" | "shown" | "failed">;
  /** The nodes that have a shape, by the names that a meaning uses. */
  readonly nodes: Signal<readonly string[]>;
  readonly saving: Signal<"idle" | "saving" | "saved" | { readonly failed: unknown }>;
  add(sort: Sort): void;
  change(id: number, change: Partial<Omit<Thing, "id" | "sort">>, gesture?: string): void;
  /** To a point of the floor; keeps to centimetres. */
  move(id: number, x: number, z: number, gesture?: string): void;
  nudge(id: number, dx: number, dz: number): void;
  turn(id: number, by: number): void;
  remove(id: number): void;
  toggle(list: "floor" | "hidden", node: string, on: boolean): void;
  undo(): void;
  redo(): void;
  save(): Promise<void>;
}

export interface DeskOptions {
  readonly draft: Draft;
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly save: (meaning: Meaning) => Promise<unknown>;
}

/** Further out than this nobody means anything. */
const FAR = 10_000;

export function createDesk({ draft: first, min, max, save }: DeskOptions): Desk {
  const edits = createEdits(first);
  const { draft } = edits;
  const chosen = signal<number | null>(null);
  const prompt = signal<number | null>(null);
  const measured = signal<Measured>({ kind: "measuring", share: 0, last: null });
  const said = signal("");
  const saving = signal<Desk["saving"]["value"]>("idle");
  const box = planBox(min, max, first.things.map(({ x, y, z }) => [x, y, z]));
  const find = (id: number) => draft.peek().things.find((thing) => thing.id === id);
  const edit = (to: Draft, gesture?: string) => {
    edits.edit(to, gesture);
    if (saving.peek() !== "saving") saving.value = "idle";
  };
  const desk: Desk = {
    edits, box, chosen, prompt, measured, said, saving,
    thing: computed(() => draft.value.things.find(({ id }) => id === chosen.value) ?? null),
    findings: computed(() => measured.value.last?.findings ?? []),
    picture: signal(null), view: signal("loading"), nodes: signal([]),
    add(sort) {
      const place = freePlace(draft.peek(), box);
      const made = added(draft.peek(), sort, t(`design.new.${sort}`), place.x, draft.peek().floorHeight, place.z);
      edit(made.draft);
      chosen.value = made.id;
      prompt.value = null;
      said.value = t("design.said.added", { name: t(`design.new.${sort}`) });
    },
    change: (id, change, gesture) => edit(changed(draft.peek(), id, change), gesture),
    move(id, x, z, gesture) {
      const thing = find(id);
      const [toX, toZ] = [centimetre(Math.min(FAR, Math.max(-FAR, x))), centimetre(Math.min(FAR, Math.max(-FAR, z)))];
      if (thing && (thing.x !== toX || thing.z !== toZ)) edit(changed(draft.peek(), id, { x: toX, z: toZ }), gesture);
    },
    nudge(id, dx, dz) {
      const thing = find(id);
      if (!thing) return;
      desk.move(id, thing.x + dx, thing.z + dz, `nudge ${id}`);
      const now = find(id) ?? thing;
      said.value = t("design.said.at", { name: now.name, x: now.x, z: now.z });
    },
    turn(id, by) {
      const thing = find(id);
      if (thing) edit(changed(draft.peek(), id, { yaw: turnedTo(thing.yaw + by) }), `turn ${id}`);
    },
    remove(id) {
      const thing = find(id);
      if (!thing) return;
      edit(removed(draft.peek(), id));
      if (chosen.peek() === id) chosen.value = null;
      said.value = t("design.said.removed", { name: thing.name });
    },
    toggle: (list, node, on) => edit(toggled(draft.peek(), list, node, on)),
    undo() {
      edits.undo();
      said.value = t("design.said.undone");
    },
    redo() {
      edits.redo();
      said.value = t("design.said.redone");
    },
    async save() {
      const now = draft.peek();
      saving.value = "saving";
      try {
        await save(meaningOf(now));
        edits.saved(now);
        saving.value = "saved";
      } catch (failed) {
        saving.value = { failed };
      }
    },
  };
  return desk;
}

/** In front of where people come in, where nothing is yet; else the middle of the plan. */
function freePlace({ things }: Draft, box: Box): { x: number; z: number } {
  const spawn = things.find(({ sort }) => sort === "spawn");
  const [x, z] = spawn ? [spawn.x - Math.sin(spawn.yaw) * 1.5, spawn.z - Math.cos(spawn.yaw) * 1.5] : [(box.minX + box.maxX) / 2, (box.minZ + box.maxZ) / 2];
  for (let aside = 0; aside < 8; aside++) {
    const to = { x: x + (aside % 2 === 0 ? 1 : -1) * Math.ceil(aside / 2) * 0.8, z };
    if (!things.some((thing) => Math.hypot(thing.x - to.x, thing.z - to.z) < 0.4)) return to;
  }
  return { x, z };
}
