import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSpeech } from "./speech";

/** A wearer, who sees what is shown until its time is over. */
function wearer() {
  const shown = { text: "", until: 0 };
  const speech = createSpeech((text, seconds) => Object.assign(shown, { text, until: performance.now() + seconds * 1000 }));
  return { speech, sees: () => (performance.now() < shown.until ? shown.text : "") };
}

const LOST = "Connection lost";

describe("P4: what the wearer of a headset reads", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("a lost connection is told again when other words have gone", () => {
    const { speech, sees } = wearer();
    speech.under(LOST);
    expect(sees()).toBe(LOST);
    speech.say("You cannot stand there", 5);
    expect(sees()).toBe("You cannot stand there");
    vi.advanceTimersByTime(5001);
    expect(sees()).toBe(LOST);
    speech.under(null, "Connected");
    expect(sees()).toBe("Connected");
    vi.advanceTimersByTime(2001);
    expect(sees()).toBe("");
  });

  test("how to move is told once the connection is there, however VR's beginning breaks it", () => {
    const { speech, sees } = wearer();
    speech.under(LOST);
    speech.begin();
    speech.greet("Push the stick", 9);
    expect(sees()).toBe(LOST);
    speech.under(null, "Connected");
    expect(sees()).toBe("Push the stick");
    vi.advanceTimersByTime(9001);
    expect(sees()).toBe("");
  });

  test("and stays readable when the connection breaks under it and comes back", () => {
    const { speech, sees } = wearer();
    speech.greet("Push the stick", 9);
    speech.under(LOST);
    speech.under(null, "Connected");
    vi.advanceTimersByTime(8000);
    expect(sees()).toBe("Push the stick");
  });

  test("a break while it is read is told after it", () => {
    const { speech, sees } = wearer();
    speech.greet("Push the stick", 9);
    speech.under(LOST);
    vi.advanceTimersByTime(9001);
    expect(sees()).toBe(LOST);
  });

  test("who puts the headset on without a connection is told at once", () => {
    const { speech, sees } = wearer();
    speech.under(LOST);
    speech.say("", 0);
    speech.begin();
    expect(sees()).toBe(LOST);
  });
});
