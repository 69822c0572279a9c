/** Whether a scene fits what people have on their heads or on their desks, measure by measure, in words, shapes and colours. */
import { useId } from "preact/hooks";
import { listed, t } from "../../text/index";
import { sayBytes, sayNumber } from "../amounts";
import { devices, fullness, reasons, weigh, worst, type Device, type Fit, type Measure, type Weighed, type Weight } from "./budget";
import type { Version } from "./doors";

export const TONE: Readonly<Record<Fit, string>> = { well: "good", heavy: "warn", "too-heavy": "bad", over: "bad" };

export function sayMeasure(measure: Measure, value: number): string {
  if (measure === "bytes" || measure === "textureBytes") return sayBytes(value);
  return measure === "largestTexture" ? t("scene.measure.pixels", { value }) : sayNumber(value);
}

/** One line for each class of device: the verdict, and what it is due to. */
export function Fits({ weighed }: { readonly weighed: Weighed }) {
  return (
    <ul class="fits">
      {devices.map((device) => <FitRow key={device} device={device} weights={weigh(weighed, device)} />)}
    </ul>
  );
}

function FitRow({ device, weights }: { readonly device: Device; readonly weights: readonly Weight[] }) {
  const fit = worst(weights);
  const due = reasons(weights).map(({ measure }) => t(`scene.measure.${measure}`).toLocaleLowerCase());
  return (
    <li class="fit">
      <p><strong>{t(`scene.device.${device}`)}</strong> <span class="muted small">{t(`scene.device.${device}.such`)}</span></p>
      <p><FitTag fit={fit} />{due.length > 0 && <span class="small"> {t("scene.fit.due", { measures: listed(due) })}</span>}</p>
    </li>
  );
}

export function FitTag({ fit }: { readonly fit: Fit }) {
  return (
    <span class={`tag ${TONE[fit]}`}>
      <svg class="fit-sign" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
        {fit === "well" ? <path d="M3 8.5l3.5 3.5L13 4.5" /> : fit === "heavy" ? <path d="M8 2v8M8 13.6v.1" /> : <path d="M4 4l8 8M12 4l-8 8" />}
      </svg>
      {t(`scene.fit.${fit}`)}
    </span>
  );
}

/** Each measure with a bar that is full where a headset of the weakest class has too much. */
export function Meter({ weighed }: { readonly weighed: Weighed }) {
  return (
    <div class="stack tight">
      <dl class="weights">{weigh(weighed).map((weight) => <WeightRow key={weight.measure} weight={weight} />)}</dl>
      <p class="hint">{t("scene.meter.hint")}</p>
    </div>
  );
}

function WeightRow({ weight }: { readonly weight: Weight }) {
  const { measure, value, gate, fit } = weight;
  return (
    <div class={`weight ${TONE[fit]}`}>
      <dt>{t(`scene.measure.${measure}`)}</dt>
      <dd>
        <span class="weight-value">
          {sayMeasure(measure, value)}
          {measure === "drawCalls" && <span class="muted small"> {t("scene.measure.eyes", { value: value * 2 })}</span>}
        </span>
        <span class="weight-fit">{t(`scene.measure.fit.${fit}`, { most: sayMeasure(measure, fit === "well" ? gate.green : fit === "over" ? gate.stop : gate.red) })}</span>
        <Bar part={fullness(weight)} tick={gate.green / gate.red} />
      </dd>
    </div>
  );
}

/** The words beside it say all that it shows. */
function Bar({ part, tick }: { readonly part: number; readonly tick: number }) {
  return (
    <span class="bar-track" aria-hidden="true">
      <span class="bar-fill" style={{ inlineSize: `${part * 100}%` }} />
      <span class="bar-tick" style={{ insetInlineStart: `${tick * 100}%` }} />
    </span>
  );
}

/** What weighs most, by the designer's own names: where to begin. */
export function Heaviest({ heaviest, heading: Heading = "h3" }: { readonly heaviest: Version["heaviest"]; readonly heading?: "h2" | "h3" }) {
  const id = useId();
  if (heaviest.length === 0) return null;
  return (
    <section class="stack tight" aria-labelledby={id}>
      <Heading id={id}>{t("scene.heaviest")}</Heading>
      <ol class="heaviest">
        {heaviest.map((thing, index) => (
          <li key={index}>
            <strong dir="auto">{thing.name === "" ? t("scene.heaviest.unnamed") : thing.name}</strong>{" "}
            <span class="muted small">{t(`scene.heaviest.${thing.kind}`)} · {weightsOf(thing)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function weightsOf({ triangles, drawCalls, textureBytes }: Version["heaviest"][number]): string {
  const said: string[] = [];
  if (triangles > 0) said.push(t("scene.heaviest.triangles", { count: triangles }));
  if (drawCalls > 0) said.push(t("scene.heaviest.drawCalls", { count: drawCalls }));
  if (textureBytes > 0) said.push(t("scene.heaviest.textureBytes", { size: sayBytes(textureBytes) }));
  return said.join(" · ");
}
