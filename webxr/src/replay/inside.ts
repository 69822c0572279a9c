// Walking inside a replay with a headset: the same body, jumps, turns and comfort as in a visit, among people who cannot see
// one. Nothing of it is recorded. A or X plays and pauses; for bare hands there are discs.
import { t } from "../text/index";
import { createBody, type Body } from "../xr/body";
import { REPLAY_DISCS } from "../xr/discs";
import { STANDING_EYES } from "../xr/ground";
import { createHeadset, type Headset } from "../xr/headset";
import { createImmersion, type Immersion } from "../xr/immersion";
import { createTravel, type Travel } from "../xr/travel";
import { createDiscPictures, type DiscPictures } from "../world/discs";
import { createMarks, type Marks } from "../world/marks";
import { createNotice, type Notice } from "../world/notice";
import type { Model } from "../world/model";
import type { Stage } from "../world/stage";
import type { Eye } from "../ui/replay/camera";

export interface Inside {
  readonly immersed: boolean;
  /** From a click or a key. */
  enterOrLeave(): Promise<void>;
  step(frame: XRFrame, seconds: number): void;
  dispose(): void;
}

export interface InsideOptions {
  readonly stage: Stage;
  readonly model: Model;
  /** Where one watches from: one enters there, and comes out where one stood. */
  readonly eye: Eye;
  readonly reducedMotion: boolean;
  /** Plays or pauses, and answers with what to tell the wearer. */
  toggle(): string;
  readonly welcome: () => string;
  changed(inside: boolean): void;
}

const WELCOME_SECONDS = 8;
const NEWS_SECONDS = 1.5;
/** A or X of WebXR's xr-standard mapping. */
const MAIN_BUTTON = 4;

interface Wearing {
  readonly body: Body;
  readonly headset: Headset;
  readonly travel: Travel;
  readonly marks: Marks;
  readonly discs: DiscPictures;
  readonly notice: Notice;
}

export function createInside(options: InsideOptions): Inside {
  const { stage, eye } = options;
  let wearing: Wearing | null = null;
  let pressed = false;

  const immersion: Immersion = createImmersion(stage.renderer.xr, {
    begun() {
      wearing = wear(options, () => void immersion.leave());
      if (immersion.xrSession) wearing.headset.attach(immersion.xrSession);
      wearing.notice.say(options.welcome(), WELCOME_SECONDS);
      options.changed(true);
    },
    ended() {
      if (wearing) comeOut(wearing, stage, eye);
      wearing = null;
      options.changed(false);
    },
    resumed: () => undefined,
    recentred: () => wearing?.headset.recentre(),
  });

  return {
    get immersed() {
      return wearing !== null;
    },
    enterOrLeave: () => (immersion.xrSession ? immersion.leave() : immersion.enter()),
    step(frame, seconds) {
      const { space } = immersion;
      if (!wearing || !space) return;
      const worn = wearing;
      const { body, headset, travel, marks, discs, notice } = worn;
      headset.step(frame, space, immersion.lift, seconds);
      if (wearing !== worn) return; // the step was the one that led out
      travel.step(seconds);
      stage.rig.position.set(body.rig.x, body.rig.y + immersion.lift, body.rig.z);
      stage.rig.rotation.y = body.rig.yaw;
      if (headset.aim) marks.aim(headset.aim.points, headset.aim.count, headset.aim.valid, headset.aim.x, headset.aim.y, headset.aim.z);
      else marks.clear();
      notice.step(seconds, headset.head[0] ?? 0, headset.head[1] ?? 0, headset.head[2] ?? 0, body.yaw);
      discs.show(headset.discs);
      marks.veil(Math.max(travel.darkness, headset.leaving * 0.85));
      const press = mainButton(frame.session);
      if (press && !pressed) notice.say(options.toggle(), NEWS_SECONDS);
      pressed = press;
    },
    dispose() {
      immersion.dispose();
      if (wearing) comeOut(wearing, stage, eye);
      wearing = null;
    },
  };
}

function wear(options: InsideOptions, leave: () => void): Wearing {
  const { stage, model, eye, reducedMotion } = options;
  const under = model.floor.below(eye.x, eye.y, eye.z);
  const body = createBody(model.floor, { x: eye.x, y: Number.isNaN(under) ? eye.y - STANDING_EYES : under, z: eye.z, yaw: eye.yaw });
  const travel = createTravel(body, () => reducedMotion);
  const notice = createNotice(stage);
  const headset = createHeadset(model.floor, body, {
    jump: (x, y, z) => travel.jump(x, y, z, NaN),
    leave,
    bare: () => notice.say(t("replay.bareHands"), WELCOME_SECONDS),
    play: () => notice.say(options.toggle(), NEWS_SECONDS),
  }, { discs: REPLAY_DISCS });
  return { body, headset, travel, marks: createMarks(stage), discs: createDiscPictures(stage, REPLAY_DISCS), notice };
}

/** Out of the headset one watches from where one stood in it. */
function comeOut({ body, headset, marks, discs, notice }: Wearing, stage: Stage, eye: Eye): void {
  headset.detach();
  marks.dispose();
  discs.dispose();
  notice.dispose();
  eye.x = body.x;
  eye.y = body.y + STANDING_EYES;
  eye.z = body.z;
  eye.yaw = body.yaw;
  eye.pitch = 0;
  stage.rig.position.set(0, 0, 0);
  stage.rig.rotation.set(0, 0, 0);
}

function mainButton(xrSession: XRSession): boolean {
  for (const source of xrSession.inputSources) {
    if (source.gamepad?.buttons[MAIN_BUTTON]?.pressed === true) return true;
  }
  return false;
}
