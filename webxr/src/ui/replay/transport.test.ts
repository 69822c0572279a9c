import { describe, expect, it, vi } from "vitest";
import { createTransport, EDGE_LAG_MS, SPEEDS } from "./transport";

const minute = 60_000;

describe("the replay's clock", () => {
  it("moves by frame time × speed, at every speed offered", () => {
    for (const speed of SPEEDS) {
      const clock = createTransport({ endMs: minute, running: false });
      clock.setSpeed(speed);
      clock.play();
      for (let frame = 0; frame < 60; frame++) clock.advance(16, true);
      expect(clock.ms).toBeCloseTo(60 * 16 * speed);
    }
  });

  it("stands still while paused", () => {
    const clock = createTransport({ endMs: minute, running: false, startMs: 500 });
    clock.advance(100, true);
    expect(clock.ms).toBe(500);
  });

  it("stops at the end, and play then starts over", () => {
    const clock = createTransport({ endMs: 1000, running: false, startMs: 990 });
    clock.play();
    clock.advance(50, true);
    expect([clock.ms, clock.playing]).toEqual([1000, false]);
    clock.play();
    expect([clock.ms, clock.playing]).toEqual([0, true]);
  });

  it("clamps a seek and survives one that is no number", () => {
    const clock = createTransport({ endMs: 1000, running: false });
    clock.seek(5000);
    expect(clock.ms).toBe(1000);
    clock.nudge(-99_999);
    expect(clock.ms).toBe(0);
    clock.seek(400);
    clock.seek(Number.NaN);
    expect(clock.ms).toBe(400);
  });

  it("never plays over motion that has not arrived", () => {
    const clock = createTransport({ endMs: minute, running: false });
    clock.play();
    clock.advance(16, false);
    expect([clock.ms, clock.playing, clock.waiting]).toEqual([0, true, true]);
    clock.advance(16, true);
    expect([clock.ms, clock.waiting]).toEqual([16, false]);
  });

  it("counts a long frame as a short one, so a hidden tab does not skip", () => {
    const clock = createTransport({ endMs: minute, running: false });
    clock.play();
    clock.advance(30_000, true);
    expect(clock.ms).toBe(1_000);
  });

  it("steps through the speeds and stays at the outermost", () => {
    const clock = createTransport({ endMs: minute, running: false });
    for (let i = 0; i < 20; i++) clock.faster();
    expect(clock.speed).toBe(8);
    for (let i = 0; i < 20; i++) clock.slower();
    expect(clock.speed).toBe(0.5);
    clock.setSpeed(3);
    expect(clock.speed).toBe(0.5);
  });

  it("tells of changes but not of every frame", () => {
    const clock = createTransport({ endMs: minute, running: false });
    const heard = vi.fn<() => void>();
    const stop = clock.onChange(heard);
    clock.play();
    clock.advance(16, true);
    clock.advance(16, true);
    expect(heard).toHaveBeenCalledTimes(1);
    stop();
    clock.pause();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it("counts jumps, so that smoothing can start afresh", () => {
    const clock = createTransport({ endMs: minute, running: false });
    clock.play();
    clock.advance(16, true);
    expect(clock.jumps).toBe(0);
    clock.seek(500);
    expect(clock.jumps).toBe(1);
  });
});

describe("a running session", () => {
  it("waits at the edge instead of stopping, and goes on when it grows", () => {
    const clock = createTransport({ endMs: 1000, running: true, startMs: 1000 });
    clock.play();
    clock.advance(16, true);
    expect([clock.playing, clock.waiting, clock.ms]).toEqual([true, true, 1000]);
    clock.grow(3000, true);
    clock.advance(16, true);
    expect([clock.waiting, clock.ms]).toEqual([false, 1016]);
  });

  it("follows a few seconds behind the edge and catches up when it fell far behind", () => {
    const clock = createTransport({ endMs: minute, running: true });
    clock.followEdge();
    expect([clock.ms, clock.playing, clock.atEdge]).toEqual([minute - EDGE_LAG_MS, true, true]);
    clock.grow(2 * minute, true);
    expect(clock.ms).toBe(2 * minute - EDGE_LAG_MS);
  });

  it("lets go of the edge by seeking, pausing or another speed", () => {
    const clock = createTransport({ endMs: minute, running: true });
    for (const letGo of [() => clock.nudge(-5000), () => clock.pause(), () => clock.setSpeed(2)]) {
      clock.followEdge();
      letGo();
      expect(clock.atEdge).toBe(false);
    }
  });

  it("stops at the end once the session has been closed", () => {
    const clock = createTransport({ endMs: minute, running: true });
    clock.followEdge();
    clock.grow(minute, false);
    expect(clock.atEdge).toBe(false);
    for (let i = 0; i < 100; i++) clock.advance(100, true);
    expect([clock.playing, clock.ms]).toEqual([false, minute]);
  });
});
