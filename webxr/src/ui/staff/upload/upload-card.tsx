/** A file on its way: how far it is, what holds it up, and what became of it. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../text/index";
import { blobOf, parcelsOf, type Found } from "../../../upload/parcel";
import type { Pace } from "../../../upload/pace";
import type { Item, Stage } from "../../../upload/uploads";
import { sayBytes, sayDuration, sayPercent, saySpeed } from "../../amounts";
import { useArrivalIfLost } from "../../page";
import type { Made, Purpose, SceneUploads } from "../doors";
import { Pickers } from "./adder";
import { Accepted, Refused, sayAccepted } from "./outcome";

type SceneItem = Item<Purpose, Made>;

interface CardProps {
  readonly uploads: SceneUploads;
  readonly item: SceneItem;
  /** The page around it shows the version that was made. */
  readonly brief?: boolean;
  /** The card goes; somebody has to take the focus. */
  readonly onGone: () => void;
  readonly onFound: (found: readonly Found[] | Error) => void;
}

export function UploadCard(props: CardProps) {
  const { item: { stage, purpose } } = props;
  return (
    <div class="stack">
      <Card {...props} />
      <Announcement stage={stage} name={purpose.called} />
    </div>
  );
}

function Card({ uploads, item, brief = false, onGone, onFound }: CardProps) {
  const { stage, purpose } = item;
  const drop = () => {
    uploads.drop(item.id);
    onGone();
  };
  if (stage.kind === "refused") return <Refused name={purpose.called} failure={stage.failure} onFound={(found) => (uploads.drop(item.id), onFound(found))} onDismiss={drop} />;
  if (stage.kind === "done") return <Accepted name={purpose.called} made={stage.result} brief={brief} onDismiss={drop} />;
  return <UnderWay uploads={uploads} item={item} stage={stage} onCancel={drop} />;
}

interface UnderWayProps {
  readonly uploads: SceneUploads;
  readonly item: SceneItem;
  readonly stage: Exclude<Stage<Made>, { kind: "refused" | "done" }>;
  readonly onCancel: () => void;
}

function UnderWay({ uploads, item, stage, onCancel }: UnderWayProps) {
  const { id, purpose: { called }, again } = item;
  const title = `upload-${id}`;
  const paused = stage.kind === "paused";
  return (
    <section ref={useArrivalIfLost<HTMLElement>()} tabIndex={-1} class="card stack upload" aria-labelledby={title}>
      <h2 id={title} dir="auto">{t(`upload.title.${stage.kind}`, { name: called })}</h2>
      {again && stage.kind !== "wanted" && <p class="notice">{t("upload.again")}</p>}
      {"pace" in stage && <Amounts pace={stage.pace} moving={stage.kind === "sending"} labelledBy={title} />}
      {(stage.kind === "reading" || stage.kind === "checking") && <Busy labelledBy={title} />}
      {stage.kind === "offline" && <p class="notice">{t("upload.offline.text")}</p>}
      {stage.kind === "checking" && <p class="muted">{t("upload.checking.text")}</p>}
      {stage.kind === "wanted" && <Wanted uploads={uploads} item={item} wrong={stage.wrong} />}
      <div class="row">
        {/* One button, so that the focus stays whichever word it says. */}
        {stage.kind !== "wanted" && stage.kind !== "checking" && (
          <button type="button" class={paused ? "button" : "button quiet"} onClick={() => (paused ? uploads.go(id) : uploads.pause(id))}>{t(paused ? "upload.go" : "upload.pause")}</button>
        )}
        <button type="button" class="button quiet" onClick={onCancel}>{t("common.cancel")}</button>
      </div>
    </section>
  );
}

interface AmountsProps {
  readonly pace: Pace;
  readonly moving: boolean;
  readonly labelledBy: string;
}

function Amounts({ pace: { sent, total, part, speed, msLeft }, moving, labelledBy }: AmountsProps) {
  return (
    <div class="stack tight">
      <div class={`meter ${moving ? "" : "still"}`} role="progressbar" aria-labelledby={labelledBy} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(part * 100)}>
        <span style={{ inlineSize: `${part * 100}%` }} />
      </div>
      <p class="amounts">
        <strong>{sayPercent(part)}</strong>
        <span>{t("upload.bytes", { sent: sayBytes(sent), total: sayBytes(total) })}</span>
        {moving && Number.isFinite(speed) && <span>{saySpeed(speed)}</span>}
        {moving && Number.isFinite(msLeft) && <span>{t("upload.left", { time: sayDuration(msLeft) })}</span>}
      </p>
    </div>
  );
}

function Busy({ labelledBy }: { readonly labelledBy: string }) {
  return <div class="meter busy" role="progressbar" aria-labelledby={labelledBy}><span /></div>;
}

function Wanted({ uploads, item: { id, fileName, size }, wrong }: { readonly uploads: SceneUploads; readonly item: SceneItem; readonly wrong: boolean }) {
  const give = async (found: readonly Found[] | Error) => {
    const [parcel] = found instanceof Error ? [] : parcelsOf(found);
    if (parcel) await uploads.give(id, await blobOf(parcel));
  };
  return (
    <>
      <p>{t("upload.wanted.text", { file: fileName, size: sayBytes(size) })}</p>
      {wrong && <p class="error" role="alert">{t("upload.wanted.wrong", { file: fileName })}</p>}
      <div class="row"><Pickers onFound={(found) => void give(found)} /></div>
    </>
  );
}

/** Said now and then, not with every byte: each quarter of the way, and each time it stops or goes on. */
function Announcement({ stage, name }: { readonly stage: Stage<Made>; readonly name: string }) {
  const said = announced(stage, name);
  const region = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (region.current) region.current.textContent = said; // after it is in the document, or it is not heard
  }, [said]);
  return <p ref={region} class="visually-hidden" role="status" />;
}

function announced(stage: Stage<Made>, name: string): string {
  switch (stage.kind) {
    case "sending":
      return t("upload.sent", { name, part: sayPercent(Math.floor(stage.pace.part * 4) / 4) });
    case "refused":
      return t("upload.refused", { name });
    case "done":
      return sayAccepted(name, stage.result);
    default:
      return t(`upload.title.${stage.kind}`, { name });
  }
}
