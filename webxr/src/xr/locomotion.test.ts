import { describe, expect, test } from "vitest";
import { createArc } from "./arc";
import { createBody } from "./body";
import { canLand, STANDING_EYES } from "./ground";
import { stickValue } from "./stick";
import { TABLE, testRoom } from "./testroom";
import { createTravel } from "./travel";
import { createNotch, TURN, wrapAngle } from "./turn";
import { walk, WALK_SPEED } from "./walk";

const room = testRoom();
const START = { x: 0, y: 0, z: 0, yaw: 0 };

describe("walking", () => {
  test("goes where it is told on free floor, at no more than 1.4 m/s", () => {
    const feet = { x: 0, y: 0, z: 0 };
    walk(room, feet, 0.01, -0.02);
    expect(feet).toEqual({ x: 0.01, y: 0, z: -0.02 });
    expect(WALK_SPEED).toBeLessThanOrEqual(1.4);
  });

  test("never goes through a wall, however long one pushes", () => {
    const feet = { x: 0, y: 0, z: 0 };
    for (let i = 0; i < 2000; i++) {
      walk(room, feet, 0.02, 0);
    }
    expect(feet.x).toBeGreaterThan(4.5);
    expect(feet.x).toBeLessThanOrEqual(5 - 0.25);
  });

  test("slides along a wall that one meets at an angle", () => {
    const feet = { x: 4.7, y: 0, z: 0 };
    for (let i = 0; i < 50; i++) {
      walk(room, feet, 0.02, -0.02);
    }
    expect(feet.x).toBeLessThan(4.75);
    expect(feet.z).toBeLessThan(-0.9);
  });

  test("never goes over an edge", () => {
    const feet = { x: 0, y: 0, z: 4 };
    for (let i = 0; i < 500; i++) {
      walk(room, feet, 0, 0.02);
    }
    expect(feet.z).toBeLessThanOrEqual(5);
    expect(feet.y).toBe(0);
  });
});

describe("the body on a flat screen", () => {
  test("forward is where one looks", () => {
    const body = createBody(room, { ...START, yaw: Math.PI / 2 }); // looks along −x
    body.walk(0, 0.5);
    expect(body.x).toBeCloseTo(-0.5, 6);
    expect(body.z).toBeCloseTo(0, 6);
    body.walk(0.5, 0); // to the right of −x is −z
    expect(body.z).toBeCloseTo(-0.5, 6);
  });

  test("the head is at standing height, its horizon level", () => {
    const body = createBody(room, START);
    body.look(0.7, 0.4);
    const head = new Float32Array(7);
    body.head(head);
    expect(head[1]).toBeCloseTo(STANDING_EYES, 5);
    const [, , , x = 0, y = 0, z = 0, w = 0] = head;
    expect(2 * (x * y + w * z)).toBeCloseTo(0, 6); // the right-hand axis does not rise
    expect(2 * (y * z - w * x) * -1).toBeCloseTo(Math.sin(0.4), 5); // looking up
  });

  test("a jump and a step of turning are cuts, walking and looking are not", () => {
    const body = createBody(room, START);
    expect(body.takeCut()).toBe(true); // coming in
    body.walk(0, 0.02);
    body.look(0.1, 0);
    expect(body.takeCut()).toBe(false);
    body.turn(TURN);
    expect(body.takeCut()).toBe(true);
    body.goTo(1, 0, 1, NaN);
    expect(body.takeCut()).toBe(true);
    expect(body.takeCut()).toBe(false);
  });
});

describe("turning by steps", () => {
  test("a stick turns once until it comes back", () => {
    const notch = createNotch();
    expect([0.2, 0.9, 1, 0.6, 0.9, 0.1, 0.8, -0.9, 0, -0.75].map((x) => notch.read(x))).toEqual([0, 1, 0, 0, 0, 0, 1, 0, 0, -1]);
  });

  test("a step is 30° and twelve of them come round", () => {
    expect(TURN).toBeCloseTo((30 * Math.PI) / 180, 12);
    const body = createBody(room, { ...START, yaw: 0.25 });
    for (let i = 0; i < 12; i++) {
      body.turn(TURN);
    }
    expect(body.yaw).toBeCloseTo(0.25, 6);
    expect(wrapAngle(3 * Math.PI)).toBeCloseTo(Math.PI, 9);
  });
});

describe("where a jump may land", () => {
  const arc = createArc(room);

  test("a throw ahead lands on the floor, a bounded way off", () => {
    arc.cast("thrown", 0, 1.2, 3, 0, Math.sin(0.2), -Math.cos(0.2), 0);
    expect(arc.valid).toBe(true);
    expect(arc.y).toBeCloseTo(0, 6);
    expect(3 - arc.z).toBeGreaterThan(2);
    expect(3 - arc.z).toBeLessThan(8);
    expect(arc.count).toBeLessThanOrEqual(41);
  });

  test("a wall is not a floor", () => {
    arc.cast("straight", 0, 1.2, 0, 1, 0, 0, 0);
    expect(arc.valid).toBe(false);
    expect(arc.x).toBeCloseTo(5, 6);
  });

  test("out into nothing is nowhere", () => {
    arc.cast("thrown", 0, 1.2, 4, 0, 0.2, 0.98, 0);
    expect(arc.valid).toBe(false);
  });

  test("a table is furniture, a gallery is floor", () => {
    const table = { x: (TABLE.min[0] + TABLE.max[0]) / 2, y: TABLE.max[1], z: -2.6, normalY: 1 };
    expect(canLand(room, table, 0)).toBe(false);
    expect(canLand(room, { x: -3, y: 1.5, z: -3, normalY: 1 }, 0)).toBe(true);
  });

  test("not where a body has no room", () => {
    expect(canLand(room, { x: 4.9, y: 0, z: 0, normalY: 1 }, 0)).toBe(false);
  });
});

describe("a jump", () => {
  test("happens in the dark, once", () => {
    const body = createBody(room, START);
    const travel = createTravel(body, () => false);
    travel.jump(1, 0, 2, NaN);
    expect(body.x).toBe(0);
    const arrivals: number[] = [];
    for (let i = 0; i < 60; i++) {
      const before = body.x;
      travel.step(1 / 60);
      arrivals.push(...(before === body.x ? [] : [travel.darkness]));
    }
    expect(arrivals).toEqual([1]);
    expect([body.x, body.z, travel.darkness]).toEqual([1, 2, 0]);
  });

  test("is at once for people who want less motion", () => {
    const body = createBody(room, START);
    createTravel(body, () => true).jump(1, 0, 2, 1);
    expect([body.x, body.z, body.yaw]).toEqual([1, 2, 1]);
  });
});

describe("the thumb's stick", () => {
  const value = { right: 0, forward: 0 };
  test("is still in the middle and never faster than walking", () => {
    stickValue(0.1, 0.05, value);
    expect(value).toEqual({ right: 0, forward: 0 });
    stickValue(3, -4, value);
    expect(value.right).toBeCloseTo(0.6);
    expect(value.forward).toBeCloseTo(0.8);
  });
});
