/** What is wrong with a scene, in the language of the page: the same sentences that the server and the command line say. */
import { language } from "../../text/index";
import type { SceneProblem } from "../problem";

type Words = Readonly<Record<string, string>>;
/** What is wrong, why it matters in a headset, what to do: a sentence each. */
type Said = Readonly<Record<string, { readonly what: string; readonly why: string; readonly do: string }>>;
const words = import.meta.glob<Said>("../../../../scenes/words/*.json", { eager: true, import: "default" });

export function saySceneProblem(problem: SceneProblem): string {
  const sentence = words[`../../../../scenes/words/${language()}.json`]?.[problem.kind]?.what;
  if (sentence === undefined) return problem.message;
  const known: Words = { ...problem.values, where: problem.where };
  const said = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
  return /\{\w+\}/.test(said) ? problem.message : said; // the server is newer than this page
}
