/** Making a version lighter, as a designer goes through it: choose, wait, compare, keep or throw away. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Weighed } from "../budget";
import type { LighterStep, SceneDoors, Strength, Version } from "../doors";

export type Lightening =
  | { readonly kind: "choosing"; readonly foreseen: Readonly<Record<Strength, Weighed>> | null }
  | { readonly kind: "working"; readonly strength: Strength; readonly step: LighterStep; readonly part: number }
  /** Both pictures are addresses of this page's own, or empty where the scene cannot be drawn here. */
  | { readonly kind: "compare"; readonly file: Blob; readonly before: Weighed; readonly after: Weighed; readonly pictures: readonly [string, string] }
  | { readonly kind: "failed"; readonly failure: unknown };

export interface Lightener {
  readonly state: ReadonlySignal<Lightening>;
  /** Finds out what each strength would come to; once. */
  readonly foresee: () => Promise<void>;
  readonly begin: (strength: Strength) => Promise<void>;
  /** Back to the choice: stops what is under way, throws away what was made. */
  readonly back: () => void;
  readonly dispose: () => void;
}

export function createLightener(doors: Pick<SceneDoors, "lighten" | "foresee" | "look">, version: Version): Lightener {
  const state = signal<Lightening>({ kind: "choosing", foreseen: null });
  let stop = new AbortController();
  let foreseen: Readonly<Record<Strength, Weighed>> | null = null;
  let pictures: readonly string[] = [];
  const forgetPictures = () => {
    for (const url of pictures) if (url !== "") URL.revokeObjectURL(url);
    pictures = [];
  };
  const unlessStopped = (mine: AbortController, next: Lightening) => {
    if (!mine.signal.aborted) state.value = next;
  };

  const begin = async (strength: Strength) => {
    stop.abort();
    const mine = new AbortController();
    stop = mine;
    state.value = { kind: "working", strength, step: "reading", part: 0 };
    try {
      const { file, before, after } = await doors.lighten(version, { strength, signal: mine.signal, onStep: (step, part) => unlessStopped(mine, { kind: "working", strength, step, part }) });
      const original = await fetch(version.view.url).then((answer) => answer.blob());
      const both = [await urlOf(doors.look(original, version)), await urlOf(doors.look(file, version))] as const;
      pictures = both;
      if (mine.signal.aborted) forgetPictures();
      unlessStopped(mine, { kind: "compare", file, before, after, pictures: both });
    } catch (failure) {
      unlessStopped(mine, { kind: "failed", failure });
    }
  };

  return {
    state,
    begin,
    async foresee() {
      const mine = stop;
      try {
        foreseen = await doors.foresee(version, mine.signal);
        if (state.value.kind === "choosing") unlessStopped(mine, { kind: "choosing", foreseen });
      } catch (failure) {
        unlessStopped(mine, { kind: "failed", failure });
      }
    },
    back() {
      stop.abort();
      stop = new AbortController();
      forgetPictures();
      state.value = { kind: "choosing", foreseen };
    },
    dispose() {
      stop.abort();
      forgetPictures();
    },
  };
}

/** Empty where it could not be drawn. */
const urlOf = (picture: Promise<Blob>) => picture.then((blob) => URL.createObjectURL(blob), () => "");

/** How much lighter, of one: 0.4 is two fifths less; never below nothing. */
export const saved = (before: number, after: number) => (before > 0 ? Math.max(0, 1 - after / before) : 0);
