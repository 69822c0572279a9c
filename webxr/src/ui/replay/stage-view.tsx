/** The 3D view and what lies over it: whom one follows, a large play sign, what is happening, the way into a headset. */
import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../text/index";
import { Mount } from "../mount";
import { CameraBar } from "./camera-bar";
import { Icon } from "./icons";
import type { Viewing } from "./viewing";
import { sayMark, type NameOf } from "./words";

export type SceneState =
  | { readonly kind: "loading"; /** 0 to 1, NaN while unknown */ readonly share: number }
  | { readonly kind: "shown" }
  | { readonly kind: "failed" }
  | { readonly kind: "noWebgl" };

export interface StageState {
  readonly canvas: Element;
  readonly scene: ReadonlySignal<SceneState>;
  /** Whether a headset could be entered, and whether one is inside. */
  readonly headset: ReadonlySignal<"none" | "ready" | "inside">;
  enterOrLeave(): void;
  /** A step or a turn of the free camera, for those who cannot drag. */
  nudge(way: Way): void;
}

export type Way = "forward" | "back" | "left" | "right";

const WAYS: readonly { readonly way: Way; readonly sign: string; readonly says: string }[] = [
  { way: "left", sign: "↶", says: "replay.turnLeft" },
  { way: "forward", sign: "↑", says: "replay.stepForward" },
  { way: "back", sign: "↓", says: "replay.stepBack" },
  { way: "right", sign: "↷", says: "replay.turnRight" },
];

interface StageViewProps {
  readonly viewing: Viewing;
  readonly stage: StageState;
  readonly nameOf: NameOf;
  readonly failing: boolean;
}

export function StageView({ viewing, stage, nameOf, failing }: StageViewProps) {
  const { playing, waiting, started } = viewing.state.value;
  const scene = stage.scene.value;
  const free = viewing.view.value === "free";
  return (
    <section class="replay-stage" aria-label={t("replay.view")}>
      <p id="replay-view-hint" class="visually-hidden">{t("replay.viewHint")}</p>
      <Mount element={stage.canvas} class="replay-canvas" />
      <div class="stage-top">
        <CameraBar viewing={viewing} />
        <HeadsetButton stage={stage} />
      </div>
      {started || free || scene.kind === "loading" ? null : (
        <button type="button" class="stage-play" aria-hidden="true" tabIndex={-1} onClick={() => viewing.transport.play()}>
          <Icon name="play" />
        </button>
      )}
      <SceneNotice scene={scene} />
      <div class="stage-bottom">
        {failing ? <p class="toast">{t("replay.motionFailed")}</p> : waiting && playing ? <p class="toast">{t("replay.waiting")}</p> : null}
        {viewing.people.value.length === 0 && viewing.marks.value.length === 0 ? <p class="toast">{t("replay.empty")}</p> : null}
        <Caption viewing={viewing} nameOf={nameOf} />
        {free ? <FreePad stage={stage} /> : null}
      </div>
    </section>
  );
}

function FreePad({ stage }: { readonly stage: StageState }) {
  const touch = matchMedia("(pointer: coarse)").matches;
  return (
    <div class="stage-hint">
      <p>{t(touch ? "replay.freeHintTouch" : "replay.freeHint")}</p>
      <div class="stage-pad" role="group" aria-label={t("replay.keys.fly")}>
        {WAYS.map(({ way, sign, says }) => (
          <button key={way} type="button" aria-label={t(says)} title={t(says)} onClick={() => stage.nudge(way)}>{sign}</button>
        ))}
      </div>
    </div>
  );
}

function HeadsetButton({ stage }: { readonly stage: StageState }) {
  const headset = stage.headset.value;
  if (headset === "none") return null;
  return (
    <button type="button" class="button headset" onClick={() => stage.enterOrLeave()}>
      <Icon name="headset" />
      {t(headset === "inside" ? "replay.leaveVR" : "replay.enterVR")}
    </button>
  );
}

function SceneNotice({ scene }: { readonly scene: SceneState }) {
  if (scene.kind === "shown") return null;
  if (scene.kind !== "loading") {
    return (
      <div class="stage-notice" role="alert">
        <p>{t(scene.kind === "noWebgl" ? "replay.noWebgl" : "replay.sceneFailed")}</p>
      </div>
    );
  }
  const percent = Number.isFinite(scene.share) ? Math.round(scene.share * 100) : null;
  return (
    <div class="stage-notice">
      <p>{percent === null ? t("replay.loading") : t("replay.loadingShare", { percent })}</p>
      <div class="meter" role="progressbar" aria-label={t("replay.loading")} {...(percent === null ? {} : { "aria-valuenow": percent })}>
        <span style={{ inlineSize: `${percent ?? 0}%` }} />
      </div>
    </div>
  );
}

const CAPTION_MS = 3_500;

/** What has just happened, as a subtitle. Read out elsewhere. */
function Caption({ viewing, nameOf }: { readonly viewing: Viewing; readonly nameOf: NameOf }) {
  const passed = viewing.passed.value;
  const [shown, show] = useState(false);
  useEffect(() => {
    if (passed.length === 0) return undefined;
    show(true);
    const timer = setTimeout(() => show(false), CAPTION_MS);
    return () => clearTimeout(timer);
  }, [passed]);
  const last = passed.at(-1);
  if (!shown || !last) return null;
  return <p class="stage-caption" aria-hidden="true">{sayMark(last, nameOf)}</p>;
}
