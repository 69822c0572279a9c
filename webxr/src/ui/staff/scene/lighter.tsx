/** Making a scene lighter in this browser: three plain choices, before and after side by side, and nothing lost: the version before stays. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { has, t } from "../../../text/index";
import { sayPercent } from "../../amounts";
import { useArrival } from "../../page";
import { sayProblem } from "../../problem";
import { measures, weigh, weighedOf, type Weighed } from "../budget";
import type { Strength } from "../doors";
import { sayMeasure } from "../meter";
import { createLightener, saved, type Lightener, type Lightening } from "./lightening";
import type { TabProps } from "./page";

const strengths: readonly Strength[] = ["gentle", "middle", "strong"];
/** What a first look can foresee. */
const foreseeable = ["triangles", "textureBytes"] as const;

export function Lighter({ doors, scene, variant }: TabProps) {
  const version = variant.current;
  const manyDraws = weigh(weighedOf(version)).some(({ measure, fit }) => measure === "drawCalls" && fit !== "well");
  const open = useSignal(location.hash === "#lighter");
  const button = useRef<HTMLButtonElement>(null);
  const lightener = useMemo(() => createLightener(doors, version), [doors, version.id]);
  useEffect(() => () => lightener.dispose(), [lightener]);
  const close = () => {
    lightener.back();
    open.value = false;
    button.current?.focus();
  };
  const keep = (file: Blob) => {
    const lighter = new File([file], version.file.replace(/\.\w+$/, "") + ".lighter.glb", { type: "model/gltf-binary" });
    const found = { path: lighter.name, file: lighter };
    doors.uploads.add({ files: [found], fileName: lighter.name, bytes: lighter.size }, { kind: "version", called: scene.name, scene: scene.id, variant: variant.id, of: version.id, made: "lighter" });
    close();
  };
  return (
    <section class="card stack lighter" id="lighter" aria-labelledby="lighter-title">
      <h2 id="lighter-title">{t("lighter.title")}</h2>
      <p class="muted">{t("lighter.text")}</p>
      {manyDraws && <p class="notice">{t("lighter.draws")}</p>}
      {open.value ? (
        <Open lightener={lightener} onKeep={keep} onClose={close} />
      ) : (
        <p><button ref={button} type="button" class="button" onClick={() => (open.value = true)}>{t("lighter.begin")}</button></p>
      )}
    </section>
  );
}

interface OpenProps {
  readonly lightener: Lightener;
  readonly onKeep: (file: Blob) => void;
  readonly onClose: () => void;
}

function Open({ lightener, onKeep, onClose }: OpenProps) {
  const now = lightener.state.value;
  const strength = useSignal<Strength>("middle");
  const here = useArrival<HTMLDivElement>();
  useEffect(() => {
    here.current?.scrollIntoView({ block: "nearest" });
    void lightener.foresee();
  }, [lightener]);
  useEffect(() => here.current?.focus(), [now.kind]);
  return (
    <div ref={here} tabIndex={-1} class="stack" role="group" aria-label={t("lighter.title")}>
      {now.kind === "choosing" && <Choosing foreseen={now.foreseen} chosen={strength.value} onChoose={(to) => (strength.value = to)} onBegin={() => void lightener.begin(strength.value)} onClose={onClose} />}
      {now.kind === "working" && <Working now={now} onCancel={() => lightener.back()} />}
      {now.kind === "compare" && <Compare now={now} onKeep={() => onKeep(now.file)} onAway={() => lightener.back()} />}
      {now.kind === "failed" && (
        <>
          <p class="error" role="alert">{sayFailure(now.failure)}</p>
          <p><button type="button" class="button quiet" onClick={onClose}>{t("upload.close")}</button></p>
        </>
      )}
    </div>
  );
}

