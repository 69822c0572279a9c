import { describe, expect, it } from "vitest";
import type { Finding } from "./finding";
import type { SpaceMeaning } from "./meaning";
import { hall, meaning, place, zone, type Room } from "./room";
import { createSurveyor } from "./survey";

const look = (room: Room, said: Partial<SpaceMeaning>) => createSurveyor(room.soup()).survey(meaning({ spawns: [place("spawn", 1, 5)], ...said }));
const found = (room: Room, said: Partial<SpaceMeaning>): readonly Finding[] => look(room, said).findings;
const codes = (room: Room, said: Partial<SpaceMeaning>) => [...new Set(found(room, said).map(({ code, turn }) => (turn === "" ? code : `${code} ${turn}`)))].sort();

const kiosk = { touchpoints: [place("kiosk", 9, 5, { kind: "kiosk" })] };
/** A wall across the hall at x = 5, with a gap in it. */
const wallWithGap = (gap: number, to = 3) => hall(0, 0, 10, 10).box("wall", 4.5, 0, 0, 5.5, to, 5 - gap / 2).box("wall", 4.5, 0, 5 + gap / 2, 5.5, to, 10);
/** The same with a lintel over the gap, which makes it a door. */
const wallWithDoor = (gap: number) =>
  hall(0, 0, 10, 10).box("wall", 4.9, 0, 0, 5.1, 3, 5 - gap / 2).box("wall", 4.9, 0, 5 + gap / 2, 5.1, 3, 10).box("wall", 4.9, 2.1, 5 - gap / 2, 5.1, 3, 5 + gap / 2);

const raised = (up: number) => hall(0, 0, 10, 10).box("stage", 5, 0, 0, 10, up, 10);
const ramp = (run: number) => hall(0, 0, 20, 10).box("stage", 10, 0, 0, 20, 0.3, 10).quad("ramp", 10 - run, 0, 0, 10, 0.3, 0, 10, 0.3, 10, 10 - run, 0, 10);
/** So deep that a circle beside it is not near. */
const niche = (width: number) => hall(0, 0, 10, 10).box("wall", 5, 0, 0, 10, 2.5, 5 - width / 2).box("wall", 5, 0, 5 + width / 2, 10, 2.5, 10);
const table = (height: number, length: number, knees = true) => {
  const room = hall(0, 0, 10, 10).box("tp:desk", 5 - length / 2, height - 0.04, 2.6, 5 + length / 2, height, 3.4);
  return knees ? room : room.box("tp:desk", 5 - length / 2, 0, 2.6, 5 + length / 2, height - 0.04, 3.38);
};
const oneDesk = () => hall(0, 0, 10, 10).box("tp:desk", 4.1, 0.7, 2.6, 5.9, 0.74, 3.4);
const parties = (x: number) => ({ touchpoints: [place("register", 9, 5, { kind: "other", party: "bereaved" }), place("ceremony", x, 5, { kind: "other", party: "wedding" })] });

describe("the way to a touchpoint", () => {
  it("has nothing said of it where there is room", () => {
    const survey = look(hall(0, 0, 10, 10), kiosk);
    expect(survey.findings).toEqual([]);
    expect(survey.routes).toMatchObject([{ touchpoint: "kiosk", easy: true }]);
    expect(survey.ground.reduce((sum, one) => sum + (one === 2 ? 1 : 0), 0) * survey.frame.cell ** 2).toBeGreaterThan(98);
  });

  it("route-blocked: nobody gets there", () => {
    expect(codes(wallWithGap(0), kiosk)).toEqual(["route-blocked"]);
    expect(codes(wallWithGap(0.3), kiosk)).toEqual(["route-blocked"]);
  });

  it("D2: a gap of 700 mm fails 1200 mm, where it is, and a wider one clears it", () => {
    const [one, ...more] = found(wallWithGap(0.7), kiosk);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ code: "route-narrow", touchpoints: ["kiosk"], values: { width: 0.7, wanted: 1.2 } });
    expect(one?.x).toBeGreaterThan(4.2);
    expect(one?.x).toBeLessThan(5.8);
    expect(Math.abs((one?.z ?? 0) - 5)).toBeLessThan(0.2);
    expect(found(wallWithGap(1.25), kiosk)).toEqual([]);
  });

  it.each([1.17, 1.15, 1.1, 0.9])("route-narrow: %f m is too narrow", (gap) => {
    expect(found(wallWithGap(gap), kiosk)).toMatchObject([{ code: "route-narrow", values: { width: gap } }]);
  });

  it.each([1.2, 1.21, 1.3])("%f m is wide enough", (gap) => {
    expect(found(wallWithGap(gap), kiosk)).toEqual([]);
  });

  it("goes round where there is a wider way, however long", () => {
    const detour = hall(0, 0, 10, 10).box("wall", 4.5, 0, 0, 5.5, 3, 4.6).box("wall", 4.5, 0, 5.4, 5.5, 3, 8.5);
    expect(found(detour, kiosk)).toEqual([]);
  });

  it("a low thing narrows a way as much as a wall", () => {
    expect(codes(wallWithGap(0.9, 0.5), kiosk)).toEqual(["route-narrow"]);
  });

  it("says one thing once, for all who come past it", () => {
    const two = { touchpoints: [...kiosk.touchpoints, place("desk", 9, 8, { kind: "other" })] };
    expect(found(wallWithGap(0.9), two)).toMatchObject([{ code: "route-narrow", touchpoints: ["kiosk", "desk"] }]);
  });

  it("people who stand in the scene are not in the way", () => {
    expect(codes(hall(0, 0, 10, 10).box("people", 4, 0, 0, 4.4, 1.7, 10), kiosk)).toEqual([]);
    expect(codes(hall(0, 0, 10, 10).box("peoples rug", 4, 0, 0, 4.4, 1.7, 10), kiosk)).toEqual(["route-blocked"]);
  });
});

