/** What became of a file: refused with reasons, or here, with what its designer should know. */
import { useId } from "preact/hooks";
import { t } from "../../../text/index";
import type { Found } from "../../../upload/parcel";
import { useArrival } from "../../page";
import { problemOf, sayProblem } from "../../problem";
import { weigh, weighedOf, worst } from "../budget";
import type { Made } from "../doors";
import { loud } from "../findings";
import { Fits, Heaviest, Meter } from "../meter";
import { Findings } from "../problems";
import { Pickers } from "./adder";

interface RefusedProps {
  readonly name: string;
  readonly failure: unknown;
  readonly onFound: (found: readonly Found[] | Error) => void;
  readonly onDismiss: () => void;
}

export function Refused({ name, failure, onFound, onDismiss }: RefusedProps) {
  const problems = problemOf(failure)?.problems ?? [];
  const id = useId();
  return (
    <section ref={useArrival<HTMLElement>()} tabIndex={-1} class="card stack upload refused" aria-labelledby={id}>
      <h2 id={id} dir="auto">{t("upload.refused", { name })}</h2>
      <p class="error" role="alert">{sayProblem(failure)}</p>
      <Findings problems={problems} />
      <div class="row">
        <Pickers onFound={(found) => {
          onDismiss();
          onFound(found);
        }} />
        <button type="button" class="button quiet" onClick={onDismiss}>{t("upload.close")}</button>
      </div>
    </section>
  );
}

interface AcceptedProps {
  readonly name: string;
  readonly made: Made;
  readonly isNew: boolean;
  readonly onDismiss: () => void;
}

export function Accepted({ name, made: { scene, version }, isNew, onDismiss }: AcceptedProps) {
  const weighed = weighedOf(version);
  const fit = worst(weigh(weighed));
  const tooHeavy = fit === "too-heavy" || fit === "over";
  const found = loud(version.problems);
  const id = useId();
  const state = tooHeavy ? "heavy" : found.length > 0 ? "warned" : "fine";
  return (
    <section ref={useArrival<HTMLElement>()} tabIndex={-1} class={`card stack upload ${state}`} aria-labelledby={id}>
      <h2 id={id} dir="auto">{t(`upload.accepted.${state}`, { name, count: found.length })}</h2>
      <p role="status">{t(isNew ? `upload.accepted.${state}.text` : "upload.accepted.version", { name })}</p>
      {tooHeavy && (
        <>
          <Fits weighed={weighed} />
          <Meter weighed={weighed} />
          <Heaviest heaviest={version.heaviest} />
        </>
      )}
      <Findings problems={version.problems} />
      <div class="row">
        <a class="button" href={`/staff/scenes/${scene}${tooHeavy ? "#lighter" : ""}`}>{t(tooHeavy ? "upload.lighter" : "upload.look")}</a>
        <button type="button" class="button quiet" onClick={onDismiss}>{t("upload.close")}</button>
      </div>
    </section>
  );
}
