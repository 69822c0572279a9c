import { afterEach, describe, expect, it } from "vitest";
import { language, onLanguage, setLanguage, t, translate } from "./index";

afterEach(() => setLanguage("en"));

describe("t", () => {
  it("fills in what it is given, and keeps the rest visible", () => {
    expect(translate("en", "common.duration.minutes", { minutes: 3, seconds: 5 })).toBe("3 min 5 s");
    expect(translate("en", "common.duration.minutes", { minutes: 3 })).toBe("3 min {seconds} s");
  });

  it("does not read values as patterns", () => {
    expect(translate("en", "common.duration.seconds", { seconds: "$& {seconds}" })).toBe("$& {seconds} s");
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
    expect(t("common.home")).toBe("Hafan");
  });
});
