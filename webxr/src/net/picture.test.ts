import { afterEach, expect, it, vi } from "vitest";
import { putThumbnail } from "./picture";
import { OFFLINE } from "./problem";

afterEach(() => void vi.unstubAllGlobals());

it("keeps a picture under its own kind", async () => {
  const asked: [string, RequestInit | undefined][] = [];
  vi.stubGlobal("fetch", async (address: string, how?: RequestInit) => (asked.push([address, how]), new Response(null, { status: 204 })));
  await putThumbnail("a b", "v1", new Blob(["x"], { type: "image/webp" }));
  expect(asked).toMatchObject([["/api/scenes/a%20b/versions/v1/thumbnail", { method: "PUT", headers: { "Content-Type": "image/webp" } }]]);
});

it("says what the server says, and when there is none", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ type: "/problems/picture-unusable", title: "no" }, { status: 422 }));
  await expect(putThumbnail("a", "v", new Blob())).rejects.toMatchObject({ type: "/problems/picture-unusable", status: 422 });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("cut")));
  await expect(putThumbnail("a", "v", new Blob())).rejects.toMatchObject({ type: OFFLINE });
});
