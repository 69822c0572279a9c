/** What a designer should know about a scene: the sentence first, the code for whoever looks it up. */
import { t } from "../../text/index";
import type { SceneProblem } from "../problem";
import { saySceneProblem } from "./scene-words";

export function Problems({ problems }: { readonly problems: readonly SceneProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <details>
      <summary>{t("staff.scenes.warnings", { count: problems.length })}</summary>
      <ProblemList problems={problems} />
    </details>
  );
}

export function ProblemList({ problems }: { readonly problems: readonly SceneProblem[] }) {
  return (
    <ul class="problems">
      {problems.map((problem, index) => (
        <li key={index}>
          <span dir="auto">{saySceneProblem(problem)}</span>{" "}
          <code dir="ltr">{problem.code}</code>
        </li>
      ))}
    </ul>
  );
}
