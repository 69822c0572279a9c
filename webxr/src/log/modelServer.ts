/**
 * For tests: a server as docs/PROTOCOL.md describes it, small enough to be seen right, in memory and in bytes. It keeps one
 * log, applies each operation once, resumes whoever has its epoch, and forgets nothing when it is restarted.
 */

import { WELCOME_RESUMED } from "./protocol.gen";
import { createState, type Event, foldEvent, type Json, type State } from "./state";
import * as wire from "./wire";

export interface ModelConnection {
  /** What the client sent. */
  up(bytes: Uint8Array): void;
  /** The client's end is gone. */
  gone(): void;
}

export interface ModelServer {
  readonly events: readonly Event[];
  /** Acknowledgements and poses as they arrived, newest last. */
  readonly heard: { readonly slot: number; readonly bytes: Uint8Array }[];
  origin: readonly [number, number, number];
  nowMs: () => number;
  connect(slot: number, down: (bytes: Uint8Array) => void): ModelConnection;
  /** The server writes an event itself. */
  write(object: string, property: string, value: Json): void;
  /** To everybody who is connected. */
  tell(bytes: Uint8Array): void;
  /** All connections are gone; the log stays, its epoch does not. */
  restart(): void;
}

/** What this server refuses: reason by value. */
export const FORBIDDEN = "forbidden";

export function createModelServer(): ModelServer {
  return new Model();
}

interface Seated {
  readonly slot: number;
  readonly down: (bytes: Uint8Array) => void;
  greeted: boolean;
}

class Model implements ModelServer {
  readonly events: Event[] = [];
  readonly heard: { slot: number; bytes: Uint8Array }[] = [];
  origin: readonly [number, number, number] = [1000, 0, -2000];
  nowMs = (): number => 0;
  private epoch = 1;
  private readonly state: State = createState();
  private readonly lastOp = new Map<number, number>();
  private readonly seated = new Set<Seated>();

  connect(slot: number, down: (bytes: Uint8Array) => void): ModelConnection {
    const seat: Seated = { slot, down, greeted: false };
    this.seated.add(seat);
    return {
      up: (bytes) => {
        if (this.seated.has(seat)) this.hear(seat, bytes);
      },
      gone: () => void this.seated.delete(seat),
    };
  }

  write(object: string, property: string, value: Json): void {
    this.append(0, 0, object, property, value);
  }

  tell(bytes: Uint8Array): void {
    for (const seat of this.seated) if (seat.greeted) seat.down(bytes);
  }

  restart(): void {
    this.epoch++;
    this.seated.clear();
  }

  private hear(seat: Seated, bytes: Uint8Array): void {
    const message = wire.readMessage(bytes);
    if (message?.kind === "hello") this.greet(seat, message);
    else if (message?.kind === "propose") this.proposed(seat, message);
    else if (message?.kind === "ping") seat.down(wire.encodePong(message.t0, this.nowMs()));
    else this.heard.push({ slot: seat.slot, bytes: bytes.slice() });
  }

  private greet(seat: Seated, hello: wire.Hello): void {
    const head = this.events.length;
    const resumed = hello.epoch === this.epoch && hello.seq <= head;
    seat.greeted = true;
    seat.down(
      wire.encodeWelcome({
        version: 1,
        flags: resumed ? WELCOME_RESUMED : 0,
        slot: seat.slot,
        epoch: this.epoch,
        seq: head,
        lastOp: this.lastOp.get(seat.slot) ?? 0,
        tick: 0,
        nowMs: this.nowMs(),
        origin: this.origin,
        tickHz: 30,
        window: 6,
      }),
    );
    if (resumed) for (const event of this.events.slice(hello.seq)) seat.down(sent(event));
    else seat.down(wire.encodeState(head, stateJson(this.state)));
  }

  private proposed(seat: Seated, { op, object, property, value }: wire.Proposal): void {
    if (op <= (this.lastOp.get(seat.slot) ?? 0)) return;
    if (value === FORBIDDEN) {
      seat.down(wire.encodeRefused(op, 1));
      return;
    }
    this.lastOp.set(seat.slot, op);
    this.append(seat.slot, op, object, property, value);
  }

  private append(author: number, op: number, object: string, property: string, value: Json): void {
    const previous = this.state.get(object)?.get(property) ?? null;
    const event = { seq: this.events.length + 1, tick: this.events.length, author, op, object, property, value, previous };
    this.events.push(event);
    foldEvent(this.state, event);
    this.tell(sent(event));
  }
}

function sent(event: Event): Uint8Array {
  const bytes = wire.encodeEvent(event);
  if (!bytes) throw new Error(`event ${event.seq} is too long`);
  return bytes;
}

export function stateJson(state: ReadonlyMap<string, ReadonlyMap<string, Json>>): { [object: string]: { [property: string]: Json } } {
  return Object.fromEntries(byName(state).map(([object, properties]) => [object, Object.fromEntries(byName(properties))]));
}

function byName<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
