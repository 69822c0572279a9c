/**
 * P2: every participant sees events in the same order, and state at seq n is the same for all. An operation is applied
 * exactly once, however often its link was cut, and what was shown too early is taken back.
 */

import { describe, expect, it } from "vitest";

import { type Chance, createChance } from "../motion/seeded";
import { createLog, type Log, type Refusal } from "./log";
import { createModelServer, FORBIDDEN, type ModelConnection, type ModelServer, stateJson } from "./modelServer";
import { VERSION, WELCOME_RESUMED } from "./protocol.gen";
import { createState, type Event, foldEvent, type Json } from "./state";
import * as wire from "./wire";

/** A client on a link that carries messages when it is told to, and may be cut with some still on it, either way. */
class Client {
  readonly log = createLog();
  readonly proposed = new Map<number, Json>();
  readonly refusals: Refusal[] = [];
  readonly stateAt = new Map<number, string>();
  private connection: ModelConnection | null = null;
  private up: Uint8Array[] = [];
  private down: Uint8Array[] = [];
  private live = false;
  private life = 0;

  constructor(private readonly server: ModelServer, private readonly slot: number) {
    this.log.subscribe("refused", (refusal) => this.refusals.push(refusal));
    this.log.subscribe("event", () => this.remember());
    this.log.subscribe("reset", () => this.remember());
    this.log.subscribe("proposed", (proposal) => this.live && this.send(proposal));
  }

  cut(): void {
    this.life++;
    this.connection?.gone();
    this.connection = null;
    this.live = false;
    this.up = [];
    this.down = [];
  }

  connect(): void {
    this.cut();
    const mine = this.life;
    this.connection = this.server.connect(this.slot, (bytes) => mine === this.life && this.down.push(bytes));
    this.up.push(wire.encodeHello({ version: VERSION, epoch: this.log.epoch, seq: this.log.seq }));
  }

  get connected(): boolean {
    return this.connection !== null;
  }

  /** One message each way, if there are any; false when there are none. */
  carry(upwards: boolean): boolean {
    const bytes = (upwards ? this.up : this.down).shift();
    if (!bytes) return false;
    if (upwards) this.connection?.up(bytes);
    else this.hear(bytes);
    return true;
  }

  propose(object: string, property: string, value: Json): void {
    const welcomed = this.log.slot !== 0;
    const op = this.log.propose(object, property, value);
    if (welcomed) this.proposed.set(op, value);
  }

  private remember(): void {
    this.stateAt.set(this.log.seq, JSON.stringify(stateJson(this.log.state())));
  }

  private send(proposal: wire.Proposal): void {
    const bytes = wire.encodePropose(proposal);
    if (bytes) this.up.push(bytes);
  }

  private resend(): void {
    this.live = true;
    for (const proposal of this.log.unanswered()) this.send(proposal);
  }

  private hear(bytes: Uint8Array): void {
    const message = wire.readMessage(bytes);
    if (message?.kind === "welcome") {
      this.log.welcome(message.welcome);
      if ((message.welcome.flags & WELCOME_RESUMED) !== 0) this.resend();
    } else if (message?.kind === "state") {
      this.log.reset(message.seq, message.state);
      this.resend();
    } else if (message?.kind === "event") {
      if (this.log.event(message.event) === "gap") this.connect();
    } else if (message?.kind === "refused") this.log.refused(message.op, message.reason);
  }
}

const OBJECTS = ["session", "participant:1", "participant:2", "bookmark:1-1"];
const PROPERTIES = ["title", "hand", "mode"];

