// A draft with its past: what was done can be undone, and done again. A drag is one step, however many drafts it passes through.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Draft } from "./draft";

export interface Edits {
  readonly draft: ReadonlySignal<Draft>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** Whether it differs from what was saved last. */
  readonly dirty: ReadonlySignal<boolean>;
  /** `gesture` joins edits that belong together: while it stays the same, undo takes them back at once. */
  edit(to: Draft, gesture?: string): void;
  undo(): void;
  redo(): void;
  saved(draft: Draft): void;
}

/** More steps than this are forgotten, oldest first. */
const MOST_STEPS = 200;

interface History {
  readonly past: readonly Draft[];
  readonly now: Draft;
  readonly future: readonly Draft[];
}

export function createEdits(first: Draft): Edits {
  const history = signal<History>({ past: [], now: first, future: [] });
  const kept = signal(first);
  let last = "";
  return {
    draft: computed(() => history.value.now),
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    dirty: computed(() => history.value.now !== kept.value),
    edit(to, gesture = "") {
      const { past, now } = history.peek();
      const joins = gesture !== "" && gesture === last;
      last = gesture;
      history.value = { past: joins ? past : [...past, now].slice(-MOST_STEPS), now: to, future: [] };
    },
    undo() {
      const { past, now, future } = history.peek();
      const to = past[past.length - 1];
      last = "";
      if (to) history.value = { past: past.slice(0, -1), now: to, future: [now, ...future] };
    },
    redo() {
      const { past, now, future } = history.peek();
      const [to, ...rest] = future;
      last = "";
      if (to) history.value = { past: [...past, now], now: to, future: rest };
    },
    saved(draft) {
      kept.value = draft;
      last = "";
    },
  };
}
