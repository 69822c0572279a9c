import { describe, expect, it } from "vitest";
import { setLanguage } from "../text/index";
import { read } from "../text/reading";
import { faced, metresToSay, placeTitle, plainName, sayWay, sayWhere, wayTo, whereabouts, type Standing, type Touchpoint } from "./words";

const kiosk: Touchpoint = { name: "kiosk", position: [0, 0, 0] };
const desk: Touchpoint = { name: "front_desk.001", position: [0, 0, -5] };
const both = [kiosk, desk];
const at = (x: number, z: number, yaw = 0): Standing => ({ x, z, yaw });

describe("A04: where somebody is, in words", () => {
  it("tells at, by and from apart by distance", () => {
    expect(whereabouts(at(0.5, 0), both)).toMatchObject({ kind: "at", name: "kiosk" });
    expect(whereabouts(at(1.2, 0), both)).toMatchObject({ kind: "by", name: "kiosk", metres: 1.2 });
    expect(whereabouts(at(9, 0), both)).toMatchObject({ kind: "from", name: "kiosk", metres: 9 });
    expect(whereabouts(at(0, 0), [])).toEqual({ kind: "unknown" });
  });

  it("knows what somebody faces", () => {
    expect(faced(at(0, 1, 0), both)).toBe(kiosk); // looks along −z: the kiosk comes first
    expect(faced(at(0, 1, Math.PI), both)).toBeUndefined();
    expect(faced(at(0, -2, 0), both)).toBe(desk);
  });

  it("says it", () => {
    setLanguage("en");
    expect(read(sayWhere(at(1.2, 0, 1), both))).toBe("By the kiosk, 1.2 m");
    expect(read(sayWhere(at(0.5, -0.4, 0.1), both))).toBe("At the kiosk, facing the front desk");
  });

  it("says the way to a place as eighths of a circle, seen by that person", () => {
    expect(wayTo(at(0, 4), kiosk).way).toBe("ahead");
    expect(wayTo(at(0, 4, Math.PI), kiosk).way).toBe("behind");
    expect(wayTo(at(4, 4), kiosk).way).toBe("aheadLeft");
    expect(wayTo(at(-4, 0), kiosk).way).toBe("right");
    expect(wayTo(at(4, 0, Math.PI / 2), kiosk).way).toBe("ahead"); // turned left, towards −x
    expect(wayTo(at(0.3, 0), kiosk).way).toBe("here");
    setLanguage("en");
    expect(sayWay(at(3, 3), kiosk)).toBe("4 m ahead, to the left");
  });

  it("reads a designer's names aloud without their machinery", () => {
    expect(plainName("front_desk.001")).toBe("front desk");
    expect(plainName("call-screen")).toBe("call screen");
    expect(plainName("_")).toBe("_");
    expect(["kiosk", "pc", "desk_and-tv.002", "élan", "Sortie", "by"].map(placeTitle)).toEqual(["Kiosk", "PC", "Desk and TV", "Élan", "Sortie", "By"]);
    expect([0.44, 2.96, 3.2].map(metresToSay)).toEqual([0.4, 3, 3]);
  });
});
