import { effect } from "@preact/signals-core";
import { afterEach, describe, expect, it } from "vitest";
import { language, listed, onLanguage, setLanguage, t, translate } from "./index";

afterEach(() => setLanguage("en"));

describe("t", () => {
  it("fills in what it is given, and keeps the rest visible", () => {
    expect(translate("en", "common.duration.minutes", { minutes: 3, seconds: 5 })).toBe("3 min 5 s");
    expect(translate("en", "common.duration.minutes", { minutes: 3 })).toBe("3 min {seconds} s");
  });

  it("does not read values as patterns", () => {
    expect(translate("en", "common.duration.seconds", { seconds: "$& {seconds}" })).toBe("\u2068$& {seconds}\u2069 s");
  });

  it("says the key where there is no sentence, so that nothing is silent", () => {
    expect(t("common.no-such-key")).toBe("common.no-such-key");
  });

  it("speaks the language last chosen, and tells those who listen", () => {
    let told = 0;
    const stop = onLanguage(() => told++);
    setLanguage("cy");
    stop();
    setLanguage("cy");
    expect(language()).toBe("cy");
    expect(told).toBe(1);
    expect(t("common.loading")).toBe("Yn llwytho");
  });

  it("A23: whatever was said in one language is said again when another is chosen", () => {
    const said: string[] = [];
    const stop = effect(() => {
      said.push(t("common.loading"));
    });
    setLanguage("cy");
    stop();
    expect(said).toEqual(["Loading", "Yn llwytho"]);
  });

  it("lets no name turn round the sentence it stands in", () => {
    expect(translate("en", "join.kept.text", { name: "אורי", title: "" })).toBe("You are “\u2068אורי\u2069” in “”.");
    expect(listed(["עדי", "Siân", "Mair"])).toBe("\u2068עדי\u2069, \u2068Siân\u2069 and \u2068Mair\u2069");
  });
});
