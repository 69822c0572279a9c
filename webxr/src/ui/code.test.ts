import { describe, expect, it } from "vitest";
import { codeFrom, spacedCode } from "./code";

describe("A19: a code is taken however it was typed or pasted", () => {
  it.each([
    ["ABC234"],
    ["abc234"],
    [" abc 234 "],
    ["ABC-234"],
    ["abc – 234"],
    ["a b c 2 3 4"],
    ["http://192.168.1.20:8080/join#ABC234"],
    ["https://rehearsal.local/join#abc-234\n"],
  ])("%j", (typed) => {
    expect(codeFrom(typed)).toBe("ABC234");
  });

  it("leaves what is not a code for the server to refuse", () => {
    expect(codeFrom("ABC23")).toBe("ABC23");
    expect(codeFrom("äbc234")).toBe("ÄBC234");
  });

  it("is shown in two groups", () => {
    expect(spacedCode("ABC234")).toBe("ABC 234");
    expect(spacedCode("ABC")).toBe("ABC");
  });
});
