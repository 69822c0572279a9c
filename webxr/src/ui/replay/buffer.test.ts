import { describe, expect, it } from "vitest";
import { createBuffer } from "./buffer";

/** Ten-second chunks from a server that answers when told to. */
function server(count: number) {
  const spans = Array.from({ length: count }, (_, i) => ({ firstTick: i * 300, ticks: 300 }));
  const here = new Set<number>();
  const asked: { ms: number; answer: () => void; fail: () => void }[] = [];
  const buffer = createBuffer({
    spans: () => spans,
    has: (ms) => here.has(Math.floor(ms / 10_000)),
    ensure: (ms) =>
      new Promise((answer, fail) => {
        asked.push({
          ms,
          answer() {
            here.add(Math.floor(ms / 10_000));
            answer();
          },
          fail: () => fail(new Error("lost")),
        });
      }),
  });
  return { buffer, asked };
}

const settled = () => new Promise<void>((done) => setImmediate(done));

describe("the buffer of a replay", () => {
  it("holds until the moment is here, and asks for it once", async () => {
    const { buffer, asked } = server(4);
    expect(buffer.want(5_000, 0)).toBe(false);
    expect(buffer.want(5_000, 16)).toBe(false);
    expect(asked.length).toBe(1);
    asked[0]?.answer();
    await settled();
    expect(buffer.want(5_016, 32)).toBe(true);
  });

  it("then fetches the ten seconds before, for the trails", async () => {
    const { buffer, asked } = server(4);
    buffer.want(25_000, 0);
    asked[0]?.answer();
    await settled();
    buffer.want(25_000, 16);
    expect(asked.map((one) => one.ms)).toEqual([25_000, 15_000]);
  });

  it("looks ahead once a second while playing", async () => {
    const { buffer, asked } = server(4);
    buffer.want(0, 0);
    asked[0]?.answer();
    await settled();
    for (let ms = 0; ms < 3_000; ms += 16) {
      buffer.want(ms, ms);
      asked.at(-1)?.answer();
      await settled();
    }
    expect(asked.map((one) => one.ms)).toEqual([0, 1000, 2000]);
  });

  it("asks for where one has seeked to while the last answer is still out, but not for everything on the way", () => {
    const { buffer, asked } = server(100);
    for (let ms = 0; ms < 900_000; ms += 10_000) buffer.want(ms, 0);
    expect(asked.length).toBe(2);
  });

  it("tries again after a pause that grows, and says that it is failing", async () => {
    const { buffer, asked } = server(1);
    buffer.want(0, 0);
    asked[0]?.fail();
    await settled();
    expect(buffer.failing).toBe(true);
    buffer.want(0, 900);
    expect(asked.length).toBe(1);
    buffer.want(0, 1_100);
    asked[1]?.fail();
    await settled();
    buffer.want(0, 3_000);
    expect(asked.length).toBe(2);
    buffer.want(0, 3_200);
    asked[2]?.answer();
    await settled();
    expect([buffer.failing, buffer.want(0, 3_300)]).toEqual([false, true]);
  });

  it("near the end of a chunk asks for the next one itself: with pauses when it is lost, and saying so", async () => {
    const reach = 800; // what is drawn now depends on samples up to this much later
    const asked: number[] = [];
    const has = (ms: number) => ms + reach < 10_000;
    const buffer = createBuffer({
      spans: () => [{ firstTick: 0, ticks: 300 }, { firstTick: 300, ticks: 300 }],
      has,
      ensure(ms) {
        asked.push(ms);
        return has(ms) ? Promise.resolve() : Promise.reject(new Error("lost")); // what is only fetched ahead fails in silence
      },
    });
    for (let nowMs = 0; nowMs < 20_000; nowMs += 16) {
      expect(buffer.want(9_700, nowMs)).toBe(false);
      await settled();
    }
    expect(buffer.failing).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(6); // after 1, 3, 7 and 15 seconds
  });

  it("shows what is here as stretches", async () => {
    const { buffer, asked } = server(4);
    buffer.want(0, 0);
    buffer.want(10_000, 0);
    for (const one of asked) one.answer();
    await settled();
    expect(buffer.stretches()).toEqual([{ fromMs: 0, untilMs: 20_000 }]);
  });
});
