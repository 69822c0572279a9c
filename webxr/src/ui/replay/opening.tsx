/** Before there is a replay to show: it is on its way, or why not and what to do. */
import { t } from "../../text/index";
import { ArrivingHeading, Page } from "../page";
import { problemName, sayProblem } from "../problem";

export type OpeningState = { readonly kind: "opening" } | { readonly kind: "failed"; readonly failure: unknown };

export function Opening({ state, again }: { readonly state: OpeningState; readonly again: () => void }) {
  return (
    <Page title={t("replay.title")} narrow>
      {state.kind === "opening" ? <p role="status">{t("common.loading")}…</p> : <Failure failure={state.failure} again={again} />}
    </Page>
  );
}

function Failure({ failure, again }: { readonly failure: unknown; readonly again: () => void }) {
  const signIn = isSignedOut(failure);
  return (
    <div class="card stack">
      <ArrivingHeading>{t("replay.failed")}</ArrivingHeading>
      <p role="alert">{signIn ? t("replay.signInFirst") : sayProblem(failure)}</p>
      <div class="row">
        {signIn ? <a class="button" href={signInLink()}>{t("replay.signIn")}</a> : null}
        <button type="button" class="button quiet" onClick={again}>{t("replay.tryAgain")}</button>
      </div>
    </div>
  );
}

function isSignedOut(failure: unknown): boolean {
  const status = typeof failure === "object" && failure !== null && "status" in failure ? failure.status : undefined;
  return status === 401 || problemName(failure) === "signed-out";
}

/** Back here afterwards, at the same moment. */
function signInLink(): string {
  return `/staff?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`;
}