describe("doors", () => {
  it.each([[0.7, ["door-narrow"]], [0.78, ["door-narrow"]], [0.8, []], [0.9, []]])("inside, %f m: %j", (gap, codesFound) => {
    expect(codes(wallWithDoor(gap), kiosk)).toEqual(codesFound);
  });

  it.each([[0.9, ["door-narrow entrance"]], [1, []]])("where the public comes in, %f m: %j", (gap, codesFound) => {
    expect(codes(wallWithDoor(gap), { touchpoints: [...kiosk.touchpoints, place("door", 5, 5, { kind: "door" })] })).toEqual(codesFound);
  });
});

describe("steps", () => {
  it.each([[0.015, []], [0.02, []], [0.04, ["step"]], [0.15, ["step"]]])("%f m up: %j", (up, codesFound) => {
    expect(codes(raised(up), { touchpoints: [place("kiosk", 9, 5, { kind: "other" })] }).filter((code) => code !== "turning-small")).toEqual(codesFound);
  });

  it("a table is no step", () => {
    expect(codes(raised(0.5), kiosk)).toEqual(["route-blocked"]);
  });

  it("a ramp of 1 in 15 is none, one of 1 in 8 is too steep", () => {
    const there = { touchpoints: [place("kiosk", 18, 5, { kind: "other" })] };
    expect(codes(ramp(4.5), there)).toEqual([]);
    expect(codes(ramp(2.4), there)).toEqual(["step slope"]);
  });

  it("what is upstairs is said to be upstairs", () => {
    const above = { touchpoints: [place("office", 5, 5, { kind: "other", position: [5, 3.2, 5] })] };
    expect(codes(hall(0, 0, 10, 10), above)).toEqual(["step level"]);
  });
});

describe("room to turn", () => {
  it.each([[1.3, ["turning-small"]], [1.45, ["turning-small"]], [1.5, []], [1.6, []]])("%f m: %j", (width, codesFound) => {
    expect(codes(niche(width), kiosk)).toEqual(codesFound);
  });
});

describe("a counter", () => {
  const desk = { touchpoints: [place("desk", 5, 3, { kind: "desk" })] };
  it.each([[0.74, 1.8, []], [0.76, 1.5, []], [0.8, 1.8, ["counter-high"]], [1.05, 3, ["counter-high"]], [0.74, 1.3, ["counter-high"]]])("%f m high, %f m long: %j", (height, length, codesFound) => {
    expect(codes(table(height, length), desk)).toEqual(codesFound);
  });

  it("needs room for knees", () => {
    expect(codes(table(0.74, 1.8, false), desk)).toEqual(["counter-high knee"]);
  });

  it.each([[1.5, ["queue-short"]], [1.7, ["queue-short"]], [1.85, []]])("with %f m before it: %j", (depth, codesFound) => {
    expect(codes(table(0.74, 1.8).box("wall", 3, 0, 3.4 + depth, 7, 2, 3.5 + depth), desk)).toEqual(codesFound);
  });

  it.each([[1, ["queue-short lane"]], [1.2, []]])("with a lane of %f m to queue in: %j", (wide, codesFound) => {
    expect(codes(table(0.74, 1.8), { ...desk, zones: [zone("queue", 4, 5, 7, 5 + wide)] })).toEqual(codesFound);
  });
});

