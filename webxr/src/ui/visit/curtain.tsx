// In front of everything: while the scene comes, when it cannot be shown, and when it is over.
import { t } from "../../text/index";
import { ArrivingHeading } from "../page";
import type { SceneState, Visiting } from "./visiting";

export function Curtain({ visiting }: { readonly visiting: Visiting }) {
  const connection = visiting.connection.value;
  if (connection.kind === "ended") {
    return <Ended visiting={visiting} reason={connection.reason} />;
  }
  const scene = visiting.scene.value;
  switch (scene.kind) {
    case "loading":
      return <Loading visiting={visiting} share={scene.share} />;
    case "failed":
      return <Failed visiting={visiting} why={scene.why} />;
    default:
      return null;
  }
}

function Loading({ visiting, share }: { readonly visiting: Visiting; readonly share: number }) {
  const percent = Number.isNaN(share) ? null : Math.min(100, Math.round(share * 100));
  const words = percent === null ? t("visit.loading") : percent < 100 ? t("visit.loadingShare", { percent }) : t("visit.loadingParts");
  return (
    <div class="visit-curtain behind">
      <div class="panel stack visit-loading">
        <h2>{visiting.title}</h2>
        <p>{words}…</p>
        <div class="meter" role="progressbar" aria-label={t("visit.loading")} {...(percent === null ? {} : { "aria-valuenow": percent })}>
          <span style={{ inlineSize: `${percent ?? 4}%` }} />
        </div>
      </div>
    </div>
  );
}

function Failed({ visiting, why }: { readonly visiting: Visiting; readonly why: Extract<SceneState, { kind: "failed" }>["why"] }) {
  return (
    <div class="visit-curtain behind open">
      <div class="panel stack" role="alert">
        <h2>{t("visit.failed.title")}</h2>
        <p>{t(`visit.failed.${why}`)}</p>
        <p class="muted">{t("visit.failed.here")}</p>
        {why === "fetch" || why === "broken" ? (
          <div class="row"><button type="button" class="button" onClick={() => visiting.again()}>{t("common.tryAgain")}</button></div>
        ) : null}
      </div>
    </div>
  );
}

const NAMED = new Set(["left", "replaced", "closed", "removed", "seat"]);

function Ended({ visiting, reason }: { readonly visiting: Visiting; readonly reason: string }) {
  const name = NAMED.has(reason) ? reason : "other";
  return (
    <div class="visit-curtain">
      <div class="panel stack">
        <ArrivingHeading>{t(`visit.ended.${name}.title`)}</ArrivingHeading>
        <p class="lead">{t(`visit.ended.${name}.text`)}</p>
        <div class="row">
          {name === "replaced" ? <button type="button" class="button" onClick={() => visiting.takeBack()}>{t("visit.ended.replaced.act")}</button> : null}
          {name === "other" ? <button type="button" class="button" onClick={() => location.reload()}>{t("visit.ended.reload")}</button> : null}
          {name === "seat" ? <a class="button" href="/join">{t("visit.noSeat.join")}</a> : null}
          <a class="button quiet" href={visiting.facilitator ? "/staff" : "/"}>{t("visit.ended.home")}</a>
        </div>
      </div>
    </div>
  );
}
