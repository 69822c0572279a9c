import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SceneProblem } from "../problem";
import { languages, setLanguage } from "../../text/index";
import { findingsIn, loud } from "./findings";
import { sayRepair, sayScene, saysWhere } from "./scene-words";

const problem = (kind: string, action: SceneProblem["action"], where = ""): SceneProblem => ({
  code: kind.toUpperCase(), kind, action, where, severity: action === "note" ? "information" : action === "warn" ? "warning" : "error", pointer: "", message: `${kind} of “${where}”`, why: "", todo: "",
});

describe("D1: what was found, as a designer takes it up", () => {
  it("what stops the scene comes first, then what can be mended, then what is good to know, what nobody asked for last", () => {
    const groups = findingsIn([problem("x-note", "note"), problem("x-warn", "warn"), problem("x-mend", "repair"), problem("x-stop", "refuse")]);
    expect(groups.map(({ weighty, findings }) => [weighty, findings.map((one) => one.problem.kind)])).toEqual([
      ["refuse", ["x-stop"]],
      ["repair", ["x-mend"]],
      ["know", ["x-warn", "x-note"]],
    ]);
  });

  it("says the same thing once, with the names of all that it is true of", () => {
    const [group] = findingsIn([problem("x", "repair", "Desk"), problem("x", "repair", "Chair"), problem("x", "repair", "Chair"), problem("x", "repair", "Desk"), problem("x", "repair")]);
    expect(group?.findings).toMatchObject([{ problem: { where: "Desk" }, also: ["Chair"] }]);
  });

  it("nothing found is no group", () => expect(findingsIn([])).toEqual([]));

  it("what is only a note is not said aloud", () => {
    expect(loud([problem("a", "note"), problem("b", "warn")]).map(({ kind }) => kind)).toEqual(["b"]);
  });
});

describe("A23: the sentences are the server's own, in the language of the page", () => {
  const empty = problem("file-empty", "refuse");

  it("in both languages", () => {
    const english = sayScene(empty);
    setLanguage("cy");
    const welsh = sayScene(empty);
    setLanguage("en");
    expect(english.what).toBe("The file is empty.");
    expect(welsh.what).not.toBe(english.what);
  });

  it("with what the server filled in", () => {
    const said = sayScene({ ...problem("file-too-big", "refuse"), values: { size: "120", most: "100" } });
    expect(said.what).toContain("120");
    expect(said.what).not.toContain("{");
  });

  it("and in the server's English where the page does not know a kind, or a value", () => {
    expect(sayScene(problem("x-unknown", "warn", "Desk")).what).toBe("x-unknown of “Desk”");
    expect(sayScene({ ...problem("file-too-big", "refuse"), message: "Too big." }).what).toBe("Too big.");
  });

  it("what can be mended is said in them as well, for every repair that there is", () => {
    const source = readFileSync(new URL("../../../../scenes/repair.go", import.meta.url), "utf8");
    const codes = [...source.matchAll(/^\trepair\w+\s+= "([a-z-]+)"/gm)].map(([, code]) => code ?? "");
    expect(codes.length).toBeGreaterThan(5);
    for (const { code: language } of languages) {
      setLanguage(language);
      expect(codes.filter((code) => sayRepair(code, 3) === null)).toEqual([]);
      expect(sayRepair("bounds", 1200)?.what).toContain("1,200");
    }
    setLanguage("en");
    expect(sayRepair("x-unknown", 1)).toBeNull();
  });

  it("knows whether a sentence says where by itself", () => {
    expect(saysWhere(problem("x-unknown", "warn", "Desk"))).toBe(true);
    expect(saysWhere({ ...problem("x-unknown", "warn", "Desk"), message: "Bad." })).toBe(false);
    expect(saysWhere(empty)).toBe(true);
  });
});
