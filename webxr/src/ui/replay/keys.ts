/**
 * The keyboard of the player. One table, read by the handler and by the list of shortcuts shown to people, so the two
 * cannot differ. Keys without a modifier can be switched off (WCAG 2.1.4): then only keys that are no characters remain.
 */
export type Command =
  | { kind: "toggle" }
  | { kind: "nudge"; byMs: number }
  | { kind: "start" }
  | { kind: "end" }
  | { kind: "faster" }
  | { kind: "slower" }
  | { kind: "nextMark" }
  | { kind: "previousMark" }
  | { kind: "events" }
  | { kind: "followNext" }
  | { kind: "firstPerson" }
  | { kind: "freeCamera" }
  | { kind: "plan" }
  | { kind: "copyLink" }
  | { kind: "shortcuts" };

export interface Binding {
  /** As in `KeyboardEvent.key`; letters in lower case. */
  keys: readonly string[];
  shift?: boolean;
  command: Command;
  /** The key of its sentence in the catalogue. */
  says: string;
}

export const BINDINGS: readonly Binding[] = [
  { keys: [" ", "k"], command: { kind: "toggle" }, says: "replay.keys.toggle" },
  { keys: ["ArrowLeft"], command: { kind: "nudge", byMs: -5000 }, says: "replay.keys.back5" },
  { keys: ["ArrowRight"], command: { kind: "nudge", byMs: 5000 }, says: "replay.keys.on5" },
  { keys: ["ArrowLeft"], shift: true, command: { kind: "nudge", byMs: -1000 }, says: "replay.keys.back1" },
  { keys: ["ArrowRight"], shift: true, command: { kind: "nudge", byMs: 1000 }, says: "replay.keys.on1" },
  { keys: ["j"], command: { kind: "nudge", byMs: -10_000 }, says: "replay.keys.back10" },
  { keys: ["l"], command: { kind: "nudge", byMs: 10_000 }, says: "replay.keys.on10" },
  { keys: ["Home"], command: { kind: "start" }, says: "replay.keys.start" },
  { keys: ["End"], command: { kind: "end" }, says: "replay.keys.end" },
  { keys: ["["], command: { kind: "slower" }, says: "replay.keys.slower" },
  { keys: ["]"], command: { kind: "faster" }, says: "replay.keys.faster" },
  { keys: [","], command: { kind: "previousMark" }, says: "replay.keys.previousMark" },
  { keys: ["."], command: { kind: "nextMark" }, says: "replay.keys.nextMark" },
  { keys: ["b"], command: { kind: "events" }, says: "replay.keys.events" },
  { keys: ["f"], command: { kind: "followNext" }, says: "replay.keys.followNext" },
  { keys: ["v"], command: { kind: "firstPerson" }, says: "replay.keys.firstPerson" },
  { keys: ["c"], command: { kind: "freeCamera" }, says: "replay.keys.freeCamera" },
  { keys: ["p"], command: { kind: "plan" }, says: "replay.keys.plan" },
  { keys: ["y"], command: { kind: "copyLink" }, says: "replay.keys.copyLink" },
  { keys: ["?"], command: { kind: "shortcuts" }, says: "replay.keys.shortcuts" },
];

/** Keys with which one flies the free camera; they never mean anything else. */
export const FLY_KEYS = ["w", "a", "s", "d", "q", "e", "t", "g"] as const;

/** What a key press is, without the DOM: this is all that the table looks at. */
export interface Press {
  key: string;
  shift: boolean;
  /** Ctrl, Alt or Meta: that is the browser's, not ours. */
  modified: boolean;
  /** The focused element answers to this key itself: a field, a select, Space on a button, arrows on tabs. */
  taken: boolean;
}

export function commandFor(press: Press, singleKeys: boolean): Command | undefined {
  if (press.modified || press.taken) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (!singleKeys && key.length === 1) return undefined;
  for (const binding of BINDINGS) {
    if (!binding.keys.includes(key)) continue;
    if (key.startsWith("Arrow") && (binding.shift ?? false) !== press.shift) continue;
    return binding.command;
  }
  return undefined;
}
