/**
 * P4: lifting the headset, entering VR, a dead minute of Wi-Fi or a restarted server is not leaving. The wire is a fake that
 * carries bytes to a model server with a delay, and breaks in the ways that real ones do.
 */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { createClock } from "../log/clock";
import { createLog } from "../log/log";
import { createModelServer, type ModelServer, stateJson } from "../log/modelServer";
import { createPlayout } from "../log/playout";
import {
  GOODBYE_CLOSED,
  GOODBYE_MALFORMED,
  GOODBYE_REMOVED,
  GOODBYE_REPLACED,
  GOODBYE_SILENT,
  GOODBYE_STOPPING,
  GOODBYE_TOO_FAST,
  GOODBYE_VERSION,
  KIND_ACK,
  KIND_POSE,
} from "../log/protocol.gen";
import { createTimeline } from "../log/timeline";
import * as bytesOf from "../log/wire";
import { FRAME_CATCH_UP, writeFrame } from "../motion/frame";
import { FLAG_CUT, FLAG_KEY, POSE_INTS, quantise, samePose } from "../motion/pose";
import { createChance, someone } from "../motion/seeded";
import type { Page, Wire, WireEnd } from "./dial";
import { ProblemError } from "./problem";
import { BACKOFF_MS, connectSeat, type SeatStatus } from "./socket";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ROAD_MS = 20;

/** How the network is: `refusing` answers no dialling, `silent` swallows everything without a word. */
type Weather = "fair" | "refusing" | "silent";

/** A person's page: a seat on a network that a test can spoil. */
class Person {
  readonly log = createLog();
  readonly clock = createClock(() => performance.now());
  readonly timeline = createTimeline();
  readonly playout = createPlayout(this.clock);
  readonly statuses: SeatStatus[] = [];
  readonly dialled: number[] = [];
  weather: Weather = "fair";
  hidden = false;
  buffered = 0;
  ticket: () => Promise<string> = async () => "a-ticket";
  wake: () => void = () => undefined;
  private cutLine: (told: boolean) => void = () => undefined;
  readonly seat;

  constructor(readonly server: ModelServer, readonly slot = 1) {
    const page: Page = { hidden: () => this.hidden, onWake: (wake) => ((this.wake = wake), () => (this.wake = () => undefined)) };
    this.seat = connectSeat({
      token: "token",
      log: this.log,
      timeline: this.timeline,
      clock: this.clock,
      playout: this.playout,
      onStatus: (status) => this.statuses.push(status),
      ticket: () => this.ticket(),
      dial: (_ticket, end) => this.dial(end),
      page,
    });
  }

  get kinds(): string[] {
    return this.statuses.map(({ kind }) => kind);
  }

  /** The line dies; told: the browser says so at once. */
  cut(told = true): void {
    this.cutLine(told);
  }

  poses(): { seq: number; ackTick: number; captureMs: number; pose: Int32Array }[] {
    return this.server.heard.filter(({ slot, bytes }) => slot === this.slot && bytes[0] === KIND_POSE).flatMap(({ bytes }) => {
      const pose = new Int32Array(POSE_INTS);
      const header = bytesOf.readPose(bytes, pose);
      return header ? [{ ...header, pose }] : [];
    });
  }

