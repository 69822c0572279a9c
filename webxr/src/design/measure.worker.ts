// Measures a scene in a thread of its own. The triangles come once; a meaning comes with every edit, and only the newest is worth an answer.
import type { SpaceMeaning } from "../space/meaning";
import type { Soup } from "../space/soup";
import { createSurveyor, type Survey, type Surveyor } from "../space/survey";

export type Ask = { readonly kind: "soup"; readonly soup: Soup } | { readonly kind: "survey"; readonly turn: number; readonly meaning: SpaceMeaning };
export type Answer =
  | { readonly kind: "survey"; readonly turn: number; readonly survey: Survey }
  | { readonly kind: "progress"; readonly turn: number; readonly share: number }
  | { readonly kind: "failed"; readonly turn: number };

let surveyor: Surveyor | null = null;
let wanted: Extract<Ask, { kind: "survey" }> | null = null;

const post = (answer: Answer) => postMessage(answer);

addEventListener("message", ({ data }: MessageEvent<Ask>) => {
  if (data.kind === "soup") {
    surveyor = createSurveyor(data.soup);
    return;
  }
  const idle = wanted === null;
  wanted = data;
  if (idle) {
    setTimeout(answer); // what else is waiting comes first, so that only the newest is measured
  }
});

function answer(): void {
  const ask = wanted;
  wanted = null;
  if (!ask || !surveyor) {
    return;
  }
  try {
    post({ kind: "survey", turn: ask.turn, survey: surveyor.survey(ask.meaning, (share) => post({ kind: "progress", turn: ask.turn, share })) });
  } catch {
    post({ kind: "failed", turn: ask.turn });
  }
}
