// The third dimension of a visit: from the canvas to a loop that draws and moves. It can fail (no WebGL, a scene that does
// not come) without ending the visit: the log, the lists and the plan go on.
import type { Clock } from "../log/clock";
import type { Log } from "../log/log";
import type { Playout } from "../log/playout";
import type { Timeline } from "../log/timeline";
import type { Seat } from "../net/api";
import type { SceneState, VrState } from "../ui/visit/visiting";
import { createAvatars } from "../world/avatars";
import { createDiscPictures } from "../world/discs";
import { createMarks } from "../world/marks";
import { loadModel, ModelError } from "../world/model";
import type { Model } from "../world/model";
import { createNotice } from "../world/notice";
import { placeNear, standingPlace } from "../world/spawn";
import { createStage, StageError } from "../world/stage";
import type { Stage } from "../world/stage";
import { VISIT_DISCS } from "../xr/discs";
import { createImmersion } from "../xr/immersion";
import type { Immersion } from "../xr/immersion";
import type { Stick } from "../xr/stick";
import { createMoving } from "./moving";
import type { Moving } from "./moving";
import { createOthers } from "./others";
import type { Others } from "./others";
import { keepPlace, keptPlace } from "./place";

export interface ViewOptions {
  readonly seat: Seat;
  readonly canvas: HTMLCanvasElement;
  readonly stick: Stick;
  readonly log: Log;
  readonly timeline: Timeline;
  readonly clock: Clock;
  readonly playout: Playout;
  readonly letters: () => boolean;
  readonly scene: (state: SceneState) => void;
  readonly vr: (kind: Extract<VrState["kind"], "ready" | "inside">) => void;
  readonly refused: () => void;
  /** A pose of one's own, each frame. */
  readonly pose: (ints: Int32Array, captureMs: number) => void;
  /** The network may have died while the headset took over. */
  readonly wake: () => void;
  readonly minutesInside: (minutes: number) => void;
  /** In a headset with nothing but hands. */
  readonly bare: () => void;
}

export interface View {
  readonly stage: Stage;
  readonly model: Model;
  readonly immersion: Immersion;
  readonly moving: Moving;
  readonly others: Others;
  /** In a headset, where no page is seen. */
  say(text: string, seconds: number): void;
  /** To the side of a thing or a person; false when there is no room. */
  goNear(x: number, y: number, z: number): boolean;
  /** Nothing is drawn or sent while it rests. */
  rest(resting: boolean): void;
  dispose(): void;
}

const LONGEST_STEP = 0.1;
/** End-to-end tests have no GPU; smooth edges would halve their frames. `?fine` for pictures. */
const DRAWN_IN_SOFTWARE = import.meta.env.MODE === "e2e" && !new URLSearchParams(location.search).has("fine");
const KEEP_SECONDS = 2;

/** Resolves with null when the scene cannot be shown; `scene` has said why. */
export async function openView(options: ViewOptions): Promise<View | null> {
  let stage: Stage | undefined;
  try {
    stage = createStage(options.canvas, { antialias: !DRAWN_IN_SOFTWARE });
    const model = await load(stage, options);
    stage.show(model);
    const view = createView(options, stage, model);
    options.scene({ kind: "shown" });
    return view;
  } catch (error) {
    stage?.dispose();
    options.scene({ kind: "failed", why: why(error) });
    return null;
  }
}

function why(error: unknown): Extract<SceneState, { kind: "failed" }>["why"] {
  if (error instanceof StageError) {
    return "webgl";
  }
  return error instanceof ModelError ? error.kind : "broken";
}

function load(stage: Stage, { seat, scene }: ViewOptions): Promise<Model> {
  const { url, bytes } = seat.scene;
  return loadModel(stage, url, {
    token: seat.token,
    said: seat.scene,
    onProgress: (loaded, total) => scene({ kind: "loading", share: loaded / (total || bytes || Infinity) }),
  });
}

function createView(options: ViewOptions, stage: Stage, model: Model): View {
  const { seat, log, timeline, clock, playout, stick } = options;
  const marks = createMarks(stage);
  const notice = createNotice(stage);
  const discs = createDiscPictures(stage, VISIT_DISCS);
  const avatars = createAvatars(stage);
  const others = createOthers(avatars, log, timeline, playout);
  const inside = createInside(options);
  const immersion = createImmersion(stage.renderer.xr, {
    begun() {
      inside.begin();
      options.vr("inside");
    },
    ended() {
      notice.hide();
      options.vr("ready");
      options.wake();
    },
    resumed: options.wake,
    recentred: () => moving.headset.recentre(),
  });
  const key = `${seat.session}:${seat.slot}`;
  const start = keptPlace(key) ?? standingPlace(model, seat.scene.spawns, seat.slot);
  const moving = createMoving({ stage, model, marks, discs, stick, immersion, start, origin: timeline.origin, letters: options.letters, refused: options.refused, bare: options.bare });
  const keep = createKeeper(() => keepPlace(key, moving.body));

  let last = NaN;
  stage.onFrame((timeMs, frame) => {
    const seconds = Math.min(LONGEST_STEP, Math.max(0, (timeMs - (Number.isNaN(last) ? timeMs : last)) / 1000));
    last = timeMs;
    others.step();
    if (!Number.isNaN(others.shownMs)) {
      model.animate(others.shownMs / 1000); // what moves by itself stands the same for everybody, and in the replay
    }
    const known = moving.step(seconds, frame);
    const { left, right } = moving.hands();
    avatars.ownHands(seat.slot, left, right);
    avatars.update();
    if (known && clock.ready) {
      options.pose(moving.pose(), clock.now());
    }
    if (immersion.xrSession) {
      inside.step(seconds);
      notice.step(seconds, moving.head[0] ?? 0, moving.head[1] ?? 0, moving.head[2] ?? 0, moving.body.yaw);
    }
    keep.step(seconds);
  });

  return {
    stage, model, immersion, moving, others,
    say: (text, seconds) => notice.say(text, seconds),
    rest: (resting) => stage.rest(resting),
    goNear(x, y, z) {
      const place = placeNear(model, [x, y, z], moving.body);
      if (place) {
        moving.goTo(place);
      }
      return place !== null;
    },
    dispose() {
      keep.dispose();
      immersion.dispose();
      moving.dispose();
      marks.dispose();
      notice.dispose();
      discs.dispose();
      avatars.dispose();
      model.dispose();
      stage.dispose();
    },
  };
}

/** Starting immersion stalls the page for a second; only then is it fair to ask whether the connection survived it. */
const SETTLED_SECONDS = 1.5;

/** Time in the headset, counted while it is worn (A15). */
function createInside(options: ViewOptions) {
  let worn = 0;
  return {
    begin() {
      worn = 0;
      options.minutesInside(0);
    },
    step(seconds: number) {
      const before = worn;
      worn += seconds;
      if (before < SETTLED_SECONDS && worn >= SETTLED_SECONDS) {
        options.wake();
      }
      if (Math.floor(worn / 60) > Math.floor(before / 60)) {
        options.minutesInside(Math.floor(worn / 60));
      }
    },
  };
}

/** Keeps the place every two seconds and when the page goes. */
function createKeeper(keep: () => void) {
  let since = 0;
  addEventListener("pagehide", keep);
  return {
    step(seconds: number) {
      since += seconds;
      if (since > KEEP_SECONDS) {
        since = 0;
        keep();
      }
    },
    dispose() {
      removeEventListener("pagehide", keep);
    },
  };
}
