import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { t } from "../../text/index";
import type { Scene, Upload as Wanted } from "./doors";
import { createUploading, MOST_BYTES } from "./uploading";

const file = new File([new Uint8Array(100)], "civic-office.glb");
const scene: Scene = {
  id: "s1", name: "Civic office", addedAt: "2026-01-01T00:00:00Z", addedBy: "Sam", sample: false, uses: 0, variants: [],
};

/** A server that answers when the test says so. */
function aServer() {
  const asked: Wanted[] = [];
  const answers: { give: (scene: Scene) => void; refuse: (failure: unknown) => void }[] = [];
  const upload = (wanted: Wanted) =>
    new Promise<Scene>((give, refuse) => {
      asked.push(wanted);
      answers.push({ give, refuse });
      wanted.signal.addEventListener("abort", () => refuse(new DOMException("stopped", "AbortError")));
    });
  return { upload, asked, answers };
}

describe("D1: upload with a progress bar", () => {
  it("names, sends and is done", async () => {
    const server = aServer();
    let now = 0;
    const uploading = createUploading(server, () => now);
    uploading.choose(file);
    expect(uploading.upload.value).toEqual({ kind: "naming", file, name: "Civic office" });
    const sent = uploading.send("  Town hall ");
    now = 2000;
    server.asked[0]?.onProgress(50, 100);
    expect(uploading.upload.value).toMatchObject({ kind: "sending", name: "Town hall", progress: { part: 0.5, msLeft: 2000 } });
    server.answers[0]?.give(scene);
    expect(await sent).toBe(scene);
    expect(uploading.upload.value).toEqual({ kind: "none" });
  });

  it("says what the server refused, in sentences", async () => {
    const server = aServer();
    const uploading = createUploading(server, () => 0);
    uploading.choose(file);
    const sent = uploading.send("Office");
    const problem = { code: "not-glb", kind: "not-glb", severity: "error", action: "refuse", pointer: "", why: "", todo: "", message: "This is a web page, not a scene.", where: "" } as const;
    server.answers[0]?.refuse({ type: "/problems/scene-refused", status: 422, problems: [problem] });
    expect(await sent).toBeNull();
    expect(uploading.upload.value).toMatchObject({ kind: "refused", name: "Office", problems: [problem] });
  });

  it("stops when told to, and a late answer changes nothing", async () => {
    const server = aServer();
    const uploading = createUploading(server, () => 0);
    uploading.choose(file);
    const sent = uploading.send("Office");
    uploading.cancel();
    expect(server.asked[0]?.signal.aborted).toBe(true);
    server.asked[0]?.onProgress(90, 100);
    expect(await sent).toBeNull();
    expect(uploading.upload.value).toEqual({ kind: "none" });
  });

  it("refuses what is over the server's measure without sending it, in the server's words", () => {
    const limits = readFileSync(new URL("../../../../scenes/limits.go", import.meta.url), "utf8");
    expect(limits).toMatch(/Bytes: +100 << 20,/);
    const server = aServer();
    const uploading = createUploading(server, () => 0);
    uploading.choose(Object.defineProperty(new File([], "city.glb"), "size", { value: MOST_BYTES + 1 }));
    expect(uploading.upload.value).toMatchObject({ kind: "refused", name: "City", sentence: t("problems.too-large"), problems: [] });
    expect(server.asked).toEqual([]);
    uploading.choose(Object.defineProperty(new File([], "town.glb"), "size", { value: MOST_BYTES }));
    expect(uploading.upload.value.kind).toBe("naming");
  });

  it("does not take another file while one is sent", () => {
    const server = aServer();
    const uploading = createUploading(server, () => 0);
    uploading.choose(file);
    void uploading.send("Office");
    uploading.choose(new File([], "other.glb"));
    expect(uploading.upload.value).toMatchObject({ kind: "sending", name: "Office" });
    uploading.cancel();
  });
});
