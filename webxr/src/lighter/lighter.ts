/** The page's side: a worker for each scene, ended when it is done or no longer wanted. */
import { CannotLighten, type Figures, type Step, type Strength, type Why } from "./strengths";

export interface Question {
  readonly file: ArrayBuffer;
  /** Null: only what each strength would come to. */
  readonly strength: Strength | null;
}

export type Answer =
  | { readonly kind: "step"; readonly step: Step; readonly part: number }
  | { readonly kind: "foreseen"; readonly figures: Readonly<Record<Strength, Figures>> }
  | { readonly kind: "lighter"; readonly file: ArrayBuffer; readonly before: Figures; readonly after: Figures }
  | { readonly kind: "failed"; readonly why: Why; readonly detail: string };

export interface LightenOptions {
  readonly strength: Strength;
  readonly signal: AbortSignal;
  readonly onStep: (step: Step, part: number) => void;
}

export interface Lightened {
  readonly file: Blob;
  readonly before: Figures;
  readonly after: Figures;
}

export async function lighten(file: ArrayBuffer, { strength, signal, onStep }: LightenOptions): Promise<Lightened> {
  const answer = await asked({ file, strength }, signal, onStep);
  if (answer.kind !== "lighter") throw new CannotLighten("unreadable");
  return { file: new Blob([answer.file], { type: "model/gltf-binary" }), before: answer.before, after: answer.after };
}

export async function foresee(file: ArrayBuffer, signal: AbortSignal): Promise<Readonly<Record<Strength, Figures>>> {
  const answer = await asked({ file, strength: null }, signal, () => undefined);
  if (answer.kind !== "foreseen") throw new CannotLighten("unreadable");
  return answer.figures;
}

function asked(question: Question, signal: AbortSignal, onStep: LightenOptions["onStep"]): Promise<Exclude<Answer, { kind: "step" }>> {
  return new Promise((give, refuse) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const end = () => {
      worker.terminate();
      signal.removeEventListener("abort", stop);
    };
    const stop = () => {
      end();
      refuse(new DOMException("stopped", "AbortError"));
    };
    signal.addEventListener("abort", stop, { once: true });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      if (data.kind === "step") {
        onStep(data.step, data.part);
        return;
      }
      end();
      if (data.kind === "failed") refuse(new CannotLighten(data.why, { cause: data.detail }));
      else give(data);
    });
    worker.addEventListener("error", (event) => {
      end();
      refuse(new CannotLighten("unreadable", { cause: event.message }));
    });
    worker.postMessage(question, [question.file]);
  });
}
