// Somebody came here without a seat: a bookmark of the page, or a tab that was closed.
import { t } from "../../text/index";

export function NoSeat() {
  return (
    <main class="visit-curtain">
      <div class="panel stack">
        <h1>{t("visit.noSeat.title")}</h1>
        <p class="lead">{t("visit.noSeat.text")}</p>
        <div class="row"><a class="button large" href="/join">{t("visit.noSeat.join")}</a></div>
      </div>
    </main>
  );
}
