// The scene of a replay: stage, model, avatars, the way into a headset and the picture that the plan lies on. A browser
// that cannot draw it goes on with the plan and the lists, at the same clock.
import { signal, type Signal } from "@preact/signals";
import type { Replay } from "../net/history";
import type { Plan } from "../plan/plan";
import type { Choices } from "../ui/replay/choices";
import { lookAt, step } from "../ui/replay/camera";
import { createPilot } from "../ui/replay/pilot";
import type { SceneState, StageState } from "../ui/replay/stage-view";
import type { Viewing } from "../ui/replay/viewing";
import { t } from "../text/index";
import { clockTime } from "../ui/replay/words";
import { createAvatars } from "../world/avatars";
import { loadModel, type Model } from "../world/model";
import { pictureUnder } from "../world/overhead";
import { placeNear, standingPlace } from "../world/spawn";
import { createStage, type Stage } from "../world/stage";
import { STANDING_EYES } from "../xr/ground";
import { immersionSupport } from "../xr/immersion";
import { TURN } from "../xr/turn";
import { createInside, type Inside } from "./inside";
import type { Watch } from "./watch";

export interface SceneParts {
  readonly history: Replay;
  readonly viewing: Viewing;
  readonly watch: Watch;
  readonly plan: Plan;
  readonly choices: Choices;
  readonly reducedMotion: boolean;
  readonly state: Signal<SceneState>;
}

const STEP_METRES = 0.7;

export function createScene(parts: SceneParts): StageState {
  const { viewing, watch, state } = parts;
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-labelledby", "replay-view-hint");
  const headset = signal<"none" | "ready" | "inside">("none");
  let inside: Inside | null = null;

  const stage = stageOn(canvas);
  if (stage) {
    void bringUp(stage);
    runIn(stage, watch, () => inside);
  } else {
    state.value = { kind: "noWebgl" };
    runWithout(watch);
  }
  async function bringUp(on: Stage): Promise<void> {
    const model = await show(parts, on, canvas);
    if (model && (await immersionSupport()).kind === "yes") inside = enterable(parts, on, model, headset);
  }

  return {
    canvas,
    scene: state,
    headset,
    nudge(way) {
      if (viewing.view.peek() !== "free") viewing.look("free");
      if (way === "left" || way === "right") watch.eye.yaw += way === "left" ? TURN : -TURN;
      else step(watch.eye, way === "forward" ? 1 : -1, 0, 0, STEP_METRES);
    },
    enterOrLeave() {
      inside?.enterOrLeave().catch(() => (viewing.notice.value = t("replay.vrFailed")));
    },
  };
}

function stageOn(canvas: HTMLCanvasElement): Stage | null {
  try {
    return createStage(canvas);
  } catch {
    return null; // no WebGL 2: said on the page
  }
}

/** Without a stage the page's own frames turn the clock. */
function runWithout(watch: Watch): void {
  const frame = (nowMs: number) => {
    watch.step(nowMs);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function runIn(stage: Stage, watch: Watch, inside: () => Inside | null): void {
  let before = NaN;
  stage.onFrame((nowMs, frame) => {
    const seconds = Number.isNaN(before) ? 0 : Math.min(0.25, (nowMs - before) / 1000);
    before = nowMs;
    if (frame) inside()?.step(frame, seconds);
    watch.step(nowMs);
  });
}

/** Loads the model and peoples it; null when it cannot be shown. */
async function show(parts: SceneParts, stage: Stage, canvas: HTMLCanvasElement): Promise<Model | null> {
  const { history, viewing, watch, plan, choices, state } = parts;
  const view = history.manifest.session.scene;
  watch.scene = {
    stage,
    avatars: createAvatars(stage),
    pilot: createPilot({ canvas, eye: watch.eye, viewing, singleKeys: () => choices.singleKeys.peek() }),
    model: null,
    immersed: () => stage.renderer.xr.isPresenting,
  };
  watch.refresh();
  try {
    const model = await loadModel(stage, view.url, {
      said: view,
      onProgress: (loaded, total) => (state.value = { kind: "loading", share: loaded / (total || view.bytes) }),
    });
    stage.show(model);
    watch.scene.model = model;
    if (viewing.view.peek() !== "free") standSomewhere(watch, model, view.spawns); // else the watcher is where they went
    state.value = { kind: "shown" };
    await pictureUnder(plan, stage, model, watch.eye.x, watch.eye.y, watch.eye.z);
    if (!parts.reducedMotion) viewing.begin();
    return model;
  } catch {
    state.value = { kind: "failed" };
    return null;
  }
}

/** Before there is anybody to follow, one looks in from the door. */
function standSomewhere(watch: Watch, model: Model, spawns: Parameters<typeof standingPlace>[1]): void {
  const place = standingPlace(model, spawns, 1);
  Object.assign(watch.eye, { x: place.x, y: place.y + STANDING_EYES, z: place.z, yaw: place.yaw, pitch: -0.05 });
}

function enterable(parts: SceneParts, stage: Stage, model: Model, headset: Signal<"none" | "ready" | "inside">): Inside {
  const { viewing, watch } = parts;
  headset.value = "ready";
  return createInside({
    stage,
    model,
    eye: watch.eye,
    reducedMotion: parts.reducedMotion,
    welcome: () => t("replay.enteredVR"),
    toggle() {
      viewing.transport.toggle();
      const { playing, ms } = viewing.transport;
      return t(playing ? "replay.vrPlaying" : "replay.vrPaused", { time: clockTime(ms) });
    },
    changed(isInside) {
      headset.value = isInside ? "inside" : "ready";
      viewing.look("free"); // one comes out where one stood
      viewing.notice.value = isInside ? t("replay.enteredVR") : "";
    },
  });
}

/** Puts the eye near a point of the floor; a place with a name is looked at. */
export function goTo(watch: Watch, x: number, z: number, place: readonly number[] | undefined): void {
  const { eye } = watch;
  const model = watch.scene?.model;
  const from = { x: eye.x, y: (model ? model.floor.below(eye.x, eye.y, eye.z) : NaN) || eye.y - STANDING_EYES, z: eye.z, yaw: eye.yaw };
  const near = model && place ? placeNear(model, place, from) : null;
  const floor = near?.y ?? model?.floor.below(x, from.y + STANDING_EYES, z) ?? NaN;
  eye.x = near?.x ?? x;
  eye.z = near?.z ?? z;
  eye.y = (Number.isNaN(floor) ? from.y : floor) + STANDING_EYES;
  if (place) lookAt(eye, place[0] ?? x, Math.max((place[1] ?? 0) + 1, eye.y - 0.5), place[2] ?? z);
  else eye.pitch = 0;
}
