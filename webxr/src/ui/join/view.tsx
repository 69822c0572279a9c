/** The screens of joining. Each begins at its heading, for eyes, keyboards and screen readers alike. */
import { useEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { t } from "../../text/index";
import { CodeField } from "../code-field";
import { ArrivingHeading, Page } from "../page";
import type { Hindrance } from "../device";
import { NAME_MOST, type Joining, type KeptSeat, type Screen, type Welcome } from "./joining";
import "../home/home.css";
import "./join.css";

export function Join({ joining }: { readonly joining: Joining }) {
  const screen = joining.screen.value;
  return (
    <Page title={t("join.title")} narrow class="join">
      <div class="stack loose">
        {joining.device.hindrances.map((hindrance) => <Hindered key={hindrance} hindrance={hindrance} />)}
        <ScreenOf key={screen.kind} joining={joining} screen={screen} />
      </div>
    </Page>
  );
}

function ScreenOf({ joining, screen }: { readonly joining: Joining; readonly screen: Screen }) {
  switch (screen.kind) {
    case "looking":
      return <div role="status"><h1>{t("join.looking")}…</h1></div>;
    case "kept":
      return <Kept joining={joining} seat={screen.seat} code={screen.code} />;
    case "code":
      return (
        <div class="stack">
          <ArrivingHeading>{t("join.code.title")}</ArrivingHeading>
          <div class="card">
            <CodeField typed={screen.typed} trouble={joining.trouble.value} busy={joining.busy.value} onCode={(code) => void joining.enter(code)} />
          </div>
        </div>
      );
    case "before":
      return <Before welcome={screen.welcome} onAnswer={joining.decide} />;
    case "name":
    default:
      return <Name joining={joining} offered={screen.welcome.offeredName} recorded={screen.recorded} />;
  }
}

function Hindered({ hindrance }: { readonly hindrance: Hindrance }) {
  return (
    <section class="notice stack tight">
      <h2>{t(`join.hindrance.${hindrance}`)}</h2>
      {hindrance === "no-webgl2" ? (
        <p>{t("join.hindrance.no-webgl2.do")}</p>
      ) : (
        <p>
          <a href="/headset">{t("join.hindrance.headset-insecure.do")}</a>. {t("join.hindrance.headset-insecure.flat")}
        </p>
      )}
    </section>
  );
}

function Kept({ joining, seat, code }: { readonly joining: Joining; readonly seat: KeptSeat; readonly code: string }) {
  return (
    <div class="stack">
      <ArrivingHeading>{t("join.kept.title")}</ArrivingHeading>
      <p class="lead">{t("join.kept.text", { name: seat.name, title: seat.title })}</p>
      <div class="row">
        <button type="button" class="button large" onClick={joining.goBackIn}>{t("join.kept.goIn")}</button>
        <button type="button" class="link" onClick={() => void joining.enter(code)}>{t("join.kept.other")}</button>
      </div>
    </div>
  );
}

const QUESTIONS = ["who", "why", "what", "seen", "long", "must"] as const;

interface BeforeProps {
  readonly welcome: Welcome;
  readonly onAnswer: (recorded: boolean) => void;
}

function Before({ welcome, onAnswer }: BeforeProps) {
  const { organisation, scene } = welcome;
  return (
    <div class="stack">
      <ArrivingHeading>{welcome.title}</ArrivingHeading>
      <p class="lead">{t("join.hello", { organisation, scene })}</p>
      <section class="card stack" aria-labelledby="before">
        <h2 id="before">{t("join.before")}</h2>
        <dl class="answers">
          {QUESTIONS.map((question) => (
            <div key={question}>
              <dt>{t(`join.${question}`)}</dt>
              <dd>{t(`join.${question}.text`, { organisation })}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="stack tight" aria-labelledby="ask">
        <h2 id="ask">{t("join.ask")}</h2>
        <div class="choice">
          <Answer onPick={() => onAnswer(true)} sign="yes">{t("join.yes")}</Answer>
          <Answer onPick={() => onAnswer(false)} sign="no">{t("join.no")}</Answer>
        </div>
      </section>
    </div>
  );
}

interface AnswerProps {
  readonly sign: "yes" | "no";
  readonly onPick: () => void;
  readonly children: ComponentChildren;
}

// Yes and no weigh the same: same size, same colour, neither chosen beforehand.
function Answer({ sign, onPick, children }: AnswerProps) {
  return (
    <button type="button" class="button quiet large" onClick={onPick}>
      <svg viewBox="0 0 24 24" aria-hidden="true" width="24" height="24" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
        <path d={sign === "yes" ? "M4 13l5 5L20 7" : "M6 6l12 12M18 6L6 18"} />
      </svg>
      {children}
    </button>
  );
}

interface NameProps {
  readonly joining: Joining;
  readonly offered: string;
  readonly recorded: boolean;
}

function Name({ joining, offered, recorded }: NameProps) {
  const input = useRef<HTMLInputElement>(null);
  const trouble = joining.trouble.value;
  useEffect(() => {
    if (trouble !== null) input.current?.focus();
  }, [trouble]);
  const submit = (event: Event) => {
    event.preventDefault();
    void joining.goIn(input.current?.value ?? "");
  };
  const another = () => {
    if (input.current === null) return;
    input.current.value = "";
    input.current.focus();
  };
  return (
    <form class="stack" noValidate onSubmit={submit}>
      <ArrivingHeading>{t("join.name.title")}</ArrivingHeading>
      <div class="card stack">
        <div class="field">
          <label for="name">{t("join.name.label")}</label>
          <p class="hint" id="name-hint">{t("join.name.hint")}</p>
          {trouble !== null && <p class="error" id="name-error" role="alert">{trouble}</p>}
          <input
            id="name"
            ref={input}
            class="name-input"
            dir="auto"
            defaultValue={offered}
            maxLength={NAME_MOST}
            autocomplete="off"
            spellcheck={false}
            enterkeyhint="go"
            aria-invalid={trouble !== null}
            aria-describedby={trouble === null ? "name-hint" : "name-error name-hint"}
          />
        </div>
        <p><button type="button" class="link" onClick={another}>{t("join.name.other")}</button></p>
        <div class="row">
          <button type="submit" class="button large" aria-disabled={joining.busy.value}>
            {joining.busy.value ? `${t("join.goingIn")}…` : t("join.goIn")}
          </button>
        </div>
      </div>
      <p class="row">
        <span class="muted">{t(recorded ? "join.said.yes" : "join.said.no")}</span>
        <button type="button" class="link" onClick={joining.reconsider}>{t("join.said.change")}</button>
      </p>
    </form>
  );
}
