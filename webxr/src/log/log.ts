/**
 * The client's log: what the server said, in its order, with our own proposals on top until it answers.
 *
 * Confirmed state is the fold of events 1 … seq and nothing else, so it is the same for everybody at the same seq. A
 * proposal shows at once and is kept until its event comes back (then it is on disk), it is refused (then it is taken
 * back), or it turns out that the server is past it. Until then `unanswered()` is what to send again, in order, on a new
 * connection; the server applies each operation number once.
 *
 * No socket and no clock here: `net/socket` hands in messages and takes out proposals.
 */

import { createListeners } from "./listeners";
import { WELCOME_RESUMED } from "./protocol.gen";
import {
  createState,
  type Event,
  foldEvent,
  type Json,
  type Participant,
  participantsOf,
  property as propertyOf,
  type ReadonlyState,
  slotOf,
  type State,
  stateOf,
} from "./state";
import type { Proposal, Welcome } from "./wire";

export interface Refusal extends Proposal {
  /** As in REFUSED; 0 where the answer was lost and the server has gone past the operation. */
  readonly reason: number;
}

export interface LogListeners {
  /** What is shown of a property changed: proposed, confirmed by another's hand, or taken back. */
  change: (object: string, property: string, value: Json | undefined) => void;
  /** An event was confirmed; in order, each once. */
  event: (event: Event) => void;
  /** A whole new state stands in place of the events that were missed. */
  reset: () => void;
  refused: (refusal: Refusal) => void;
  /** There is a new proposal to send. */
  proposed: (proposal: Proposal) => void;
}

export interface Log {
  /** Our own slot, 0 before the first WELCOME. */
  readonly slot: number;
  readonly epoch: number;
  readonly seq: number;
  /** The number that the next proposal will have; 0 before the first WELCOME, for it may still change. */
  readonly nextOp: number;
  /** A property as shown: our newest unanswered proposal, else what is confirmed. */
  get(object: string, property: string): Json | undefined;
  /** Confirmed state. */
  state(): ReadonlyState;
  /** As shown, by slot; the same array until something about people changes. */
  participants(): readonly Participant[];
  /** Shows the value at once and wants it sent; answers the operation number. Null removes the property. */
  propose(object: string, property: string, value: Json): number;
  unanswered(): readonly Proposal[];
  subscribe<K extends keyof LogListeners>(kind: K, listener: LogListeners[K]): () => void;

  welcome(welcome: Welcome): void;
  /** False for what is no state. */
  reset(seq: number, state: Json): boolean;
  /** "gap": events are missing in front of it and it was not taken; ask again from `seq`. */
  event(event: Event): "taken" | "known" | "gap";
  refused(op: number, reason: number): void;
}

export function createLog(): Log {
  return new SessionLog();
}

class SessionLog implements Log {
  slot = 0;
  epoch = 0;
  seq = 0;
  private readonly listeners = createListeners<LogListeners>();
  private confirmed: State = createState();
  private pending: Proposal[] = [];
  private lastOp = 0;
  /** Proposals up to `settledOp` that are unanswered once `settledSeq` is reached never will be. */
  private settledOp = 0;
  private settledSeq = 0;
  private people: readonly Participant[] | null = null;

  get nextOp(): number {
    return this.slot === 0 ? 0 : this.lastOp + 1;
  }

  get(object: string, property: string): Json | undefined {
    for (let i = this.pending.length - 1; i >= 0; i--) {
      const own = this.pending[i];
      if (own && own.object === object && own.property === property) return own.value ?? undefined;
    }
    return propertyOf(this.confirmed, object, property);
  }

  state(): ReadonlyState {
    return this.confirmed;
  }

  participants(): readonly Participant[] {
    return (this.people ??= participantsOf(shown(this.confirmed, this.pending)));
  }

  propose(object: string, property: string, value: Json): number {
    const proposal = { op: ++this.lastOp, object, property, value };
    this.watching(object, property, () => this.pending.push(proposal));
    this.listeners.tell("proposed", proposal);
    return proposal.op;
  }

  unanswered(): readonly Proposal[] {
    return this.pending;
  }

  subscribe<K extends keyof LogListeners>(kind: K, listener: LogListeners[K]): () => void {
    return this.listeners.subscribe(kind, listener);
  }

  welcome(welcome: Welcome): void {
    if (this.slot === 0) this.renumber(welcome.lastOp);
    this.slot = welcome.slot;
    this.epoch = welcome.epoch;
    this.lastOp = Math.max(this.lastOp, welcome.lastOp);
    this.settledOp = welcome.lastOp;
    this.settledSeq = welcome.seq;
    if ((welcome.flags & WELCOME_RESUMED) !== 0) this.settle();
  }

  reset(seq: number, json: Json): boolean {
    const state = stateOf(json);
    if (!state) return false;
    this.confirmed = state;
    this.seq = seq;
    this.people = null;
    // What the server has applied is in this state, whatever became of it since.
    this.pending = this.pending.filter(({ op }) => op > this.settledOp);
    this.listeners.tell("reset");
    return true;
  }

  event(event: Event): "taken" | "known" | "gap" {
    if (event.seq <= this.seq) return "known";
    if (event.seq !== this.seq + 1) return "gap";
    this.watching(event.object, event.property, () => {
      this.seq = event.seq;
      foldEvent(this.confirmed, event);
      this.answered(event);
    });
    this.listeners.tell("event", event);
    this.settle();
    return "taken";
  }

  refused(op: number, reason: number): void {
    const own = this.pending.find((proposal) => proposal.op === op);
    if (own) this.takeBack(own, reason);
  }

  /** Runs `act` and tells whether what is shown of the property became another. */
  private watching(object: string, property: string, act: () => void): void {
    const before = this.get(object, property);
    act();
    const after = this.get(object, property);
    if (before === after || JSON.stringify(before) === JSON.stringify(after)) return;
    if (slotOf(object) > 0) this.people = null;
    this.listeners.tell("change", object, property, after);
  }

  private takeBack(own: Proposal, reason: number): void {
    this.watching(own.object, own.property, () => (this.pending = this.pending.filter((other) => other !== own)));
    this.listeners.tell("refused", { ...own, reason });
  }

  /** Once everything that WELCOME promised is here, what it passed over is not coming. */
  private settle(): void {
    if (this.seq < this.settledSeq) return;
    for (const own of this.pending.filter(({ op }) => op <= this.settledOp)) this.takeBack(own, 0);
  }

  /** Our own event is the answer. One with a number of ours but not our words was another page's on this seat. */
  private answered(event: Event): void {
    if (event.author !== this.slot || event.op === 0) return;
    const own = this.pending.find(({ op }) => op === event.op);
    this.lastOp = Math.max(this.lastOp, event.op);
    if (!own) return;
    this.pending = this.pending.filter((other) => other !== own);
    if (own.object !== event.object || own.property !== event.property) this.propose(own.object, own.property, own.value);
  }

  /** Numbers given before the server told where this seat's count stands begin behind it. */
  private renumber(from: number): void {
    this.pending = this.pending.map((own, i) => ({ ...own, op: from + 1 + i }));
    this.lastOp = from + this.pending.length;
  }
}

/** Confirmed state with proposals on top; copied only as far as they reach. */
function shown(confirmed: ReadonlyState, pending: readonly Proposal[]): ReadonlyState {
  if (pending.length === 0) return confirmed;
  const state = new Map<string, Map<string, Json>>();
  for (const [object, properties] of confirmed) state.set(object, new Map(properties));
  for (const own of pending) foldEvent(state, own);
  return state;
}
