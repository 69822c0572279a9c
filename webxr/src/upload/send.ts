/** One try at sending a file by the tus protocol (1.0): from the byte that the server has, until it has all, or something happens. */
import { DetailedError, Upload } from "tus-js-client";
import { offline, problemIn } from "../net/problem";

export interface Cargo {
  readonly file: Blob;
  readonly fileName: string;
  /** What the server calls the upload, or empty: it is not there yet. */
  readonly upload: string;
  readonly onUpload: (upload: string) => void;
  readonly onSent: (sent: number) => void;
}

/**
 * `away`: no answer, or one that says to come again. `gone`: the server has forgotten the upload. `out`: nobody is signed in.
 * `unreadable`: the file is no longer what it was on the designer's disk. `refused`: the server will not have it.
 */
export type Trouble = "away" | "gone" | "out" | "unreadable" | "refused";

export class SendError extends Error {
  override readonly name = "SendError";
  constructor(
    readonly trouble: Trouble,
    cause: unknown,
  ) {
    super(`upload: ${trouble}`, { cause });
  }
}

/** Answers with the server's name of the upload. An abort leaves what has arrived where it is. */
export type Send = (cargo: Cargo, signal: AbortSignal) => Promise<string>;

/** A request is large enough to cost nothing, and small enough for a proxy that keeps whole requests before it passes them on. */
const PIECE = 16 * 1024 * 1024;
const ENDPOINT = "/api/uploads";
const addressOf = (upload: string) => `${ENDPOINT}/${encodeURIComponent(upload)}`;
const nameIn = (address: string) => decodeURIComponent(new URL(address, "http://here").pathname.split("/").at(-1) ?? "");

export const sendByTus: Send = (cargo, signal) =>
  new Promise((give, refuse) => {
    signal.throwIfAborted();
    const upload: Upload = new Upload(cargo.file, {
      // With an address alone the library begins nothing anew of its own accord: a proxy's 502 must not cost what has arrived.
      ...(cargo.upload === "" ? { endpoint: ENDPOINT } : { uploadUrl: addressOf(cargo.upload) }),
      metadata: { filename: cargo.fileName },
      chunkSize: PIECE,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable: () => cargo.onUpload(nameIn(upload.url ?? "")),
      onProgress: (sent) => cargo.onSent(sent),
      onSuccess: () => {
        signal.removeEventListener("abort", stop);
        give(nameIn(upload.url ?? ""));
      },
      onError: (failure) => {
        signal.removeEventListener("abort", stop);
        void troubleOf(failure, cargo).then(refuse, refuse);
      },
    });
    const stop = () => {
      void upload.abort();
      refuse(new DOMException("stopped", "AbortError"));
    };
    signal.addEventListener("abort", stop, { once: true });
    upload.start();
  });

/** The server forgets the upload; if it cannot be told now, it forgets by itself in time. */
export async function forgetUpload(upload: string): Promise<void> {
  await fetch(addressOf(upload), { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } }).catch(() => undefined);
}

async function troubleOf(failure: Error, { file, upload }: Cargo): Promise<SendError> {
  const answer = failure instanceof DetailedError ? failure.originalResponse : null;
  const status = answer?.getStatus() ?? 0;
  if (status === 0 && !(await isReadable(file))) return new SendError("unreadable", failure);
  const trouble = troubleWith(status, upload !== "");
  return new SendError(trouble, status === 0 ? offline(failure) : problemIn(status, answer?.getBody() ?? ""));
}

/** No answer, too slow, another try of ours is not quite over (409, 423), too early, too often. */
const COME_AGAIN: ReadonlySet<number> = new Set([0, 408, 409, 423, 425, 429, 500, 502, 503, 504]);

/** What an answer means; `begun`: it is about an upload that the server knew. */
export function troubleWith(status: number, begun: boolean): Trouble {
  if (status === 401) return "out";
  if (begun && (status === 404 || status === 410)) return "gone";
  return COME_AGAIN.has(status) ? "away" : "refused";
}

async function isReadable(file: Blob): Promise<boolean> {
  return file.slice(0, 1).arrayBuffer().then(() => true, () => false);
}
