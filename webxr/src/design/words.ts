// Design prompts in words, from numbers.
import type { Finding } from "../space/finding";
import { listed, t } from "../text/index";
import { placeTitle } from "../plan/words";

/** What was found: "Between the entrance and the desk the way is 0.70 m wide; plan for 1.20 m." */
export function sayFinding(finding: Finding): string {
  const places = finding.touchpoints.length > 0 ? listed(finding.touchpoints.map(placeTitle)) : "";
  return t(`space.${keyOf(finding)}`, { ...finding.values, places });
}

/** Why it matters, and what to try. */
export function sayWhy({ code }: Finding): string {
  return t(`space.why.${code}`);
}

export function sayTitle({ code }: Finding): string {
  return t(`space.title.${code}`);
}

const keyOf = ({ code, turn }: Finding) => (turn === "" ? `said.${code}` : `said.${code}-${turn}`);
