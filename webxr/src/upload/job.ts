/** One file on its way: where it is, and one try at bringing it the whole way. `uploads.ts` says in which order, and what happens then. */
import { signal, type ReadonlySignal } from "@preact/signals-core";
import { ProblemError } from "../net/problem";
import { crcOf } from "./crc";
import type { Kept, Keeping } from "./kept";
import { blobOf, type Parcel } from "./parcel";
import { createPace, type Pace } from "./pace";
import { SendError, troubleWith, type Send, type Trouble } from "./send";

export type Stage<R> =
  | { readonly kind: "waiting" }
  | { readonly kind: "reading" }
  | { readonly kind: "sending"; readonly pace: Pace }
  /** No network, or the server is down: it goes on by itself. */
  | { readonly kind: "offline"; readonly pace: Pace }
  | { readonly kind: "paused"; readonly pace: Pace }
  /** The page was loaded again and the browser has no file: the same one is asked for. `wrong`: another one was given. */
  | { readonly kind: "wanted"; readonly wrong: boolean }
  | { readonly kind: "checking" }
  | { readonly kind: "done"; readonly result: R }
  | { readonly kind: "refused"; readonly failure: unknown };

export interface Item<P, R> {
  readonly id: string;
  readonly purpose: P;
  readonly fileName: string;
  readonly size: number;
  /** It began on a page that was closed. */
  readonly again: boolean;
  readonly stage: Stage<R>;
}

