import { describe, expect, it } from "vitest";
import type { Device } from "../device";
import { createJoining, type Doors, type Request, type Welcome } from "./joining";

const laptop: Device = { kind: "laptop", mode: "desktop", hindrances: [] };
const welcome: Welcome = { title: "First walk", organisation: "Town Council", scene: "Library", offeredName: "Calm Otter" };

function aDoor(changes: Partial<Doors> = {}) {
  const seen: { request: Request | null; visits: number } = { request: null, visits: 0 };
  const doors: Doors = {
    lookUp: () => Promise.resolve(welcome),
    join: (request) => {
      seen.request = request;
      return Promise.resolve();
    },
    keptSeat: () => Promise.resolve(null),
    visit: () => {
      seen.visits++;
    },
    ...changes,
  };
  return { joining: createJoining(doors, laptop), seen };
}

const problem = (name: string) => Object.assign(new Error(name), { type: `/problems/${name}`, status: 404 });

describe("C1: at most three screens, no account", () => {
  it("goes from a link to the visit in two", async () => {
    const { joining, seen } = aDoor();
    await joining.begin("ABC234");
    expect(joining.screen.value).toEqual({ kind: "before", code: "ABC234", welcome });
    joining.decide(true);
    expect(joining.screen.value.kind).toBe("name");
    await joining.goIn("  Calm   Otter ");
    expect(seen).toEqual({ request: { code: "ABC234", name: "Calm Otter", recorded: true, language: "en", mode: "desktop" }, visits: 1 });
  });

  it("asks for the code where the address has none", async () => {
    const { joining } = aDoor();
    await joining.begin("");
    expect(joining.screen.value).toEqual({ kind: "code", typed: "" });
  });

  it("offers the seat one already has", async () => {
    const { joining, seen } = aDoor({ keptSeat: () => Promise.resolve({ name: "Calm Otter", title: "First walk" }) });
    await joining.begin("ABC234");
    expect(joining.screen.value.kind).toBe("kept");
    joining.goBackIn();
    expect(seen.visits).toBe(1);
    await joining.enter("ABC234");
    expect(joining.screen.value.kind).toBe("before");
  });
});

describe("C2: saying no", () => {
  it("sends no, and can be changed until one goes in", async () => {
    const { joining, seen } = aDoor();
    await joining.begin("ABC234");
    joining.decide(true);
    joining.reconsider();
    joining.decide(false);
    await joining.goIn("Sam");
    expect(seen.request?.recorded).toBe(false);
  });

  it("never goes in without an answer", async () => {
    const { joining, seen } = aDoor();
    await joining.begin("ABC234");
    await joining.goIn("Sam");
    expect(seen.request).toBeNull();
  });
});

describe("trouble is one sentence that says what to do", () => {
  it("keeps a wrong code to be put right", async () => {
    const { joining } = aDoor({ lookUp: () => Promise.reject(problem("unknown-code")) });
    await joining.begin("ABC239");
    expect(joining.screen.value).toEqual({ kind: "code", typed: "ABC239" });
    expect(joining.trouble.value).toMatch(/code/i);
  });

  it("stays on the name when the network is away, and lets one try again", async () => {
    let away = true;
    const { joining, seen } = aDoor({ join: () => (away ? Promise.reject(new TypeError("Failed to fetch")) : Promise.resolve()) });
    await joining.begin("ABC234");
    joining.decide(true);
    await joining.goIn("Sam");
    expect(joining.screen.value.kind).toBe("name");
    expect(joining.trouble.value).not.toBeNull();
    away = false;
    await joining.goIn("Sam");
    expect(joining.trouble.value).toBeNull();
    expect(seen.visits).toBe(1);
  });

  it("goes back to the code when the session closed meanwhile", async () => {
    const { joining } = aDoor({ join: () => Promise.reject(problem("unknown-code")) });
    await joining.begin("ABC234");
    joining.decide(true);
    await joining.goIn("Sam");
    expect(joining.screen.value.kind).toBe("code");
  });

  it.each(["", "   ", "x".repeat(41)])("does not send the name %j", async (name) => {
    const { joining, seen } = aDoor();
    await joining.begin("ABC234");
    joining.decide(true);
    await joining.goIn(name);
    expect(joining.trouble.value).not.toBeNull();
    expect(seen.request).toBeNull();
  });
});