describe("seats", () => {
  const seats = [place("Seat.1", 9.7, 9.7), place("Seat.2", 9.7, 9)];

  it("wheelchair-space: there is a place beside them, or not", () => {
    expect(codes(hall(0, 0, 10, 10), { seats })).toEqual([]);
    expect(codes(hall(0, 0, 10, 10).box("plants", 6.5, 0, 6.5, 10, 1, 10), { seats })).toEqual(["wheelchair-space"]);
  });

  it("wait-uninformed: where people are called, every seat sees a screen", () => {
    const room = place("room", 5, 1, { kind: "room" });
    const screen = place("screen", 0.2, 9.5, { kind: "screen", position: [0.2, 1.9, 9.5] });
    const facing = [place("Seat.1", 9.7, 9.7, { yaw: Math.PI / 2 }), place("Seat.2", 9.7, 9, { yaw: Math.PI / 2 })];
    expect(codes(hall(0, 0, 10, 10), { seats: facing, touchpoints: [room] })).toEqual(["wait-uninformed none"]);
    expect(codes(hall(0, 0, 10, 10), { seats: facing, touchpoints: [room, screen] })).toEqual([]);
    const away = [place("Seat.1", 9.7, 9.7, { yaw: -Math.PI / 2 }), place("Seat.2", 9.7, 9, { yaw: -Math.PI / 2 })];
    expect(found(hall(0, 0, 10, 10), { seats: away, touchpoints: [room, screen] })).toMatchObject([{ code: "wait-uninformed", values: { seats: 2, all: 2 } }]);
    expect(codes(hall(0, 0, 10, 10).box("column", 6, 0, 8.5, 6.4, 3, 10), { seats: facing, touchpoints: [room, screen] })).toEqual(["wait-uninformed"]);
    expect(codes(hall(0, 0, 10, 10).box("glass", 6, 0, 8.5, 6.4, 3, 10, true), { seats: facing, touchpoints: [room, screen] })).toEqual([]);
  });
});

describe("people beside each other", () => {
  const desk = place("desk", 5, 3, { kind: "desk" });

  it("sight-line: the desk is seen from the door, or hidden", () => {
    expect(codes(oneDesk(), { touchpoints: [desk] })).toEqual([]);
    const hidden = oneDesk().box("kiosks", 2.5, 0, 1.5, 2.8, 2.2, 7);
    expect(codes(hidden, { touchpoints: [{ ...desk, position: [5, 0, 3] }], spawns: [place("spawn", 0.6, 5.4)] })).toEqual(["sight-line"]);
  });

  it("overheard: somebody waits within 3 m of every desk", () => {
    const room = place("room", 9, 9, { kind: "room" });
    const near = [place("Seat.1", 7, 4.5)];
    expect(codes(oneDesk(), { touchpoints: [desk, room], seats: near })).toContain("overheard");
    expect(codes(oneDesk(), { touchpoints: [desk], seats: near })).not.toContain("overheard");
    expect(codes(oneDesk(), { touchpoints: [desk, place("interview room", 9, 9, { kind: "room" })], seats: near })).not.toContain("overheard");
    expect(codes(oneDesk(), { touchpoints: [desk, room], seats: [place("Seat.1", 9, 8)] })).not.toContain("overheard");
    expect(codes(oneDesk(), { touchpoints: [desk, room], zones: [zone("queue", 4, 5, 6, 8)] })).toContain("overheard");
    expect(codes(oneDesk().box("screen wall", 5.6, 0, 3.4, 5.7, 2.2, 6), { touchpoints: [desk, room], seats: near })).not.toContain("overheard");
  });

  it("room-missing: a room for each two desks", () => {
    const desks = [1, 2, 3, 4].map((i) => place(`desk ${i}`, 2 * i, 3, { kind: "desk" }));
    const rooms = [1, 2].map((i) => place(`interview ${i}`, 2 * i, 9, { kind: "room" }));
    expect(codes(hall(0, 0, 10, 10), { touchpoints: [...desks, ...rooms.slice(1)] })).toContain("room-missing");
    expect(codes(hall(0, 0, 10, 10), { touchpoints: [...desks, ...rooms] })).not.toContain("room-missing");
    expect(codes(hall(0, 0, 10, 10), { touchpoints: desks.slice(3) })).not.toContain("room-missing");
  });

  it("route-shared: those to be kept apart go the same way", () => {
    expect(codes(hall(0, 0, 10, 10), parties(9.4))).toEqual(["route-shared"]);
    expect(found(hall(0, 0, 10, 10), parties(9.4))[0]?.touchpoints).toEqual(["bereaved", "wedding"]);
    expect(codes(hall(0, 0, 10, 10), { ...parties(1), spawns: [place("spawn", 1, 5), place("side", 1, 9, { party: "wedding" })] })).toEqual([]);
  });
});

describe("bounds", () => {
  it("can be stopped, and looks at a large place more coarsely", { timeout: 20_000 }, () => {
    const soup = hall(0, 0, 300, 300).soup();
    const surveyor = createSurveyor(soup);
    const stop = new Error("stop");
    const said = meaning({ spawns: [place("spawn", 1, 5)], touchpoints: [place("far", 299, 299, { kind: "other" })] });
    expect(() => surveyor.survey(said, () => { throw stop; })).toThrow(stop);
    const { frame, routes } = surveyor.survey(said);
    expect(frame.columns * frame.rows).toBeLessThan(1_000_000);
    expect(routes).toMatchObject([{ easy: true }]);
  });

  it("has nothing to say of a scene where nobody comes in, or of no scene", () => {
    expect(createSurveyor(hall(0, 0, 4, 4).soup()).survey(meaning({})).findings).toEqual([]);
    const nothing = { positions: new Float32Array(), index: new Uint32Array(), owner: new Uint16Array(), clear: new Uint8Array(), names: [], parents: new Int32Array() };
    expect(createSurveyor(nothing).survey(meaning({ spawns: [place("spawn", 0, 0)] })).findings).toEqual([]);
  });
});