  private dial(end: WireEnd): Wire {
    this.dialled.push(performance.now());
    let open = true;
    const later = (act: () => void) => void setTimeout(() => open && this.weather !== "silent" && act(), ROAD_MS);
    const connection = this.server.connect(this.slot, (bytes) => later(() => end.received(bytes.slice())));
    const close = (told: boolean) => {
      if (!open) return;
      open = false;
      connection.gone();
      if (told) setTimeout(() => end.closed(), 0);
    };
    this.cutLine = close;
    if (this.weather === "refusing") close(true);
    later(() => end.opened());
    const wire = {
      send: (bytes: Uint8Array) => {
        const sent = bytes.slice();
        later(() => connection.up(sent));
      },
      close: () => close(true),
    };
    return Object.defineProperty({ ...wire, buffered: 0 }, "buffered", { get: () => this.buffered });
  }
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

function model(): ModelServer {
  const server = createModelServer();
  const began = performance.now();
  server.nowMs = () => performance.now() - began + 10_000;
  return server;
}

async function seated(slot = 1): Promise<Person> {
  const person = new Person(model(), slot);
  await pass(1000);
  return person;
}

const standing = (() => {
  const pose = new Int32Array(POSE_INTS);
  quantise([0, 0, 0], [0, 1.6, 0, 0, 0, 0, 1], null, null, false, pose);
  return pose;
})();

function steppedTo(x: number, cut = false): Int32Array {
  const pose = standing.slice();
  pose[1] = x;
  if (cut) pose[0] = (pose[0] ?? 0) | FLAG_CUT;
  return pose;
}

describe("taking a seat", () => {
  it("goes from HELLO to live, with the origin, the time and the state", async () => {
    const server = model();
    server.write("session", "title", "Llyfrgell");
    const person = new Person(server, 7);
    expect(person.seat.status).toEqual({ kind: "connecting" });
    await pass(1000);
    expect(person.statuses).toEqual([{ kind: "live", slot: 7 }]);
    expect([...person.timeline.origin]).toEqual([1000, 0, -2000]);
    expect(person.log.get("session", "title")).toBe("Llyfrgell");
    expect(person.clock.now()).toBeCloseTo(server.nowMs(), 6);
  });

  it("sends what was proposed before there was a line, once, and bookmarks under their own number", async () => {
    const person = new Person(model(), 3);
    expect(person.seat.bookmark("too soon")).toBe(0);
    person.seat.propose("participant:3", "hand", true);
    await pass(1000);
    expect(person.seat.bookmark("No sign here")).toBe(2);
    await pass(100);
    expect(person.server.events.map(({ op, object, value }) => [op, object, value])).toEqual([
      [1, "participant:3", true],
      [2, "bookmark:3-2", "No sign here"],
    ]);
  });
});

it("takes back at once what is too long to be sent, and goes on", async () => {
  const person = await seated();
  person.seat.propose("participant:1", "mode", "x".repeat(9000));
  person.seat.propose("participant:1", "hand", true);
  await pass(100);
  expect(person.log.get("participant:1", "mode")).toBeUndefined();
  expect(person.server.events.map(({ op, property }) => [op, property])).toEqual([[2, "hand"]]);
});

describe("our pose", () => {
  it("goes out thirty times a second however fast the headset draws, and as often as it draws when slower", async () => {
    const person = await seated();
    for (const [hz, wanted] of [[72, 30], [90, 30], [120, 30], [24, 24]] as const) {
      const before = person.poses().length;
      for (let i = 0; i < hz * 10; i++) {
        person.seat.sendPose(steppedTo(i % 50), person.clock.now());
        await pass(1000 / hz);
      }
      const perSecond = (person.poses().length - before) / 10;
      expect(perSecond).toBeGreaterThan(wanted * 0.97);
      expect(perSecond).toBeLessThanOrEqual(30.3);
    }
  });

  it("is told twice a second while nobody moves, whether the page draws or not", async () => {
    const person = await seated();
    for (let i = 0; i < 720; i++) {
      person.seat.sendPose(standing, person.clock.now());
      await pass(1000 / 72);
    }
    expect(person.poses().length).toBeGreaterThan(18);
    expect(person.poses().length).toBeLessThan(23);
    const drawn = person.poses().length;
    await pass(10_000);
    expect(person.poses().length - drawn).toBeGreaterThan(15);
    expect(person.poses().every(({ pose }) => samePose(pose, standing))).toBe(true);
  });

  it("counts up, and carries the newest tick and when it was captured", async () => {
    const person = await seated();
    const frame = new Uint8Array(64);
    person.server.tell(frame.subarray(0, writeFrame(345, 0, [], frame, 0)));
    await pass(100);
    const captured = person.clock.now();
    for (let i = 0; i < 3; i++) {
      person.seat.sendPose(steppedTo(i), captured);
      await pass(50);
    }
    expect(person.poses().map(({ seq, ackTick, captureMs }) => [seq, ackTick, captureMs])).toEqual([1, 2, 3].map((seq) => [seq, 345, Math.floor(captured)]));
  });

  it("tells of a cut even when the pose that had it was not sent", async () => {
    const person = await seated();
    person.seat.sendPose(steppedTo(0), person.clock.now());
    await pass(5);
    person.seat.sendPose(steppedTo(4000, true), person.clock.now());
    await pass(5);
    person.seat.sendPose(steppedTo(4001), person.clock.now());
    await pass(30);
    person.seat.sendPose(steppedTo(4002), person.clock.now());
    await pass(40);
    person.seat.sendPose(steppedTo(4003), person.clock.now());
    await pass(40);
    expect(person.poses().map(({ pose }) => [pose[1], pose[0]])).toEqual([[0, FLAG_KEY], [4002, FLAG_KEY | FLAG_CUT], [4003, FLAG_KEY]]);
  });

  it("is never queued behind bytes that have not left", async () => {
    const person = await seated();
    person.buffered = 100_000;
    for (let i = 0; i < 60; i++) {
      person.seat.sendPose(steppedTo(i), person.clock.now());
      await pass(16);
    }
    expect(person.poses()).toHaveLength(0);
    person.buffered = 0;
    person.seat.sendPose(steppedTo(99), person.clock.now());
    await pass(50);
    expect(person.poses().map(({ pose }) => pose[1])).toEqual([99]);
  });
});

const acks = (person: Person) => person.server.heard.filter(({ bytes }) => bytes[0] === KIND_ACK).map(({ bytes }) => bytesOf.readMessage(bytes));

describe("frames", () => {
  const frame = new Uint8Array(4096);
  const sendFrame = (person: Person, tick: number, slot: number, flags = 0) => {
    const length = writeFrame(tick, flags, [{ slot, ageMs: flags === 0 ? 30 : 200, pose: someone(createChance(tick)) }], frame, 0);
    person.server.tell(frame.slice(0, length));
  };

  it("come into the timeline as they were sent", async () => {
    const person = await seated();
    sendFrame(person, 330, 5);
    await pass(100);
    const ints = new Int32Array(POSE_INTS);
    expect(person.timeline.sampleBefore(5, 99_999, ints)).toBe(11_000 - 30);
    expect(ints).toEqual(someone(createChance(330)));
  });

  it("are acknowledged in time for the server's window by someone who has no body", async () => {
    const person = await seated();
    let unacknowledged = 0;
    for (let tick = 331; tick < 400; tick++) {
      sendFrame(person, tick, 5);
      await pass(1000 / 30);
      const newest = acks(person).at(-1);
      unacknowledged = Math.max(unacknowledged, tick - Math.max(330, newest?.kind === "ack" ? newest.tick : 0));
    }
    expect(unacknowledged).toBeLessThan(6);
    expect(unacknowledged).toBeGreaterThan(0);
  });

  it("tell the playout how late others are, but not what a catch-up brings", async () => {
    const person = await seated();
    for (let tick = 331; tick < 500; tick++) {
      sendFrame(person, tick, 5, tick % 2 === 0 ? FRAME_CATCH_UP : 0);
      await pass(1000 / 30);
      person.playout.now();
    }
    // Each is sent a tick before it stands, 30 ms old, over a road of 20.
    expect(person.playout.delay).toBeLessThan(20 + 66);
  });

  it("are forgotten when they are long past", async () => {
    const person = await seated();
    for (let tick = 331; tick < 900; tick++) {
      sendFrame(person, tick, 5);
      await pass(1000 / 30);
    }
    expect(person.timeline.sampleBefore(5, person.clock.now() - 10_000, new Int32Array(POSE_INTS))).toBeNaN();
  });
});

describe("a line that dies", () => {
  it("the moment VR starts is dialled again at once, and the same seat goes on", async () => {
    const person = await seated();
    person.cut();
    person.seat.propose("participant:1", "mode", "headset");
    person.server.write("session", "title", "meanwhile");
    await pass(200);
    expect(person.kinds).toEqual(["live", "resuming", "live"]);
    expect(person.log.get("session", "title")).toBe("meanwhile");
    expect(person.server.events.filter(({ property }) => property === "mode")).toHaveLength(1);
  });

  it("without a word is noticed within seconds and resumed when the network is back", async () => {
    const person = await seated();
    person.seat.sendPose(standing, person.clock.now());
    person.weather = "silent";
    await pass(8000);
    expect(person.seat.status.kind).toBe("resuming");
    person.seat.propose("participant:1", "hand", true);
    await pass(60_000);
    person.weather = "fair";
    await pass(11_000);
    expect(person.seat.status.kind).toBe("live");
    expect(person.server.events.map(({ property, value }) => [property, value])).toEqual([["hand", true]]);
  });

  it("is asked for a sign of life when the page comes to sight", async () => {
    const person = await seated();
    person.weather = "silent";
    person.wake();
    await pass(2300);
    expect(person.seat.status.kind).toBe("resuming");
  });

  it("the moment VR starts is asked for a sign of life by whoever draws there", async () => {
    const person = await seated();
    person.weather = "silent";
    person.seat.wake();
    await pass(2300);
    expect(person.seat.status.kind).toBe("resuming");
  });

  it("is tried again at once, then after 0.5, 1, 2, 4 and every 5 seconds", async () => {
    const person = await seated();
    await pass(10_000);
    person.dialled.length = 0;
    person.weather = "refusing";
    const cutAt = performance.now();
    person.cut();
    await pass(24_000);
    const waits = person.dialled.map((at, i) => Math.round(at - (person.dialled[i - 1] ?? cutAt)));
    expect(waits.slice(0, 7)).toEqual([...BACKOFF_MS, 5000].map((ms) => expect.closeTo(ms, -1.5)));
  });

  it("is tried at once when the network comes back, and counts anew", async () => {
    const person = await seated();
    person.weather = "refusing";
    person.cut();
    await pass(20_000);
    person.weather = "fair";
    person.wake();
    await pass(100);
    expect(person.seat.status.kind).toBe("live");
  });

  it("does not hammer a server that takes it and drops it", async () => {
    const person = await seated();
    person.dialled.length = 0;
    for (let i = 0; i < 200; i++) {
      person.cut();
      await pass(100);
    }
    expect(person.dialled.length).toBeLessThan(12);
  });

  it("because the server restarted is resumed with a whole state", async () => {
    const person = await seated();
    person.server.write("session", "title", "before");
    person.server.restart();
    person.cut();
    await pass(500);
    expect(person.seat.status.kind).toBe("live");
    expect(person.log.epoch).toBe(2);
    expect(person.log.get("session", "title")).toBe("before");
  });

  it("with a gap in its events is given up and asked again from the gap", async () => {
    const person = await seated();
    person.server.write("session", "title", "one");
    await pass(100);
    const ahead = bytesOf.encodeEvent({ seq: 9, tick: 0, author: 0, op: 0, object: "session", property: "title", value: "nine", previous: null });
    person.server.tell(ahead ?? new Uint8Array());
    await pass(300);
    expect(person.log.get("session", "title")).toBe("one");
    expect(person.kinds).toEqual(["live", "resuming", "live"]);
  });
});

const saying = async (reason: number, hidden = false) => {
  const person = await seated();
  await pass(10_000);
  person.hidden = hidden;
  person.dialled.length = 0;
  person.server.tell(bytesOf.encodeGoodbye(reason));
  await pass(30);
  person.cut();
  await pass(60_000);
  return person;
};

describe("the server's GOODBYE", () => {

  it.each([
    [GOODBYE_REPLACED, "replaced"],
    [GOODBYE_CLOSED, "closed"],
    [GOODBYE_REMOVED, "removed"],
    [GOODBYE_TOO_FAST, "too-fast"],
    [GOODBYE_MALFORMED, "malformed"],
    [GOODBYE_VERSION, "version"],
  ])("%i ends it: %s", async (reason, name) => {
    const person = await saying(reason);
    expect(person.seat.status).toEqual({ kind: "ended", reason: name });
    expect(person.dialled).toEqual([]);
  });

  it.each([GOODBYE_STOPPING, GOODBYE_SILENT])("%i does not", async (reason) => {
    const person = await saying(reason);
    expect(person.seat.status.kind).toBe("live");
  });

  it("for silence waits until somebody looks at the page again", async () => {
    const person = await saying(GOODBYE_SILENT, true);
    expect(person.seat.status.kind).toBe("resuming");
    expect(person.dialled).toEqual([]);
    person.wake();
    await pass(200);
    expect(person.seat.status.kind).toBe("live");
  });

  it("to a seat that another page took can be answered by taking it back", async () => {
    const person = await saying(GOODBYE_REPLACED);
    person.wake();
    person.seat.wake(); // the headset that this page let go of, too, is nobody's wish
    await pass(200);
    expect(person.seat.status.kind).toBe("ended");
    person.seat.reconnect();
    await pass(200);
    expect(person.seat.status.kind).toBe("live");
  });
});

const refused = (status: number, name: string, retryAfterSeconds?: number) => async () => {
  throw new ProblemError({ type: `/problems/${name}`, title: name, status, ...(retryAfterSeconds ? { retryAfterSeconds } : {}) });
};

const withTicket = async (ticket: () => Promise<string>) => {
  const person = await seated();
  await pass(10_000);
  const dialled = person.dialled.length;
  const good = person.ticket;
  person.ticket = ticket;
  person.cut();
  await pass(4000);
  expect(person.dialled).toHaveLength(dialled);
  return { person, mend: () => (person.ticket = good) };
};

describe("a ticket", () => {

  it("that is refused because the seat is gone ends it", async () => {
    const { person } = await withTicket(refused(401, "unknown-seat"));
    expect(person.seat.status).toMatchObject({ kind: "ended", reason: "seat", problem: { type: "/problems/unknown-seat" } });
  });

  it("that is refused because the session has ended says so", async () => {
    const { person } = await withTicket(refused(409, "session-ended"));
    expect(person.seat.status).toMatchObject({ kind: "ended", reason: "closed" });
  });

  it.each([
    ["no network", refused(0, "offline")],
    ["a server that stops", refused(503, "stopping")],
    ["a portal in between", refused(404, "foreign-answer")],
    ["anything else", async () => Promise.reject(new Error("?"))],
  ])("that cannot be had for %s is asked for again", async (_, ticket) => {
    const { person, mend } = await withTicket(ticket);
    expect(person.seat.status.kind).toBe("resuming");
    mend();
    await pass(6000);
    expect(person.seat.status.kind).toBe("live");
  });

  it("that is refused for haste is asked for when the server says", async () => {
    const { person, mend } = await withTicket(refused(429, "too-many-attempts", 30));
    mend();
    await pass(20_000);
    expect(person.seat.status.kind).toBe("resuming");
    await pass(10_000);
    expect(person.seat.status.kind).toBe("live");
  });

  it("that comes after the page is gone opens nothing", async () => {
    const person = await seated();
    const dialled = person.dialled.length;
    person.ticket = () => new Promise((resolve) => setTimeout(resolve, 1000, "late"));
    person.cut();
    await pass(500);
    person.seat.dispose();
    await pass(10_000);
    expect(person.dialled).toHaveLength(dialled);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it("leaves by saying so, and stays away", async () => {
  const person = await seated();
  const leaving = person.seat.leave();
  await pass(500);
  await leaving;
  expect(person.server.events).toMatchObject([{ object: "participant:1", property: "presence", value: "left" }]);
  expect(person.seat.status).toEqual({ kind: "ended", reason: "left" });
  person.wake();
  await pass(10_000);
  expect(person.dialled).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

it("leaves even when nobody answers", async () => {
  const person = await seated();
  person.weather = "silent";
  const leaving = person.seat.leave();
  await pass(2500);
  await leaving;
  expect(person.seat.status).toEqual({ kind: "ended", reason: "left" });
});

describe.each([1, 2, 3, 4, 5, 6])("five bad minutes for four people, seed %i", (seed) => {
  it("lose nothing, double nothing, and end with everybody live and agreed", async () => {
    const chance = createChance(seed);
    const server = model();
    const people = [1, 2, 3, 4].map((slot) => new Person(server, slot));
    const wanted = new Map(people.map(({ slot }) => [slot, 0]));
    for (let i = 0; i < 600; i++) {
      const person = people[chance.whole(0, 3)];
      const dice = chance.next();
      if (!person) continue;
      if (dice < 0.3) {
        const n = (wanted.get(person.slot) ?? 0) + 1;
        wanted.set(person.slot, n);
        person.seat.propose(`participant:${person.slot}`, "mode", `${person.slot}-${n}`);
      } else if (dice < 0.35) person.cut(chance.next() < 0.7);
      else if (dice < 0.38) person.weather = (["silent", "refusing", "fair", "fair"] as const)[chance.whole(0, 3)] ?? "fair";
      else if (dice < 0.4) person.wake();
      else if (dice < 0.41) {
        server.restart();
        for (const each of people) each.cut();
      } else person.seat.sendPose(someone(chance), person.clock.now());
      await pass(chance.whole(1, 1000));
    }
    for (const person of people) person.weather = "fair";
    await pass(20_000);
    for (const person of people) {
      expect(person.seat.status).toEqual({ kind: "live", slot: person.slot });
      expect(person.log.unanswered()).toEqual([]);
      expect(stateJson(person.log.state())).toEqual(stateJson(people[0]?.log.state() ?? new Map()));
      const applied = server.events.filter(({ author }) => author === person.slot).map(({ value }) => value);
      expect(applied).toEqual(Array.from({ length: wanted.get(person.slot) ?? 0 }, (_, k) => `${person.slot}-${k + 1}`));
      expect(Math.abs(person.clock.now() - server.nowMs())).toBeLessThan(25);
    }
    for (const person of people) person.seat.dispose();
    await pass(100);
    expect(vi.getTimerCount()).toBe(0);
  });
});
