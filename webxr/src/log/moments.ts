/**
 * A log that is all there, asked for its state at any time. State is kept at every 256th event, so a seek folds at most that
 * many, however long the session was.
 */

import { cloneState, createState, type Event, foldEvent, type Participant, participantsOf, type ReadonlyState, type State } from "./state";
import { tickMs } from "./time";

export interface Moment {
  /** The last event that had happened; 0 before the first. */
  readonly seq: number;
  readonly state: ReadonlyState;
  readonly participants: readonly Participant[];
}

export interface Moments {
  readonly events: readonly Event[];
  /** More events, in order. */
  add(events: readonly Event[]): void;
  /** The same object until another event has happened. */
  at(ms: number): Moment;
  /** After the one time, up to and including the other. */
  between(afterMs: number, untilMs: number): Event[];
}

const SPACING = 256;

export function createMoments(): Moments {
  const events: Event[] = [];
  /** State after `i × SPACING` events. */
  const kept: State[] = [createState()];
  let last = { count: 0, moment: momentOf(0, createState()) };

  /** How many events had happened by then. Ticks never fall along the log. */
  function countAt(ms: number): number {
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (tickMs(events[middle]?.tick ?? 0) <= ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function stateAfter(count: number): State {
    const from = Math.min(kept.length - 1, Math.floor(count / SPACING));
    const state = cloneState(kept[from] ?? createState());
    for (let i = from * SPACING; i < count; ) {
      const event = events[i++];
      if (event) foldEvent(state, event);
      if (i === kept.length * SPACING) kept.push(cloneState(state));
    }
    return state;
  }

  return {
    events,
    add(more) {
      for (const event of more) events.push(event);
    },
    at(ms) {
      const count = countAt(ms);
      if (count !== last.count) last = { count, moment: momentOf(events[count - 1]?.seq ?? 0, stateAfter(count)) };
      return last.moment;
    },
    between: (afterMs, untilMs) => events.slice(countAt(afterMs), countAt(untilMs)),
  };
}

function momentOf(seq: number, state: State): Moment {
  return { seq, state, participants: participantsOf(state) };
}