/** What a try needs of the world. */
export interface Means<P, R> {
  readonly send: Send;
  readonly keeping: Keeping<P>;
  /** Makes of a finished upload what it is for. Asking twice for the same upload gives the same. */
  readonly finish: (purpose: P, upload: string, signal: AbortSignal) => Promise<R>;
  readonly now: () => number;
  /** Ends after so many milliseconds, or as soon as there may be a network. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Between tries: quick at first, never long, for a network that comes back is seen at once anyway. */
export const BACK_OFF_MS = [1000, 2000, 4000, 8000, 15_000];

export interface Job<P, R> {
  item: Item<P, R>;
  kept: Kept<P>;
  files: Pick<Parcel, "files"> | null;
  file: Blob | null;
  pace: (sent: number, now: number) => Pace;
  stop: AbortController;
  /** Somebody paused it. */
  held: boolean;
  /** All of it went out from this page. */
  sent: boolean;
}

export interface Jobs<P, R> {
  readonly items: ReadonlySignal<readonly Item<P, R>[]>;
  readonly put: (kept: Kept<P>, again: boolean) => Job<P, R>;
  readonly get: (id: string) => Job<P, R> | undefined;
  /** The first that could be worked on. */
  readonly next: () => Job<P, R> | undefined;
  readonly all: () => Iterable<Job<P, R>>;
  readonly remove: (id: string) => void;
  /** Nothing happens to one that is not here any more. */
  readonly show: (job: Job<P, R>, stage: Stage<R>) => void;
}

export function createJobs<P, R>(): Jobs<P, R> {
  const items = signal<readonly Item<P, R>[]>([]);
  const jobs = new Map<string, Job<P, R>>();
  const publish = () => {
    items.value = [...jobs.values()].map(({ item }) => item);
  };
  return {
    items,
    put(kept, again) {
      const { id, purpose, fileName, size } = kept;
      const item: Item<P, R> = { id, purpose, fileName, size, again, stage: { kind: "waiting" } };
      const job = { item, kept, files: null, file: null, pace: createPace(size), stop: new AbortController(), held: false, sent: false };
      jobs.set(id, job);
      publish();
      return job;
    },
    get: (id) => jobs.get(id),
    next: () => [...jobs.values()].find(({ item, held }) => item.stage.kind === "waiting" && !held),
    all: () => jobs.values(),
    remove(id) {
      jobs.delete(id);
      publish();
    },
    show(job, stage) {
      if (jobs.get(job.item.id) !== job) return;
      job.item = { ...job.item, stage };
      publish();
    },
  };
}

/** From wherever it is to what is made of it; throws what stands in the way. */
export async function bring<P, R>(job: Job<P, R>, means: Means<P, R>, show: (stage: Stage<R>) => void): Promise<R> {
  const { signal: stopped } = job.stop;
  await fetchFile(job, means, show);
  if (!job.kept.asked) {
    const upload = await sendWhole(job, means, show);
    job.kept = { ...job.kept, upload, asked: true };
    job.sent = true;
  }
  show({ kind: "checking" });
  await means.keeping.change(job.kept);
  return means.finish(job.kept.purpose, job.kept.upload, stopped);
}

/** The browser has the record of an upload, and not its file. */
class FileWanted extends Error {}

async function fetchFile<P, R>(job: Job<P, R>, { keeping }: Means<P, R>, show: (stage: Stage<R>) => void): Promise<void> {
  if (job.file !== null || job.kept.asked) return;
  if (job.files === null) {
    job.file = await keeping.file(job.item.id);
    if (job.file === null) throw new FileWanted();
    return;
  }
  show({ kind: "reading" });
  const { signal: stopped } = job.stop;
  const file = await blobOf(job.files, stopped).catch(asUnreadable);
  job.kept = { ...job.kept, size: file.size, crc: await crcOf(file, stopped).catch(asUnreadable) };
  job.item = { ...job.item, size: file.size };
  job.pace = createPace(file.size);
  // From what the browser kept, so that a file which changes on the disk meanwhile changes nothing here.
  job.file = (await keeping.keep(job.kept, file)) ? ((await keeping.file(job.item.id)) ?? file) : file;
  stopped.throwIfAborted();
}

function asUnreadable(failure: unknown): never {
  const stopped = failure instanceof DOMException && failure.name === "AbortError";
  throw stopped || failure instanceof RangeError ? failure : new SendError("unreadable", failure);
}

async function sendWhole<P, R>(job: Job<P, R>, means: Means<P, R>, show: (stage: Stage<R>) => void): Promise<string> {
  let tries = 0;
  let sent = 0;
  const { file } = job;
  if (file === null) throw new FileWanted();
  const onSent = (bytes: number) => {
    tries = bytes > sent ? 0 : tries;
    sent = bytes;
    show({ kind: "sending", pace: job.pace(bytes, means.now()) });
  };
  const onUpload = (upload: string) => {
    job.kept = { ...job.kept, upload };
    void means.keeping.change(job.kept);
  };
  for (;;) {
    show({ kind: "sending", pace: job.pace(sent, means.now()) });
    try {
      return await means.send({ file, fileName: job.kept.fileName, upload: job.kept.upload, onUpload, onSent }, job.stop.signal);
    } catch (failure) {
      const trouble = troubleIn(failure, false);
      if (trouble !== "away" && trouble !== "gone") throw failure;
      if (trouble === "gone") onUpload("");
      show({ kind: "offline", pace: job.pace(sent, means.now()) });
      await means.wait(BACK_OFF_MS[Math.min(tries++, BACK_OFF_MS.length - 1)] ?? 0, job.stop.signal);
    }
  }
}

/**
 * What stands in the way, also where it was the question after the last byte that failed. Not found: if an earlier page asked, the server
 * may have forgotten the upload; if it all went out from here just now, what it was for is gone.
 */
export function troubleIn(failure: unknown, sentHere: boolean): Trouble | "wanted" | "unfinished" {
  if (failure instanceof SendError) return failure.trouble;
  if (failure instanceof FileWanted) return "wanted";
  if (!(failure instanceof ProblemError)) return "refused";
  if (failure.type === "/problems/upload-unfinished") return "unfinished";
  if (failure.status === 404 && !sentHere) return "gone";
  return troubleWith(failure.status, false);
}