/** What the worker could not do is named `lighter.cannot.<why>`; anything else is a problem like others. */
function sayFailure(failure: unknown): string {
  const key = failure instanceof Error ? `lighter.cannot.${failure.message}` : "";
  return has(key) ? t(key) : sayProblem(failure);
}

interface ChoosingProps {
  readonly foreseen: Readonly<Record<Strength, Weighed>> | null;
  readonly chosen: Strength;
  readonly onChoose: (strength: Strength) => void;
  readonly onBegin: () => void;
  readonly onClose: () => void;
}

function Choosing({ foreseen, chosen, onChoose, onBegin, onClose }: ChoosingProps) {
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onBegin();
      }}
    >
      <fieldset class="strengths">
        <legend>{t("lighter.how")}</legend>
        {strengths.map((strength) => (
          <label key={strength} class="strength">
            <input type="radio" name="strength" checked={strength === chosen} onChange={() => onChoose(strength)} />
            <span>
              <strong>{t(`lighter.${strength}`)}</strong>
              <span class="strength-text">{t(`lighter.${strength}.text`)}</span>
              <span class="muted small">{foreseen === null ? `${t("lighter.looking")}…` : sayForeseen(foreseen[strength])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="row">
        <button type="submit" class="button">{t("lighter.action")}</button>
        <button type="button" class="button quiet" onClick={onClose}>{t("common.cancel")}</button>
      </div>
    </form>
  );
}

const sayForeseen = (weighed: Weighed) => foreseeable.map((measure) => t("lighter.about", { what: t(`scene.measure.${measure}`), value: sayMeasure(measure, weighed[measure]) })).join(" · ");

function Working({ now: { step, part }, onCancel }: { readonly now: Extract<Lightening, { kind: "working" }>; readonly onCancel: () => void }) {
  return (
    <>
      <p id="lighter-step" role="status">{t(`lighter.step.${step}`)}</p>
      <div class="meter" role="progressbar" aria-labelledby="lighter-step" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(part * 100)}>
        <span style={{ inlineSize: `${part * 100}%` }} />
      </div>
      <p><button type="button" class="button quiet" onClick={onCancel}>{t("common.cancel")}</button></p>
    </>
  );
}

interface CompareProps {
  readonly now: Extract<Lightening, { kind: "compare" }>;
  readonly onKeep: () => void;
  readonly onAway: () => void;
}

function Compare({ now: { before, after, pictures }, onKeep, onAway }: CompareProps) {
  const [was, is] = pictures;
  const worthwhile = after.bytes < before.bytes || after.triangles < before.triangles || after.textureBytes < before.textureBytes;
  return (
    <>
      <div class="sides">
        <figure>{was !== "" && <img class="scene-picture" src={was} alt={t("lighter.picture.before")} width="640" height="400" />}<figcaption>{t("lighter.before")}</figcaption></figure>
        <figure>{is !== "" && <img class="scene-picture" src={is} alt={t("lighter.picture.after")} width="640" height="400" />}<figcaption>{t("lighter.after")}</figcaption></figure>
      </div>
      <table class="before-after">
        <caption class="visually-hidden">{t("lighter.table")}</caption>
        <thead><tr><th scope="col">{t("lighter.measure")}</th><th scope="col">{t("lighter.before")}</th><th scope="col">{t("lighter.after")}</th><th scope="col">{t("lighter.saved")}</th></tr></thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure}>
              <th scope="row">{t(`scene.measure.${measure}`)}</th>
              <td>{sayMeasure(measure, before[measure])}</td>
              <td>{sayMeasure(measure, after[measure])}</td>
              <td>{sayPercent(saved(before[measure], after[measure]))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!worthwhile && <p class="notice">{t("lighter.useless")}</p>}
      <div class="row">
        <button type="button" class="button" onClick={onKeep}>{t("lighter.keep")}</button>
        <button type="button" class="button quiet" onClick={onAway}>{t("lighter.away")}</button>
      </div>
      <p class="hint">{t("lighter.undo")}</p>
    </>
  );
}
