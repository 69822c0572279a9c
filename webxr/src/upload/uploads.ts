/**
 * Files on their way to being scenes, one after the other. Each is read once (so that the same file is known again), kept by the browser,
 * sent, and then checked by the server, which makes something of it or refuses it with reasons.
 *
 * What must not cost a designer their hundred megabytes: a network that drops (waits, and goes on by itself), a server that
 * starts anew (the same), a page that is loaded again (goes on by itself from what the browser kept; without the file, asks for the
 * same one), a session of work that ran out (goes on after signing in). Only a cancel, a refusal and success end an upload.
 *
 * Two pages of the same browser do not send the same file: each upload is done under a lock of its own.
 */
import type { ReadonlySignal } from "@preact/signals-core";
import { crcOf } from "./crc";
import { BACK_OFF_MS, bring, createJobs, troubleIn, type Item, type Job, type Jobs, type Means } from "./job";
import type { Kept } from "./kept";
import type { Parcel } from "./parcel";
import { createPace } from "./pace";
import { SendError } from "./send";

export type { Item, Stage } from "./job";

export interface UploadsOptions<P, R> extends Means<P, R> {
  /** Tells the server that nobody wants the upload any more. */
  readonly forget: (upload: string) => Promise<void>;
  /** Nobody is signed in any more. */
  readonly onOut: () => void;
  /** Runs the work unless another page holds the lock; answers whether it ran. */
  readonly alone: (name: string, work: () => Promise<void>) => Promise<boolean>;
  readonly newId: () => string;
}

export interface Uploads<P, R> {
  readonly items: ReadonlySignal<readonly Item<P, R>[]>;
  readonly add: (parcel: Pick<Parcel, "files" | "fileName" | "bytes">, purpose: P) => string;
  readonly pause: (id: string) => void;
  readonly go: (id: string) => void;
  /** The same file, for an upload that lost its own. */
  readonly give: (id: string, file: Blob) => Promise<void>;
  /** Stops an upload for good, or puts away what has ended. */
  readonly drop: (id: string) => void;
  /** Takes up what earlier pages left, and what waits for somebody to sign in. */
  readonly takeUp: () => Promise<void>;
  readonly dispose: () => void;
}

export function createUploads<P, R>(options: UploadsOptions<P, R>): Uploads<P, R> {
  const jobs = createJobs<P, R>();
  const runner = createRunner(jobs, options);
  return {
    items: jobs.items,
    add({ files, fileName, bytes }, purpose) {
      const kept: Kept<P> = { id: options.newId(), purpose, fileName, size: bytes, crc: 0, upload: "", asked: false };
      jobs.put(kept, false).files = { files };
      runner.run();
      return kept.id;
    },
    pause(id) {
      const job = jobs.get(id);
      if (!job || !["reading", "sending", "offline", "waiting"].includes(job.item.stage.kind)) return;
      const { stage } = job.item;
      job.held = true;
      job.stop.abort();
      jobs.show(job, { kind: "paused", pace: "pace" in stage ? stage.pace : job.pace(0, options.now()) });
    },
    go(id) {
      const job = jobs.get(id);
      if (!job) return;
      job.held = false;
      job.pace = createPace(job.kept.size);
      jobs.show(job, { kind: "waiting" });
      runner.run();
    },
    async give(id, file) {
      const job = jobs.get(id);
      if (!job) return;
      if (file.size !== job.kept.size || (await crcOf(file).catch(() => -1)) !== job.kept.crc) {
        jobs.show(job, { kind: "wanted", wrong: true });
        return;
      }
      job.file = file;
      jobs.show(job, { kind: "waiting" });
      void options.keeping.keep(job.kept, file);
      runner.run();
    },
    drop(id) {
      const job = jobs.get(id);
      if (!job) return;
      jobs.remove(id);
      job.stop.abort();
      void options.keeping.forget(id);
      if (job.kept.upload !== "" && job.item.stage.kind !== "done") void options.forget(job.kept.upload);
    },
    async takeUp() {
      for (const kept of await options.keeping.all()) if (!jobs.get(kept.id)) jobs.put(kept, true);
      runner.signedIn();
    },
    dispose: () => runner.dispose(),
  };
}

/** Works through what waits, one at a time. */
function createRunner<P, R>(jobs: Jobs<P, R>, options: UploadsOptions<P, R>) {
  const is = { running: false, disposed: false, out: false };

  const work = async (job: Job<P, R>) => {
    try {
      const result = await bring(job, options, (stage) => jobs.show(job, stage));
      await options.keeping.forget(job.item.id);
      jobs.show(job, { kind: "done", result });
    } catch (failure) {
      await failed(job, failure);
    }
  };

  const failed = async (job: Job<P, R>, failure: unknown) => {
    const trouble = troubleIn(failure, job.sent);
    if (!jobs.get(job.item.id)) await options.keeping.forget(job.item.id); // dropped while the browser was still writing
    if (job.stop.signal.aborted || is.disposed) return;
    if (trouble === "out") {
      is.out = true;
      jobs.show(job, { kind: "waiting" });
      options.onOut();
    } else if (trouble === "away" || trouble === "gone" || trouble === "unfinished") {
      if (trouble !== "away") job.kept = { ...job.kept, upload: trouble === "gone" ? "" : job.kept.upload, asked: false };
      jobs.show(job, { kind: "offline", pace: job.pace(job.kept.size, options.now()) });
      await options.wait(BACK_OFF_MS[2] ?? 0, job.stop.signal).catch(() => undefined);
      if (!job.stop.signal.aborted) jobs.show(job, { kind: "waiting" });
    } else if (trouble === "wanted") {
      jobs.show(job, { kind: "wanted", wrong: false });
    } else {
      await options.keeping.forget(job.item.id);
      jobs.show(job, { kind: "refused", failure: failure instanceof SendError ? failure.cause : failure });
    }
  };

  const runAll = async () => {
    if (is.running) return;
    is.running = true;
    for (let job = jobs.next(); job && !is.disposed && !is.out; job = jobs.next()) {
      const mine = job;
      mine.stop = new AbortController();
      const ran = await options.alone(mine.item.id, () => work(mine));
      if (!ran) jobs.remove(mine.item.id); // another page is at it
    }
    is.running = false;
  };

  return {
    run: () => void runAll(),
    signedIn() {
      is.out = false;
      void runAll();
    },
    dispose() {
      is.disposed = true;
      for (const job of jobs.all()) job.stop.abort();
    },
  };
}
