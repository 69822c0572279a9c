/** What is wrong with a scene, in the language of the page: the same sentences that the server and the command line say. */
import { language, locale } from "../../text/index";
import type { SceneProblem } from "../problem";

/** What is wrong, why it matters in a headset, what to do; the last two may have nothing to say. */
export interface Said {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

type Sentences = Readonly<Record<string, { readonly what: string; readonly why: string; readonly do: string }>>;
const words = import.meta.glob<Sentences>("../../../../scenes/words/*.json", { eager: true, import: "default" });

const sentencesFor = (kind: string) => words[`../../../../scenes/words/${language()}.json`]?.[kind];

export function sayScene(problem: SceneProblem): Said {
  const english: Said = { what: problem.message, why: problem.why, todo: problem.todo };
  const sentences = sentencesFor(problem.kind);
  if (sentences === undefined) return english;
  const said: Said = { what: filled(sentences.what, problem), why: filled(sentences.why, problem), todo: filled(sentences.do, problem) };
  return /\{\w+\}/.test(said.what + said.why + said.todo) ? english : said; // the server is newer than this page
}

/** What a repair would do, why, and what stays as it is; null for one that this page does not know yet. */
export function sayRepair(code: string, count: number): Said | null {
  const sentences = sentencesFor(`repair-${code}`);
  if (sentences === undefined) return null;
  const said = (sentence: string) => sentence.replaceAll("{count}", new Intl.NumberFormat(locale()).format(count));
  return { what: said(sentences.what), why: said(sentences.why), todo: said(sentences.do) };
}

/** Whether the sentence itself says where; then nothing else has to. */
export const saysWhere = (problem: SceneProblem) => problem.where === "" || (sentencesFor(problem.kind)?.what.includes("{where}") ?? problem.message.includes(problem.where));

function filled(sentence: string, { values, where }: SceneProblem): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name === "where" ? where : values?.[name]) ?? whole);
}
