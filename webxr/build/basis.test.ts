import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { withoutEval } from "./basis";

const original = readFileSync(new URL("../node_modules/three/examples/jsm/libs/basis/basis_transcoder.js", import.meta.url), "utf8");

test("P6: the transcoder that ships makes no functions out of text", () => {
  expect(original).toContain("newFunc(Function,");
  expect(withoutEval(original)).not.toContain("newFunc(Function,");
});

test("a transcoder that has changed stops the build", () => {
  expect(() => withoutEval(original.replace("let[args,invokerFnBody]", "let[names,invokerFnBody]"))).toThrow(/has changed/);
  expect(() => withoutEval(withoutEval(original))).toThrow(/has changed/);
});
