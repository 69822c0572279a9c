/** What was found in a scene, put together as a designer takes it up: what stops it, what can be mended here, what is good to know. */
import type { SceneProblem } from "../problem";

export type Weighty = "refuse" | "repair" | "know";

/** All that is wrong in the same way. */
export interface Finding {
  /** Stands for the others: they differ only in where. */
  readonly problem: SceneProblem;
  /** Names of the other things that it is true of. */
  readonly also: readonly string[];
  /** Only for whoever wants to know everything. */
  readonly quiet: boolean;
}

export interface Group {
  readonly weighty: Weighty;
  readonly findings: readonly Finding[];
}

const weighties: readonly Weighty[] = ["refuse", "repair", "know"];

const weightyOf = ({ action }: SceneProblem): Weighty => (action === "refuse" || action === "repair" ? action : "know");

/** In the order in which it matters; groups with nothing in them are left out. */
export function findingsIn(problems: readonly SceneProblem[]): readonly Group[] {
  const kinds = new Map<string, SceneProblem[]>();
  for (const problem of problems) {
    const key = `${problem.action} ${problem.kind}`;
    kinds.set(key, [...(kinds.get(key) ?? []), problem]);
  }
  const findings = [...kinds.values()].map(findingOf).sort((a, b) => Number(a.quiet) - Number(b.quiet));
  return weighties.map((weighty) => ({ weighty, findings: findings.filter(({ problem }) => weightyOf(problem) === weighty) })).filter((group) => group.findings.length > 0);
}

/** What a designer has to be told without asking. */
export const loud = (problems: readonly SceneProblem[]) => problems.filter(({ action }) => action !== "note");

function findingOf(problems: readonly SceneProblem[]): Finding {
  const [problem, ...others] = problems;
  if (problem === undefined) throw new Error("a finding without a problem");
  const also = [...new Set(others.map(({ where }) => where))].filter((where) => where !== "" && where !== problem.where);
  return { problem, also, quiet: problem.action === "note" };
}
