import { describe, expect, it } from "vitest";
import { offline, ProblemError } from "../net/problem";
import type { Kept } from "./kept";
import { SendError, troubleWith, type Cargo, type Trouble } from "./send";
import { createUploads, type Item } from "./uploads";

type Purpose = string;
type Outcome = { readonly made: string };

/** Files are read in turns of their own; nothing here takes this many. */
const settled = async () => {
  for (let turn = 0; turn < 25; turn++) await new Promise((done) => setImmediate(done));
};
const fileOf = (words: string, name = "room.glb") => new File([words], name);
const parcelOf = (file: File) => ({ files: [{ path: file.name, file }], fileName: file.name, bytes: file.size });

interface Browser {
  readonly records: Map<string, Kept<Purpose>>;
  readonly files: Map<string, Blob>;
  /** A private window keeps no files. */
  keepsFiles: boolean;
}
const aBrowser = (): Browser => ({ records: new Map(), files: new Map(), keepsFiles: true });

/** One try at sending: what was asked for, and how it goes on. */
interface Try {
  readonly cargo: Cargo;
  readonly signal: AbortSignal;
  arrive(): void;
  fail(trouble: Trouble): void;
}

/** A page with its uploads; another page of the same browser is another of these. */
function aPage(browser: Browser, finish: (purpose: Purpose, upload: string) => Promise<Outcome> = async (purpose, upload) => ({ made: `${purpose} from ${upload}` })) {
  const tries: Try[] = [];
  const forgotten: string[] = [];
  const waits: { readonly ms: number; end(): void }[] = [];
  let asked = 0;
  let outs = 0;
  let ids = 0;
  const uploads = createUploads<Purpose, Outcome>({
    send: (cargo, signal) =>
      new Promise((give, refuse) => {
        signal.addEventListener("abort", () => refuse(new DOMException("stopped", "AbortError")));
        tries.push({ cargo, signal, arrive: () => give(cargo.upload || "u1"), fail: (trouble) => refuse(new SendError(trouble, new Error(trouble))) });
      }),
    keeping: {
      async keep(kept, file) {
        browser.records.set(kept.id, kept);
        if (browser.keepsFiles) browser.files.set(kept.id, file);
        return browser.keepsFiles;
      },
      async change(kept) {
        browser.records.set(kept.id, kept);
      },
      all: async () => [...browser.records.values()],
      file: async (id) => browser.files.get(id) ?? null,
      async forget(id) {
        browser.records.delete(id);
        browser.files.delete(id);
      },
    },
    finish: (purpose, upload) => (asked++, finish(purpose, upload)),
    forget: async (upload) => void forgotten.push(upload),
    onOut: () => void outs++,
    now: () => 0,
    wait: (ms, signal) =>
      new Promise((end, stop) => {
        signal.addEventListener("abort", () => stop(new DOMException("stopped", "AbortError")));
        waits.push({ ms, end });
      }),
    alone: async (_name, work) => (await work(), true),
    newId: () => `page${browser.records.size}-${ids++}`,
  });
  return { uploads, tries, forgotten, waits, asked: () => asked, outs: () => outs, stages: () => uploads.items.value.map(({ stage }) => stage.kind), last: () => tries.at(-1) };
}

const only = (items: readonly Item<Purpose, Outcome>[]) => {
  const [item] = items;
  if (!item || items.length !== 1) throw new Error(`${items.length} uploads`);
  return item;
};