function step(chance: Chance, server: ModelServer, clients: readonly Client[]): void {
  const client = clients[chance.whole(0, clients.length - 1)];
  const dice = chance.next();
  if (!client) return;
  if (dice < 0.15) {
    const value = chance.next() < 0.1 ? FORBIDDEN : chance.next() < 0.1 ? null : chance.whole(0, 999);
    client.propose(OBJECTS[chance.whole(0, 3)] ?? "", PROPERTIES[chance.whole(0, 2)] ?? "", value);
  } else if (dice < 0.18) client.cut();
  else if (dice < 0.24 && !client.connected) client.connect();
  else if (dice < 0.242) {
    server.restart();
    for (const each of clients) each.cut();
  } else if (dice < 0.27) server.write("session", "phase", chance.whole(0, 9));
  else client.carry(chance.next() < 0.5);
}

function settle(clients: readonly Client[]): void {
  for (const client of clients) if (!client.connected) client.connect();
  for (let moved = true; moved; ) {
    moved = clients.map((client) => client.carry(true)).some(Boolean);
    moved = clients.map((client) => client.carry(false)).some(Boolean) || moved;
  }
}

function fold(events: readonly Event[]): string {
  const state = createState();
  for (const event of events) foldEvent(state, event);
  return JSON.stringify(stateJson(state));
}

describe.each(Array.from({ length: 60 }, (_, i) => i + 1))("links that are cut, seed %i", (seed) => {
  const chance = createChance(seed);
  const server = createModelServer();
  const clients = [1, 2, 3, 4].map((slot) => new Client(server, slot));
  for (const client of clients) if (chance.next() < 0.5) client.connect();
  for (let i = 0; i < 1500; i++) step(chance, server, clients);
  settle(clients);

  it("converges, with nothing left unanswered", () => {
    for (const { log } of clients) {
      expect(log.seq).toBe(server.events.length);
      expect(JSON.stringify(stateJson(log.state()))).toBe(fold(server.events));
      expect(log.unanswered()).toEqual([]);
    }
  });

  it("had the same state at each seq everywhere", () => {
    for (const { stateAt } of clients) {
      const differing = [...stateAt].filter(([seq, state]) => state !== fold(server.events.slice(0, seq)));
      expect(differing).toEqual([]);
    }
  });

  it("applied every operation once, in order, or refused it", () => {
    clients.forEach((client, i) => {
      const applied = server.events.filter(({ author }) => author === i + 1);
      const ops = applied.map(({ op }) => op);
      expect(ops).toEqual([...new Set(ops)].sort((a, b) => a - b));
      const refused = new Set(client.refusals.map(({ op }) => op));
      expect(refused.size).toBe(client.refusals.length);
      // A refusal whose answer was lost is passed over by a whole new state; what was allowed is never lost.
      const lost = [...client.proposed].filter(([op, value]) => value !== FORBIDDEN && !ops.includes(op));
      expect(lost).toEqual([]);
      expect([...refused].filter((op) => client.proposed.get(op) !== FORBIDDEN && client.proposed.has(op))).toEqual([]);
      expect(applied.filter(({ value }) => value === FORBIDDEN)).toEqual([]);
    });
  });
});

/** One client, connected, and what it hears. */
function scene(): { server: ModelServer; log: Log; client: Client; changes: unknown[] } {
  const server = createModelServer();
  const client = new Client(server, 1);
  client.connect();
  settle([client]);
  const changes: unknown[] = [];
  client.log.subscribe("change", (object, property, value) => changes.push([object, property, value]));
  return { server, log: client.log, client, changes };
}

