/** The first page: what this is, where the code goes, and what will happen. */
import { t } from "../../text/index";
import { CodeField } from "../code-field";
import { Page } from "../page";
import { Hero } from "./hero";
import { ChangeIt, LookRound, Together } from "./vignettes";
import "./home.css";

export function Home({ onCode }: { readonly onCode: (code: string) => void }) {
  return (
    <Page title={t("common.rehearsal")} class="home">
      <section class="opening">
        <div class="stack opening-words">
          <h1>{t("home.title")}</h1>
          <p class="lead">{t("home.lead")}</p>
          <div class="card code-card">
            <CodeField onCode={onCode} />
          </div>
          <p class="muted small">{t("home.easy")}</p>
        </div>
        <Hero label={t("home.picture")} />
      </section>
      <section class="stack" aria-labelledby="how">
        <h2 id="how">{t("home.how")}</h2>
        <ul class="ways">
          <Way picture={<LookRound />} part="look" />
          <Way picture={<Together />} part="meet" />
          <Way picture={<ChangeIt />} part="change" />
        </ul>
      </section>
      <section class="closing">
        <div class="stack tight">
          <h2>{t("home.yours")}</h2>
          <p>{t("home.yours.text")}</p>
        </div>
        <div class="stack tight">
          <h2>{t("home.staff.title")}</h2>
          <p>{t("home.staff.text")}</p>
          <p><a href="/staff">{t("home.staff.link")}</a></p>
        </div>
      </section>
    </Page>
  );
}

interface WayProps {
  readonly picture: preact.ComponentChild;
  readonly part: "look" | "meet" | "change";
}

function Way({ picture, part }: WayProps) {
  return (
    <li>
      {picture}
      <h3>{t(`home.how.${part}.title`)}</h3>
      <p class="muted">{t(`home.how.${part}.text`)}</p>
    </li>
  );
}
