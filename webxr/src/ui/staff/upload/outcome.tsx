/** What became of a file: refused with reasons, or here, with what its designer should know. */
import { useId } from "preact/hooks";
import { t } from "../../../text/index";
import type { Found } from "../../../upload/parcel";
import { useArrivalIfLost } from "../../page";
import { problemOf, sayProblem } from "../../problem";
import { reasons, weigh, weighedOf, worst } from "../budget";
import type { Made } from "../doors";
import { loud } from "../findings";
import { Fits, Heaviest, Meter } from "../meter";
import { Findings } from "../problems";
import { Pickers } from "./adder";

interface RefusedProps {
  readonly name: string;
  readonly failure: unknown;
  /** Another file instead; the card goes. */
  readonly onFound: (found: readonly Found[] | Error) => void;
  readonly onDismiss: () => void;
}

export function Refused({ name, failure, onFound, onDismiss }: RefusedProps) {
  const problems = problemOf(failure)?.problems ?? [];
  const id = useId();
  return (
    <section ref={useArrivalIfLost<HTMLElement>()} tabIndex={-1} class="card stack upload refused" aria-labelledby={id}>
      <h2 id={id} dir="auto">{t("upload.refused", { name })}</h2>
      <p class="error">{sayProblem(failure)}</p>
      <Findings problems={problems} />
      <div class="row">
        <Pickers onFound={onFound} />
        <button type="button" class="button quiet" onClick={onDismiss}>{t("upload.close")}</button>
      </div>
    </section>
  );
}

interface AcceptedProps {
  readonly name: string;
  readonly made: Made;
  /** Only that it is here: the page around it says the rest. */
  readonly brief: boolean;
  readonly onDismiss: () => void;
}

/** What there is to say of a version that has just come to be. */
function judge({ version }: Made) {
  const weights = weigh(weighedOf(version));
  const fit = worst(weights);
  const found = loud(version.problems).length;
  const state = fit === "too-heavy" || fit === "over" ? ("heavy" as const) : found > 0 ? ("warned" as const) : ("fine" as const);
  // Draw calls are the one thing that making it lighter does not bring down.
  return { state, found, canLighten: reasons(weights).some(({ measure }) => measure !== "drawCalls" && measure !== "materials") };
}

export function sayAccepted(name: string, made: Made): string {
  const { state, found } = judge(made);
  return t(`upload.accepted.${state}`, { name, count: found });
}

export function Accepted({ name, made, brief, onDismiss }: AcceptedProps) {
  const id = useId();
  const { scene, version } = made;
  const { state, canLighten } = judge(made);
  const weighed = weighedOf(version);
  const lighter = state === "heavy" && canLighten;
  return (
    <section ref={useArrivalIfLost<HTMLElement>()} tabIndex={-1} class={`card stack upload ${state}`} aria-labelledby={id}>
      <h2 id={id} dir="auto">{sayAccepted(name, made)}</h2>
      <p>{t(brief ? "upload.accepted.version" : `upload.accepted.${state}.text`)}</p>
      {state === "heavy" && !brief && (
        <>
          <Fits weighed={weighed} />
          <Meter weighed={weighed} />
          <Heaviest heaviest={version.heaviest} />
        </>
      )}
      {!brief && <Findings problems={version.problems} />}
      <div class="row">
        {!brief && <a class="button" href={`/staff/scenes/${scene}${lighter ? "#lighter" : ""}`}>{t(lighter ? "upload.lighter" : "upload.look")}</a>}
        <button type="button" class="button quiet" onClick={onDismiss}>{t("upload.close")}</button>
      </div>
    </section>
  );
}