describe("D1: a file on its way to being a scene", () => {
  it("is kept, sent, checked and done, and then nothing of it is left in the browser", async () => {
    const browser = aBrowser();
    const page = aPage(browser);
    page.uploads.add(parcelOf(fileOf("glTF")), "Town hall");
    await settled();
    expect(page.stages()).toEqual(["sending"]);
    expect(browser.files.size).toBe(1);
    page.last()?.cargo.onUpload("u7");
    page.last()?.cargo.onSent(2);
    expect(only(page.uploads.items.value).stage).toMatchObject({ kind: "sending", pace: { part: 0.5 } });
    page.last()?.arrive();
    await settled();
    expect(only(page.uploads.items.value).stage).toEqual({ kind: "done", result: { made: "Town hall from u1" } });
    expect([browser.records.size, browser.files.size]).toEqual([0, 0]);
  });

  it("several go one after the other", async () => {
    const page = aPage(aBrowser());
    page.uploads.add(parcelOf(fileOf("a")), "one");
    page.uploads.add(parcelOf(fileOf("b")), "two");
    await settled();
    expect(page.stages()).toEqual(["sending", "waiting"]);
    page.last()?.arrive();
    await settled();
    expect(page.stages()).toEqual(["done", "sending"]);
  });

  it("says what the server refused, and forgets the file", async () => {
    const browser = aBrowser();
    const refusal = new ProblemError({ type: "/problems/scene-refused", title: "no", status: 422 });
    const page = aPage(browser, () => Promise.reject(refusal));
    page.uploads.add(parcelOf(fileOf("PK")), "Office");
    await settled();
    page.last()?.arrive();
    await settled();
    expect(only(page.uploads.items.value).stage).toEqual({ kind: "refused", failure: refusal });
    expect(browser.files.size).toBe(0);
  });
});

describe("D1: a network that drops and a server that starts anew cost nothing", () => {
  it("waits longer each time, goes on where the server is, and forgets its patience once something arrives", async () => {
    const page = aPage(aBrowser());
    page.uploads.add(parcelOf(fileOf("long")), "Hall");
    await settled();
    page.last()?.cargo.onUpload("u9");
    for (let round = 0; round < 3; round++) {
      page.last()?.fail("away");
      await settled();
      expect(page.stages()).toEqual(["offline"]);
      page.waits.at(-1)?.end();
      await settled();
    }
    expect(page.waits.map(({ ms }) => ms)).toEqual([1000, 2000, 4000]);
    expect(page.last()?.cargo.upload).toBe("u9");
    page.last()?.cargo.onSent(1);
    page.last()?.fail("away");
    await settled();
    expect(page.waits.at(-1)?.ms).toBe(1000);
  });

  it("begins again where the server has forgotten the upload", async () => {
    const page = aPage(aBrowser());
    page.uploads.add(parcelOf(fileOf("long")), "Hall");
    await settled();
    page.last()?.cargo.onUpload("u9");
    page.last()?.fail("gone");
    await settled();
    page.waits.at(-1)?.end();
    await settled();
    expect(page.last()?.cargo.upload).toBe("");
  });

  it("asks again when the answer after the last byte is lost, without sending it all again", async () => {
    let answers = 0;
    const page = aPage(aBrowser(), async () => {
      if (answers++ === 0) throw offline(new Error("cut"));
      return { made: "Hall" };
    });
    page.uploads.add(parcelOf(fileOf("long")), "Hall");
    await settled();
    page.last()?.arrive();
    await settled();
    expect(page.stages()).toEqual(["offline"]);
    page.waits.at(-1)?.end();
    await settled();
    expect(page.stages()).toEqual(["done"]);
    expect(page.tries).toHaveLength(1);
  });

  it.each([[0, "away"], [502, "away"], [503, "away"], [423, "away"], [401, "out"], [413, "refused"], [422, "refused"], [507, "refused"]] as const)("an answer of %i means %s", (status, trouble) => {
    expect(troubleWith(status, true)).toBe(trouble);
  });
  it("an upload that is not found has been forgotten; an address that is not found never was", () => {
    expect([troubleWith(404, true), troubleWith(410, true), troubleWith(404, false)]).toEqual(["gone", "gone", "refused"]);
  });
});

const interrupted = async (browser: Browser, file: File) => {
  const before = aPage(browser);
  before.uploads.add(parcelOf(file), "Hall");
  await settled();
  before.last()?.cargo.onUpload("u9");
  before.uploads.dispose();
  await settled();
  const after = aPage(browser);
  await after.uploads.takeUp();
  await settled();
  return after;
};

