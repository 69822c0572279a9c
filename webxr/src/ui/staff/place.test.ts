import { describe, expect, it } from "vitest";
import { isOutside, placeOf, returnPath } from "./place";

describe("the address says where one is", () => {
  it.each([
    ["/staff", { kind: "door" }],
    ["/staff/", { kind: "door" }],
    ["/staff/welcome", { kind: "welcome" }],
    ["/staff/sign-in", { kind: "sign-in" }],
    ["/staff/scenes", { kind: "scenes" }],
    ["/staff/sessions/", { kind: "sessions" }],
    ["/staff/sessions/abc234", { kind: "session", id: "abc234" }],
    ["/staff/sessions/abc234/more", { kind: "unknown" }],
    ["/staff/scenes/abc", { kind: "scene", id: "abc", tab: "scene" }],
    ["/staff/scenes/abc/plan", { kind: "scene", id: "abc", tab: "plan" }],
    ["/staff/scenes/abc/versions/", { kind: "scene", id: "abc", tab: "versions" }],
    ["/staff/scenes/abc/elsewhere", { kind: "unknown" }],
    ["/staff/scenes/abc/plan/more", { kind: "unknown" }],
    ["/staff/elsewhere", { kind: "unknown" }],
    ["/join", { kind: "unknown" }],
  ])("%s", (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  it("is open without signing in only for those who come to sign in", () => {
    const outside = ["/staff", "/staff/welcome", "/staff/sign-in", "/staff/scenes", "/staff/sessions", "/staff/sessions/x"].filter((path) => isOutside(placeOf(path)));
    expect(outside).toEqual(["/staff/welcome", "/staff/sign-in"]);
  });
});

describe("who was sent here to sign in gets back", () => {
  it("to a replay", () => {
    expect(returnPath("?next=%2Freplay%2Fabc%23t%3D83.5")).toBe("/replay/abc#t=83.5");
  });

  it.each(["", "?next=", "?next=https%3A%2F%2Fevil.example", "?next=%2F%2Fevil.example", "?next=%2Freplay%2F%2Fevil", "?next=%2Freplay%2F%5Cevil"])("but nowhere else: %s", (search) => {
    expect(returnPath(search)).toBeNull();
  });
});
