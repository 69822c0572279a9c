/** A designer sees how far an upload is, can stop it, and is told what is wrong with the file. */

import { afterEach, expect, it, vi } from "vitest";

import { OFFLINE } from "./problem";
import { putThumbnail, uploadScene } from "./upload";

/** An XMLHttpRequest whose network is the test: only what `upload` uses of it. */
class FakeRequest {
  readonly upload: { onprogress: ((event: { loaded: number; total: number; lengthComputable: boolean }) => void) | null } = { onprogress: null };
  readonly headers: Record<string, string> = {};
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  status = 0;
  responseText = "";
  line = "";
  body: unknown = null;

  open(method: string, address: string): void {
    this.line = `${method} ${address}`;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  send(body: unknown): void {
    this.body = body;
  }
  abort(): void {
    this.onabort?.();
  }
  answer(status: number, text: string): void {
    this.status = status;
    this.responseText = text;
    this.onload?.();
  }
}

afterEach(() => void vi.unstubAllGlobals());

/** The next upload's request. */
function faking(): FakeRequest {
  const fake = new FakeRequest();
  vi.stubGlobal("XMLHttpRequest", function XMLHttpRequest() {
    return fake;
  });
  return fake;
}

const file = new Blob([new Uint8Array(1000)]);

it("sends the file, tells how far it is, and gives the scene", async () => {
  const fake = faking();
  const progress: number[][] = [];
  const uploaded = uploadScene({ name: "Llyfrgell & co", file, onProgress: (sent, total) => progress.push([sent, total]) });
  fake.upload.onprogress?.({ loaded: 400, total: 1000, lengthComputable: true });
  fake.upload.onprogress?.({ loaded: 1000, total: 0, lengthComputable: false });
  fake.answer(201, '{"id":"abc"}');
  await expect(uploaded).resolves.toEqual({ id: "abc" });
  expect(fake.line).toBe("POST /api/scenes?name=Llyfrgell%20%26%20co");
  expect(fake.headers).toEqual({ "Content-Type": "model/gltf-binary" });
  expect(fake.body).toBe(file);
  expect(progress).toEqual([[400, 1000], [1000, 1000]]);
});

it("says what is wrong with the file", async () => {
  const fake = faking();
  const uploaded = uploadScene({ name: "x", file });
  const problems = [{ code: "too-many-triangles", severity: "refuse", message: "Too many", where: "Roof" }];
  fake.answer(422, JSON.stringify({ type: "/problems/scene-refused", title: "Refused", status: 422, problems }));
  await expect(uploaded).rejects.toMatchObject({ type: "/problems/scene-refused", problems });
});

it("says when there is no network", async () => {
  const fake = faking();
  const uploaded = uploadScene({ name: "x", file });
  fake.onerror?.();
  await expect(uploaded).rejects.toMatchObject({ type: OFFLINE });
});

it("stops when it is told to, before or during", async () => {
  faking();
  const stop = new AbortController();
  const uploaded = uploadScene({ name: "x", file, signal: stop.signal });
  stop.abort();
  await expect(uploaded).rejects.toMatchObject({ name: "AbortError" });
  const later = faking();
  await expect(uploadScene({ name: "x", file, signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  expect(later.body).toBeNull();
});

it("keeps a picture under its own kind", async () => {
  const fake = faking();
  const kept = putThumbnail("a b", "v1", new Blob([], { type: "image/webp" }));
  fake.answer(204, "");
  await expect(kept).resolves.toBeUndefined();
  expect(fake.line).toBe("PUT /api/scenes/a%20b/versions/v1/thumbnail");
  expect(fake.headers).toEqual({ "Content-Type": "image/webp" });
});
