/** The drawing board as a whole. */
import { useEffect, useRef } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import type { components } from "../net/api.gen";
import { t } from "../text/index";
import { sayProblem } from "../ui/problem";
import { Drawing } from "./drawing";
import { Places } from "./places";
import { Prompts } from "./prompts";
import { Scale, Surfaces } from "./surfaces";
import type { Desk } from "./desk";
import type { View } from "./view";

export interface BoardProps {
  readonly desk: Desk;
  readonly scene: string;
  readonly version: components["schemas"]["Version"];
  readonly canvas: HTMLCanvasElement;
  readonly view: ReadonlySignal<View | null>;
  readonly ground: ReadonlySignal<string | null>;
  readonly repair?: ((codes: readonly string[]) => void) | undefined;
}

export function Board({ desk, scene, version, canvas, view, ground, repair }: BoardProps) {
  return (
    <div class="design">
      {version.made !== "meaning" && !version.view.spawns.concat(version.view.touchpoints).length
        ? <p class="notice">{t("design.proposed.none")}</p>
        : version.made !== "meaning" && version.made !== "sample" && <p class="notice">{t("design.proposed")}</p>}
      <Toolbar desk={desk} />
      <div class="design-bench">
        <div class="design-board">
          <figure class="design-pane">
            <figcaption>{t("design.plan")}</figcaption>
            <Drawing desk={desk} scene={scene} ground={ground} />
            <Key />
          </figure>
          <figure class="design-pane">
            <figcaption>{t("design.view")}</figcaption>
            <Canvas canvas={canvas} desk={desk} scene={scene} />
            <Camera view={view} />
          </figure>
        </div>
        <div class="design-lists">
          <Prompts desk={desk} />
          <Places desk={desk} />
          <p id="design-grip-hint" class="hint">{t("design.move.hint")}</p>
          <Surfaces desk={desk} />
          <Scale version={version} repair={repair} />
        </div>
      </div>
      <p class="visually-hidden" role="status">{desk.said.value}</p>
    </div>
  );
}

function Toolbar({ desk }: { readonly desk: Desk }) {
  const { canUndo, canRedo, dirty } = desk.edits;
  const saving = desk.saving.value;
  const failed = typeof saving === "object" ? saving.failed : null;
  return (
    <div class="design-toolbar" role="group" aria-label={t("design.toolbar")}>
      <button id="design-undo" type="button" class="button quiet" aria-disabled={!canUndo.value} onClick={() => canUndo.peek() && desk.undo()}>{t("design.undo")}</button>
      <button type="button" class="button quiet" aria-disabled={!canRedo.value} onClick={() => canRedo.peek() && desk.redo()}>{t("design.redo")}</button>
      <span class="design-state" role="status">
        {saving === "saving" ? `${t("design.saving")}…` : dirty.value ? t("design.unsaved") : saving === "saved" ? t("design.saved") : t("design.clean")}
      </span>
      <button type="button" class="button push" aria-disabled={!dirty.value || saving === "saving"} onClick={() => dirty.peek() && saving !== "saving" && void desk.save()}>{t("design.save")}</button>
      {failed !== null && <p class="error" role="alert">{sayProblem(failed)}</p>}
    </div>
  );
}

function Key() {
  return (
    <ul class="design-key" aria-label={t("design.key")}>
      <li><span class="free" aria-hidden="true" />{t("design.key.free")}</li>
      <li><span class="walk" aria-hidden="true" />{t("design.key.walk")}</li>
      <li><span class="route" aria-hidden="true" />{t("design.key.route")}</li>
      <li><span class="worse" aria-hidden="true" />{t("design.key.worse")}</li>
    </ul>
  );
}

/** The canvas outlives what is drawn around it. */
function Canvas({ canvas, desk, scene }: { readonly canvas: HTMLCanvasElement; readonly desk: Desk; readonly scene: string }) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    holder.current?.prepend(canvas);
  }, [canvas]);
  canvas.setAttribute("aria-label", t("design.view.label", { scene }));
  return (
    <div ref={holder} class={`design-canvas ${desk.view.value}`}>
      {desk.view.value === "loading" && <p class="design-over" role="status">{t("design.view.loading")}…</p>}
      {desk.view.value === "failed" && <p class="design-over" role="alert">{t("design.view.failed")}</p>}
    </div>
  );
}

const QUARTER = Math.PI / 8;

function Camera({ view }: { readonly view: ReadonlySignal<View | null> }) {
  const orbit = view.value?.orbit;
  if (!orbit) return null;
  return (
    <p class="design-camera">
      <button type="button" class="design-round" aria-label={t("design.view.left")} onClick={() => orbit.turn(-QUARTER, 0)}><Arrow path="M9 4L5 8l4 4M5 8h4a6 6 0 0 1 6 6" /></button>
      <button type="button" class="design-round" aria-label={t("design.view.right")} onClick={() => orbit.turn(QUARTER, 0)}><Arrow path="M11 4l4 4-4 4M15 8h-4a6 6 0 0 0-6 6" /></button>
      <button type="button" class="design-round" aria-label={t("design.view.nearer")} onClick={() => orbit.zoom(0.8)}><Arrow path="M4 10h12M10 4v12" /></button>
      <button type="button" class="design-round" aria-label={t("design.view.further")} onClick={() => orbit.zoom(1.25)}><Arrow path="M4 10h12" /></button>
      <button type="button" class="design-round" aria-label={t("design.view.above")} onClick={() => orbit.above()}><Arrow path="M10 3v9M6 8l4 4 4-4M4 16h12" /></button>
    </p>
  );
}

function Arrow({ path }: { readonly path: string }) {
  return <svg viewBox="0 0 20 20" aria-hidden="true"><path d={path} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" /></svg>;
}