describe("D1: a page that is loaded again goes on by itself", () => {
  it("from the file that the browser kept", async () => {
    const page = await interrupted(aBrowser(), fileOf("long"));
    expect(only(page.uploads.items.value)).toMatchObject({ again: true, fileName: "room.glb", stage: { kind: "sending" } });
    expect(page.last()?.cargo.upload).toBe("u9");
    expect(await page.last()?.cargo.file.text()).toBe("long");
  });

  it("or asks for the same file again, and takes no other", async () => {
    const browser = aBrowser();
    browser.keepsFiles = false;
    const page = await interrupted(browser, fileOf("long"));
    const { id, stage } = only(page.uploads.items.value);
    expect(stage).toEqual({ kind: "wanted", wrong: false });
    await page.uploads.give(id, fileOf("LONG"));
    expect(only(page.uploads.items.value).stage).toEqual({ kind: "wanted", wrong: true });
    await page.uploads.give(id, fileOf("long"));
    await settled();
    expect(page.last()?.cargo.upload).toBe("u9");
  });

  it("asks for the answer that the closed page did not hear", async () => {
    const browser = aBrowser();
    browser.records.set("x", { id: "x", purpose: "Hall", fileName: "a.glb", size: 4, crc: 1, upload: "u3", asked: true });
    const page = aPage(browser);
    await page.uploads.takeUp();
    await settled();
    expect(only(page.uploads.items.value).stage).toEqual({ kind: "done", result: { made: "Hall from u3" } });
    expect(page.tries).toEqual([]);
  });

  it("waits for somebody to sign in, and then goes on", async () => {
    const page = aPage(aBrowser());
    page.uploads.add(parcelOf(fileOf("long")), "Hall");
    await settled();
    page.last()?.fail("out");
    await settled();
    expect([page.outs(), page.stages()]).toEqual([1, ["waiting"]]);
    await page.uploads.takeUp();
    await settled();
    expect(page.stages()).toEqual(["sending"]);
  });
});

describe("what a designer does with an upload", () => {
  it("pauses and goes on where it was", async () => {
    const page = aPage(aBrowser());
    const id = page.uploads.add(parcelOf(fileOf("long")), "Hall");
    await settled();
    page.last()?.cargo.onUpload("u9");
    page.last()?.cargo.onSent(3);
    page.uploads.pause(id);
    expect(page.last()?.signal.aborted).toBe(true);
    expect(only(page.uploads.items.value).stage).toMatchObject({ kind: "paused", pace: { sent: 3 } });
    await settled();
    expect(page.tries).toHaveLength(1);
    page.uploads.go(id);
    await settled();
    expect(page.last()?.cargo.upload).toBe("u9");
  });

  it("pausing one lets the next go", async () => {
    const page = aPage(aBrowser());
    const id = page.uploads.add(parcelOf(fileOf("a")), "one");
    page.uploads.add(parcelOf(fileOf("b")), "two");
    await settled();
    page.uploads.pause(id);
    await settled();
    expect(page.stages()).toEqual(["paused", "sending"]);
  });

  it("cancels: the server and the browser forget it, and a late answer changes nothing", async () => {
    const browser = aBrowser();
    const page = aPage(browser);
    const id = page.uploads.add(parcelOf(fileOf("long")), "Hall");
    await settled();
    page.last()?.cargo.onUpload("u9");
    page.uploads.drop(id);
    page.last()?.cargo.onSent(4);
    await settled();
    expect(page.uploads.items.value).toEqual([]);
    expect(page.forgotten).toEqual(["u9"]);
    expect([browser.records.size, browser.files.size]).toEqual([0, 0]);
  });

  it("puts away what is done without touching what was made", async () => {
    const page = aPage(aBrowser());
    const id = page.uploads.add(parcelOf(fileOf("a")), "one");
    await settled();
    page.last()?.arrive();
    await settled();
    page.uploads.drop(id);
    expect(page.forgotten).toEqual([]);
  });
});
