/** What was found, in words, in the order of the numbers on the plan. */
import { useEffect, useRef } from "preact/hooks";
import type { Finding } from "../space/finding";
import { t } from "../text/index";
import type { Desk } from "./desk";
import { sayFinding, sayTitle, sayWhy } from "./words";

export function Prompts({ desk }: { readonly desk: Desk }) {
  const findings = desk.findings.value;
  const { kind } = desk.measured.value;
  return (
    <section class="stack design-prompts" aria-labelledby="design-prompts">
      <h2 id="design-prompts">{t("design.prompts")}</h2>
      <Measuring desk={desk} />
      {kind === "measured" && findings.length === 0 && <p class="notice good">{desk.edits.draft.value.things.some(({ sort }) => sort === "spawn") ? t("design.prompts.none") : t("design.prompts.noSpawn")}</p>}
      <ol class="design-list">
        {findings.map((finding, i) => <Prompt key={`${finding.code} ${finding.turn} ${finding.touchpoints.join()} ${i}`} desk={desk} finding={finding} number={i + 1} />)}
      </ol>
      <p class="hint">{t("space.source")}</p>
    </section>
  );
}

function Measuring({ desk }: { readonly desk: Desk }) {
  const { measured, view } = desk;
  const state = measured.value;
  if (view.value === "failed") return null;
  if (state.kind === "failed") return <p class="error" role="alert">{t("design.prompts.failed")}</p>;
  return (
    <p class="hint" role="status">
      {state.kind === "measuring" ? `${t("design.prompts.measuring")}…` : t("design.prompts.found", { count: state.last.findings.length })}
    </p>
  );
}

interface PromptProps {
  readonly desk: Desk;
  readonly finding: Finding;
  readonly number: number;
}

function Prompt({ desk, finding, number }: PromptProps) {
  const chosen = desk.prompt.value === number;
  const item = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) item.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li class={chosen ? "chosen" : ""}>
      <button ref={item} type="button" class="design-prompt" aria-pressed={chosen} onClick={() => (desk.prompt.value = chosen ? null : number)}>
        <span class="design-badge" aria-hidden="true">{number}</span>
        <span class="design-prompt-words">
          <strong>{sayTitle(finding)}</strong>
          <span>{sayFinding(finding)}</span>
          <span class="hint">{sayWhy(finding)}</span>
        </span>
      </button>
    </li>
  );
}
