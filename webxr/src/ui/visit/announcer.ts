// What a live region says of the others: at most one sentence of each kind in five seconds (A05), and a crowd coming in is one
// sentence. Nothing moves the focus.

export type Kind = "arrived" | "left" | "away" | "back" | "hand";

export interface Announcer {
  hear(kind: Kind, slot: number): void;
  dispose(): void;
}

export const EVERY_MS = 5000;
/** A name comes a moment after its presence. */
const GATHER_MS = 300;

/** What became of somebody since the last sentence: someone who went and came back is not news. */
const OPPOSITE: Readonly<Partial<Record<Kind, Kind>>> = { arrived: "left", left: "arrived", away: "back", back: "away" };

export function createAnnouncer(say: (kind: Kind, slots: readonly number[]) => void): Announcer {
  const waiting = new Map<Kind, Set<number>>();
  const timers = new Map<Kind, ReturnType<typeof setTimeout>>();
  const last = new Map<Kind, number>();

  const flush = (kind: Kind) => {
    timers.delete(kind);
    const slots = [...(waiting.get(kind) ?? [])];
    waiting.delete(kind);
    if (slots.length > 0) {
      last.set(kind, Date.now());
      say(kind, slots);
    }
  };

  return {
    hear(kind, slot) {
      const opposite = OPPOSITE[kind];
      if (opposite && waiting.get(opposite)?.delete(slot)) {
        return;
      }
      const slots = waiting.get(kind) ?? new Set<number>();
      waiting.set(kind, slots.add(slot));
      if (!timers.has(kind)) {
        const since = Date.now() - (last.get(kind) ?? -Infinity);
        timers.set(kind, setTimeout(() => flush(kind), Math.max(GATHER_MS, EVERY_MS - since)));
      }
    },
    dispose() {
      timers.forEach((timer) => clearTimeout(timer));
      timers.clear();
    },
  };
}