describe("a proposal", () => {
  it("shows at once, is confirmed quietly, and is told of once", () => {
    const { server, log, client, changes } = scene();
    log.propose("participant:1", "hand", true);
    expect(log.get("participant:1", "hand")).toBe(true);
    expect(log.participants().map(({ hand }) => hand)).toEqual([true]);
    expect(log.state().get("participant:1")).toBeUndefined();
    settle([client]);
    expect(server.events).toHaveLength(1);
    expect(log.state().get("participant:1")?.get("hand")).toBe(true);
    expect(changes).toEqual([["participant:1", "hand", true]]);
  });

  it("is taken back when it is refused", () => {
    const { log, client, changes } = scene();
    log.propose("participant:1", "mode", "desktop");
    settle([client]);
    log.propose("participant:1", "mode", FORBIDDEN);
    settle([client]);
    expect(log.get("participant:1", "mode")).toBe("desktop");
    expect(client.refusals).toMatchObject([{ op: 2, reason: 1, object: "participant:1" }]);
    expect(changes.map((change) => JSON.stringify(change))).toEqual([
      '["participant:1","mode","desktop"]',
      '["participant:1","mode","forbidden"]',
      '["participant:1","mode","desktop"]',
    ]);
  });

  it("stays on top of what others write meanwhile, and the server's order wins in the end", () => {
    const { server, log, client } = scene();
    log.propose("session", "title", "ours");
    server.write("session", "title", "theirs");
    client.carry(false);
    expect(log.get("session", "title")).toBe("ours");
    settle([client]);
    server.write("session", "title", "theirs again");
    settle([client]);
    expect(log.get("session", "title")).toBe("theirs again");
  });

  it("made before the first WELCOME goes on from where the seat's count stands", () => {
    const { server, client } = scene();
    client.log.propose("session", "title", "first page");
    settle([client]);
    const reloaded = new Client(server, 1);
    expect(reloaded.log.nextOp).toBe(0);
    reloaded.propose("session", "title", "second page");
    reloaded.propose("participant:1", "hand", true);
    reloaded.connect();
    settle([reloaded]);
    expect(server.events.map(({ op, value }) => [op, value])).toEqual([[1, "first page"], [2, "second page"], [3, true]]);
    expect(reloaded.log.nextOp).toBe(4);
  });

  it("is made again when another page of this seat used its number", () => {
    const { server, log, client } = scene();
    const other = server.connect(1, () => undefined);
    log.propose("participant:1", "hand", true);
    const theirs = wire.encodePropose({ op: 1, object: "participant:1", property: "mode", value: "plan" });
    other.up(theirs ?? new Uint8Array());
    settle([client]);
    expect(server.events.map(({ op, property }) => [op, property])).toEqual([[1, "mode"], [2, "hand"]]);
    expect(log.unanswered()).toEqual([]);
  });
});

const event = (seq: number): Event => ({ seq, tick: 0, author: 0, op: 0, object: "session", property: "title", value: seq, previous: null });

describe("events", () => {
  it("are taken once and in order; what is missing is noticed", () => {
    const { log } = scene();
    expect([event(1), event(1), event(3), event(2), event(3)].map((each) => log.event(each))).toEqual(["taken", "known", "gap", "taken", "taken"]);
    expect(log.get("session", "title")).toBe(3);
  });

  it("keep the list of people the same while nothing about people changes", () => {
    const { server, log, client } = scene();
    server.write("participant:2", "name", "Heron");
    settle([client]);
    const before = log.participants();
    server.write("session", "title", "x");
    settle([client]);
    expect(log.participants()).toBe(before);
    server.write("participant:2", "presence", "here");
    settle([client]);
    expect(log.participants()).toMatchObject([{ slot: 2, name: "Heron", presence: "here" }]);
  });

  it("are heard by the others when one listener throws", async () => {
    const { server, log, client } = scene();
    const seen: number[] = [];
    const thrown = new Promise((resolve) => process.once("uncaughtException", resolve));
    log.subscribe("event", () => {
      throw new Error("a listener's own trouble");
    });
    log.subscribe("event", ({ seq }) => seen.push(seq));
    server.write("session", "title", "x");
    settle([client]);
    expect(seen).toEqual([1]);
    await expect(thrown).resolves.toMatchObject({ message: "a listener's own trouble" });
  });
});

it("takes no name for something of JavaScript's own", () => {
  const { server, log, client } = scene();
  server.write("__proto__", "constructor", "x");
  settle([client]);
  client.cut();
  server.restart();
  settle([client]);
  expect(log.get("__proto__", "constructor")).toBe("x");
  expect(log.get("toString", "length")).toBeUndefined();
});
