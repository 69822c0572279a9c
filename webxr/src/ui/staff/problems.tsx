/** What a designer should know about a scene: what is wrong, where, why it matters, what to do; the code for whoever looks it up. */
import { listed, t } from "../../text/index";
import type { SceneProblem } from "../problem";
import { findingsIn, type Finding, type Group } from "./findings";
import { sayScene, saysWhere } from "./scene-words";

/** Names that are listed before the rest are counted. */
const MOST_NAMES = 6;

export function Findings({ problems }: { readonly problems: readonly SceneProblem[] }) {
  return <>{findingsIn(problems).map((group) => <FindingGroup key={group.weighty} group={group} />)}</>;
}

function FindingGroup({ group: { weighty, findings } }: { readonly group: Group }) {
  const loud = findings.filter(({ quiet }) => !quiet);
  const quiet = findings.filter((one) => one.quiet);
  return (
    <section class={`findings ${weighty}`}>
      {loud.length > 0 && (
        <>
          <h3><Sign weighty={weighty} />{t(`scene.found.${weighty}`)}</h3>
          <ul>{loud.map((finding) => <FindingRow key={finding.problem.kind} finding={finding} />)}</ul>
        </>
      )}
      {quiet.length > 0 && (
        <details>
          <summary>{t("scene.found.notes", { count: quiet.length })}</summary>
          <ul>{quiet.map((finding) => <FindingRow key={finding.problem.kind} finding={finding} />)}</ul>
        </details>
      )}
    </section>
  );
}

function FindingRow({ finding: { problem, also } }: { readonly finding: Finding }) {
  const { what, why, todo } = sayScene(problem);
  const said = saysWhere(problem);
  const names = said ? also : [problem.where, ...also];
  return (
    <li class="finding">
      <p class="finding-what" dir="auto"><strong>{what}</strong></p>
      {names.length > 0 && <p dir="auto">{t(said ? "scene.found.also" : "scene.found.where", { names: namesOf(names) })}</p>}
      {why !== "" && <p class="muted" dir="auto">{why}</p>}
      {todo !== "" && <p class="finding-do" dir="auto"><span class="finding-label">{t("scene.found.do")}</span> {todo}</p>}
      <details class="finding-code">
        <summary>{t("scene.found.code")}</summary>
        <p><code dir="ltr">{problem.code}</code>{problem.pointer !== "" && <> <code dir="ltr">{problem.pointer}</code></>}</p>
      </details>
    </li>
  );
}

function namesOf(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return listed(rest > 0 ? [...names.slice(0, MOST_NAMES), t("scene.found.more", { count: rest })] : names);
}

/** Shape as well as colour: a stop, a spanner's nut, a sheet. */
function Sign({ weighty }: { readonly weighty: Group["weighty"] }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linejoin="round" stroke-linecap="round">
      {weighty === "refuse" && <path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM7.5 12h9" />}
      {weighty === "repair" && <path d="M14.5 3.2a5 5 0 0 0-5.9 6.6L3 15.4 6.6 21l7.6-7.6a5 5 0 0 0 6.6-5.9l-3.300 3.300-3.600-.7-.7-3.600z" />}
      {weighty === "know" && <path d="M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19zM12 11v5.5M12 7.300v.1" />}
    </svg>
  );
}
