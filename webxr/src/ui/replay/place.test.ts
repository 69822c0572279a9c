import { describe, expect, it } from "vitest";
import { readPlace, writePlace } from "./place";

describe("a link to a moment", () => {
  it("reads what it writes", () => {
    const place = { ms: 83_500, follow: 3 };
    expect(writePlace(place)).toBe("#t=83.5&follow=3");
    expect(readPlace(writePlace(place))).toEqual(place);
    expect(readPlace("#t=4&follow=2&view=eyes")).toEqual({ ms: 4000, follow: 2, eyes: true });
  });

  it("takes nothing from an address that says nothing or nonsense", () => {
    for (const hash of ["", "#", "#t=", "#t=-4", "#t=1e9", "#follow=x", "#t=NaN&follow=-1"]) expect(readPlace(hash)).toEqual({});
  });

  it("keeps a tenth of a second, which a person can tell", () => {
    expect(writePlace({ ms: 1234.567 })).toBe("#t=1.2");
  });
});
