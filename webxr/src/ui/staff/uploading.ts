/** One file on its way to being a scene: named, sent, checked by the server, and then here or refused with reasons. */
import { signal, type ReadonlySignal } from "@preact/signals";
import { problemOf, sayProblem, type SceneProblem } from "../problem";
import type { Doors, Scene } from "./doors";
import { createProgress, nameFromFile, type Progress } from "./progress";

export type Upload =
  | { readonly kind: "none" }
  | { readonly kind: "naming"; readonly file: File; readonly name: string }
  | { readonly kind: "sending"; readonly file: File; readonly name: string; readonly progress: Progress }
  | { readonly kind: "refused"; readonly file: File; readonly name: string; readonly sentence: string; readonly problems: readonly SceneProblem[] };

/** What the server takes; a larger file would be sent for minutes to be refused. */
export const MOST_BYTES = 100 * 1024 ** 2;
const TOO_LARGE = { type: "/problems/too-large" };

export interface Uploading {
  readonly upload: ReadonlySignal<Upload>;
  readonly choose: (file: File) => void;
  readonly send: (name: string) => Promise<Scene | null>;
  /** Stops whatever is under way. */
  readonly cancel: () => void;
}

export function createUploading(doors: Pick<Doors, "upload">, clock: () => number): Uploading {
  const upload = signal<Upload>({ kind: "none" });
  let stop = new AbortController();

  const send = async (typed: string): Promise<Scene | null> => {
    const now = upload.value;
    if (now.kind !== "naming") return null;
    const { file } = now;
    const name = typed.trim() || now.name || file.name;
    const progressAt = createProgress(clock());
    const mine = new AbortController();
    stop = mine;
    const onProgress = (sent: number, total: number) => {
      if (!mine.signal.aborted) upload.value = { kind: "sending", file, name, progress: progressAt(sent, total, clock()) };
    };
    onProgress(0, file.size);
    try {
      const scene = await doors.upload({ name, file, signal: mine.signal, onProgress });
      upload.value = { kind: "none" };
      return scene;
    } catch (failure) {
      if (!mine.signal.aborted) {
        upload.value = { kind: "refused", file, name, sentence: sayProblem(failure), problems: problemOf(failure)?.problems ?? [] };
      }
      return null;
    }
  };

  return {
    upload,
    choose(file) {
      if (upload.value.kind === "sending") return;
      const name = nameFromFile(file.name);
      upload.value = file.size > MOST_BYTES ? { kind: "refused", file, name, sentence: sayProblem(TOO_LARGE), problems: [] } : { kind: "naming", file, name };
    },
    send,
    cancel() {
      stop.abort();
      upload.value = { kind: "none" };
    },
  };
}
