/**
 * Sending files. XMLHttpRequest and not fetch, because only it tells how much of a body has gone out, and a designer
 * with a hundred megabytes wants to know.
 */

import type { Scene } from "./api";
import { offline, problemIn } from "./problem";

export interface Upload {
  readonly name: string;
  readonly file: Blob;
  /** Bytes sent of bytes in all. */
  readonly onProgress?: (sent: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Uploads a GLB. Throws a ProblemError whose `problems` say what is wrong with it; an abort is an AbortError. */
export async function uploadScene(upload: Upload): Promise<Scene> {
  const address = `/api/scenes?name=${encodeURIComponent(upload.name)}`;
  const text = await send("POST", address, "model/gltf-binary", upload);
  const scene: Scene = JSON.parse(text);
  return scene;
}

/** Keeps the picture that this browser rendered from a version of a scene. */
export async function putThumbnail(scene: string, version: string, picture: Blob): Promise<void> {
  const address = `/api/scenes/${encodeURIComponent(scene)}/versions/${encodeURIComponent(version)}/thumbnail`;
  await send("PUT", address, picture.type, { name: version, file: picture });
}

function send(method: string, address: string, type: string, upload: Upload): Promise<string> {
  return new Promise((resolve, reject) => {
    const { file, onProgress, signal } = upload;
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const settle = (act: () => void) => () => {
      signal?.removeEventListener("abort", abort);
      act();
    };
    request.open(method, address);
    request.setRequestHeader("Content-Type", type);
    request.upload.onprogress = (event) => onProgress?.(event.loaded, event.lengthComputable ? event.total : file.size);
    request.onload = settle(() => {
      if (request.status >= 200 && request.status < 300) resolve(request.responseText);
      else reject(problemIn(request.status, request.responseText));
    });
    request.onerror = settle(() => reject(offline(new Error(`${method} ${address}`))));
    request.onabort = settle(() => reject(new DOMException("Stopped", "AbortError")));
    if (signal?.aborted) reject(new DOMException("Stopped", "AbortError"));
    else {
      signal?.addEventListener("abort", abort);
      request.send(file);
    }
  });
}

