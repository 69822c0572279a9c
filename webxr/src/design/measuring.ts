// The thread that measures, and what it found last. Edits come faster than answers; a pause of a moment is waited for, and an answer that
// takes too long is given up with its thread.
import { signal, type ReadonlySignal } from "@preact/signals";
import type { SpaceMeaning } from "../space/meaning";
import type { Soup } from "../space/soup";
import type { Survey } from "../space/survey";
import type { Answer, Ask } from "./measure.worker";

export type Measured =
  | { readonly kind: "measuring"; readonly share: number; readonly last: Survey | null }
  | { readonly kind: "measured"; readonly last: Survey }
  | { readonly kind: "failed"; readonly last: Survey | null };

export interface Measuring {
  readonly state: ReadonlySignal<Measured>;
  measure(meaning: SpaceMeaning): void;
  dispose(): void;
}

const PAUSE_MS = 250;
const LONGEST_MS = 60_000;

export function createMeasuring(soup: Soup): Measuring {
  const state = signal<Measured>({ kind: "measuring", share: 0, last: null });
  let worker = start();
  let turn = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;

  function start(): Worker {
    const made = new Worker(new URL("./measure.worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }: MessageEvent<Answer>) => hear(data));
    made.addEventListener("error", () => hear({ kind: "failed", turn }));
    tell(made, { kind: "soup", soup });
    return made;
  }
  function hear(answer: Answer): void {
    if (answer.turn !== turn) return;
    const { last } = state.peek();
    if (answer.kind === "progress") {
      state.value = { kind: "measuring", share: answer.share, last };
      return;
    }
    clearTimeout(limit);
    state.value = answer.kind === "survey" ? { kind: "measured", last: answer.survey } : { kind: "failed", last };
  }
  function giveUp(): void {
    worker.terminate();
    hear({ kind: "failed", turn });
    worker = start();
  }

  return {
    state,
    measure(meaning) {
      clearTimeout(pause);
      state.value = { kind: "measuring", share: 0, last: state.peek().last };
      turn++;
      pause = setTimeout(() => {
        clearTimeout(limit);
        limit = setTimeout(giveUp, LONGEST_MS);
        tell(worker, { kind: "survey", turn, meaning });
      }, PAUSE_MS);
    },
    dispose() {
      clearTimeout(pause);
      clearTimeout(limit);
      worker.terminate();
    },
  };
}

/** A copy goes over: a thread that is given up has to be told again. */
function tell(worker: Worker, ask: Ask): void {
  worker.postMessage(ask, []);
}
