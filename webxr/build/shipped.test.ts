import { fileURLToPath } from "node:url";
import { build } from "vite";
import { beforeAll, describe, expect, test } from "vitest";

const textOf = (source: string | Uint8Array) => (typeof source === "string" ? source : new TextDecoder().decode(source));

/** Every file of a build, by name. */
async function built(mode: string): Promise<Map<string, string>> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const result = await build({ root, mode, logLevel: "silent", build: { write: false } });
  const outputs = Array.isArray(result) ? result : [result];
  const files = new Map<string, string>();
  for (const output of outputs) {
    for (const file of "output" in output ? output.output : []) {
      files.set(file.fileName, file.type === "chunk" ? file.code : textOf(file.source));
    }
  }
  return files;
}

describe("what is shipped", () => {
  let files = new Map<string, string>();
  beforeAll(async () => {
    files = await built("production");
  }, 120_000);

  const holding = (words: RegExp) => [...files].filter(([, text]) => words.test(text)).map(([name]) => name);

  test("has no emulated headset and no probe", () => {
    expect(holding(/rehearsalProbe|rehearsalHeadset|metaQuest3|forceInstall/)).toEqual([]);
  });

  test("P6: the Basis transcoder is ours, and nothing fetches a decoder from elsewhere", () => {
    const transcoders = [...files].filter(([name]) => /basis_transcoder-.*\.js$/.test(name));
    expect(transcoders.map(([, text]) => [text.includes("invokerFn=function(...given)"), text.includes("newFunc(Function,")])).toEqual([[true, false]]);
    expect(holding(/(?:gstatic|jsdelivr|unpkg|githack)\.(?:com|net)/)).toEqual([]);
  });
});

test("a build for end-to-end tests has both", async () => {
  const files = [...(await built("e2e")).values()].join("\n");
  expect(files).toMatch(/rehearsalProbe/);
  expect(files).toMatch(/rehearsalHeadset/);
}, 120_000);
