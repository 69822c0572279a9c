import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue, languages, type Catalogue } from "./index";
import { gradeOf } from "./reading";

const parts = import.meta.glob<Catalogue>("./*/*.json", { eager: true, import: "default" });
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.ts", "!../**/*.gen.ts"], { eager: true, query: "?raw", import: "default" });

const others = languages.map(({ code }) => code).filter((code) => code !== "en");
const withoutForm = (key: string) => key.replace(/#\w+$/, "");
const keysOf = (words: Catalogue) => [...new Set(Object.keys(words).map(withoutForm))].sort();
const placeholdersOf = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();

/** The sentence to hold others to: for a plural the `#other` form, which may leave nothing out. */
const sentenceFor = (words: Catalogue, key: string) => words[key] ?? words[`${key}#other`] ?? "";

describe("A23: every language says everything", () => {
  it.each(others)("%s has the keys that English has", (code) => {
    expect(keysOf(catalogue(code))).toEqual(keysOf(catalogue("en")));
  });

  it.each(others)("%s has the placeholders that English has", (code) => {
    const [english, other] = [catalogue("en"), catalogue(code)];
    for (const key of keysOf(english)) {
      expect.soft(placeholdersOf(sentenceFor(other, key)), key).toEqual(placeholdersOf(sentenceFor(english, key)));
    }
  });

  it.each(others)("%s is not English left behind", (code) => {
    const [english, other] = [catalogue("en"), catalogue(code)];
    const same = keysOf(english).filter((key) => {
      const words = sentenceFor(english, key);
      return words === sentenceFor(other, key) && words.replace(/\{\w+\}/g, "").split(/\s+/).filter(Boolean).length > 3;
    });
    expect(same).toEqual([]);
  });

  it("a form is one that the language has, and #other is among them", () => {
    for (const { code } of languages) {
      const forms = new Set(["zero", ...new Intl.PluralRules(code).resolvedOptions().pluralCategories]);
      const words = catalogue(code);
      for (const key of Object.keys(words).filter((name) => name.includes("#"))) {
        expect.soft(forms, key).toContain(key.split("#")[1]);
        expect.soft(words, key).toHaveProperty([`${withoutForm(key)}#other`]);
      }
    }
  });

  it("nothing is blank, and a key begins with the name of its file", () => {
    for (const [path, words] of Object.entries(parts)) {
      const part = path.replace(/^.*\/(\w+)\.json$/, "$1");
      for (const [key, sentence] of Object.entries(words)) {
        expect.soft(key.startsWith(`${part}.`), `${path}: ${key}`).toBe(true);
        expect.soft(sentence.trim(), `${path}: ${key}`).not.toBe("");
      }
    }
  });
});

describe("what the pages ask for is there", () => {
  it("finds every key that a source names", () => {
    const known = new Set(keysOf(catalogue("en")));
    for (const [path, source] of Object.entries(sources)) {
      if (path.startsWith("./")) continue;
      for (const [, key] of source.matchAll(/\bt\(\s*"([^"]+)"/g)) expect.soft(known, `${path}: ${key}`).toContain(key);
    }
  });
});

describe("what is there is asked for", () => {
  it("has no sentence that no source names, whole or as a pattern", () => {
    const code = Object.entries(sources).filter(([path]) => !path.startsWith("./")).map(([, source]) => source).join("\n");
    const named = new Set([...code.matchAll(/"([a-z]+\.[\w.-]+)"/g)].map(([, key]) => key));
    // `join.${question}.text` asks for every key of that form; what stands for ${…} may have one dot.
    const forms = [...code.matchAll(/`([a-z]+\.(?:[\w.-]|\$\{[^}]*\})*)`/g)].map(([, form = ""]) => {
      const pattern = form.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w-]+(\\.[\\w-]+)?");
      return new RegExp(`^${pattern}$`);
    });
    const unused = keysOf(catalogue("en")).filter((key) => !named.has(key) && !forms.some((form) => form.test(key)));
    expect(unused).toEqual([]);
  });
});

describe("what the server says went wrong can be said here", () => {
  it("has a sentence for each of its problems", () => {
    const server = readFileSync(new URL("../../../server/problems.go", import.meta.url), "utf8");
    const names = [...server.matchAll(/problem\{"([a-z-]+)"/g)].map(([, name]) => `problems.${name}`);
    expect(names.length).toBeGreaterThan(10);
    expect(Object.keys(catalogue("en"))).toEqual(expect.arrayContaining(names));
  });
});

describe("A22: a citizen of nine can read it", () => {
  const citizenParts = ["home", "join", "headset", "visit"];

  it.each(citizenParts)("%s reads at grade 5 or below, no sentence far above", (part) => {
    const words = parts[`./en/${part}.json`];
    if (words === undefined) throw new Error(`no English catalogue "${part}"`);
    expect(gradeOf(Object.values(words).join("\n"))).toBeLessThanOrEqual(5);
    for (const [key, sentence] of Object.entries(words).filter(([, said]) => said.split(/\s+/).length >= 8)) {
      expect.soft(gradeOf(sentence), `${key}: ${sentence}`).toBeLessThanOrEqual(9);
    }
  });

  it("tells hard words from easy ones", () => {
    expect(gradeOf("The cat sat on the mat. It was warm.")).toBeLessThan(2);
    expect(gradeOf("Participation necessitates comprehensive authorisation of biometric data processing activities.")).toBeGreaterThan(15);
  });
});
