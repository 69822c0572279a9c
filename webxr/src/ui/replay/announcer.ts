/**
 * What a live region says while a replay plays. A crowd coming in is one sentence, not twenty: what passes within
 * `EVERY_MS` of the last words is gathered and said together, and more than `MOST` at once is only counted.
 */
import { t } from "../../text/index";

const EVERY_MS = 2_500;
const MOST = 3;

export interface Announcer {
  /** Something happened. */
  hear(sentences: readonly string[]): void;
  /** What to say at this moment of real time; null for nothing new. */
  say(nowMs: number): string | null;
}

export function createAnnouncer(): Announcer {
  let waiting: string[] = [];
  let last = -Infinity;
  return {
    hear(sentences) {
      waiting.push(...sentences);
    },
    say(nowMs) {
      if (waiting.length === 0 || nowMs - last < EVERY_MS) return null;
      const words = waiting.length > MOST ? t("replay.marksTogether", { count: waiting.length }) : waiting.join(". ");
      waiting = [];
      last = nowMs;
      return words;
    },
  };
}
