/** The worker's side: one scene, one answer, and the worker ends with it. */
import { foresee, makeLighter } from "./make";
import { paintOffscreen } from "./paint";
import type { Answer, Question } from "./lighter";
import { CannotLighten } from "./strengths";

const tools = { paint: paintOffscreen, draco: async () => (await import("./draco")).loadDraco() };

const tell = (answer: Answer, transfer: Transferable[] = []) => postMessage(answer, { transfer });

async function answer({ file, strength }: Question): Promise<void> {
  const bytes = new Uint8Array(file);
  if (strength === null) {
    tell({ kind: "foreseen", figures: await foresee(bytes, tools) });
    return;
  }
  const { file: lighter, before, after } = await makeLighter(bytes, strength, tools, (step, part) => tell({ kind: "step", step, part }));
  tell({ kind: "lighter", file: lighter.buffer, before, after }, [lighter.buffer]);
}

addEventListener("message", ({ data }: MessageEvent<Question>) => {
  answer(data).catch((failure: unknown) => tell({ kind: "failed", why: failure instanceof CannotLighten ? failure.why : "unreadable", detail: String(failure) }));
});
