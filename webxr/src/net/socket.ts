/**
 * The seat's connection, for as long as somebody sits in it. A line that dies is not leaving (promise P4): a headset that
 * enters VR, sleeps or walks out of the Wi-Fi comes back to the same seat by itself, at once, then after 0.5, 1, 2, 4 and
 * every 5 seconds, and whenever the network or the page comes back. Nothing asks anybody to click. Only the server can
 * say that it is over: another socket has the seat, the session is closed, the seat is gone.
 */

import { participantObject } from "../log/state";
import type { Json } from "../log/state";
import {
  GOODBYE_CLOSED,
  GOODBYE_MALFORMED,
  GOODBYE_REMOVED,
  GOODBYE_REPLACED,
  GOODBYE_SILENT,
  GOODBYE_TOO_FAST,
  GOODBYE_VERSION,
} from "../log/protocol.gen";
import { FLAG_CUT } from "../motion/pose";
import { ask, createApi } from "./api";
import { type Dial, dial, type Page, page } from "./dial";
import { createOwnPose, type Ending, Line, type Rooms } from "./line";
import { FOREIGN, ProblemError } from "./problem";

export type EndReason = "left" | "replaced" | "closed" | "removed" | "too-fast" | "malformed" | "version" | "seat";

export type SeatStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "live"; readonly slot: number }
  | { readonly kind: "resuming"; readonly attempt: number; readonly since: number }
  | { readonly kind: "ended"; readonly reason: EndReason; readonly problem?: ProblemError };

export interface SeatOptions extends Omit<Rooms, "playout"> {
  readonly token: string;
  readonly playout?: Rooms["playout"];
  readonly onStatus?: (status: SeatStatus) => void;
  /** How a ticket is had, a socket opened and the page watched; given in tests. */
  readonly ticket?: () => Promise<string>;
  readonly dial?: Dial;
  readonly page?: Page;
}

export interface SeatConnection {
  readonly status: SeatStatus;
  /** To be called every frame; what is due goes out. `captureMs`: session time at which the pose was read. */
  sendPose(ints: Int32Array, captureMs: number): void;
  /** Shows at once, is sent as soon as there is a line, and answers its number. */
  propose(object: string, property: string, value: Json): number;
  /** Marks this moment; 0 before the seat was ever live. */
  bookmark(label: string): number;
  /** Makes sure that the line lives: asks it, or tries again at once. What is over stays over. */
  wake(): void;
  /** As `wake`, and takes a replaced seat back: for a person's own wish. */
  reconnect(): void;
  /** Gives the seat up for good. */
  leave(): Promise<void>;
  dispose(): void;
}

/** How long to wait before each attempt. */
export const BACKOFF_MS = [0, 500, 1000, 2000, 4000, 5000] as const;

/** A line that lived this long begins a new count of attempts. */
const STEADY_MS = 5000;
const LEAVE_MS = 2000;
/** A network that swallows everything never answers. */
const TICKET_MS = 8000;
/** A dialling older than this is not waited for when there is news of the network. */
const FRESH_MS = 2000;

const FINAL: ReadonlyMap<number, EndReason> = new Map([
  [GOODBYE_REPLACED, "replaced"],
  [GOODBYE_CLOSED, "closed"],
  [GOODBYE_REMOVED, "removed"],
  [GOODBYE_TOO_FAST, "too-fast"],
  [GOODBYE_MALFORMED, "malformed"],
  [GOODBYE_VERSION, "version"],
]);

export function connectSeat(options: SeatOptions): SeatConnection {
  return new SeatSocket(options);
}

class SeatSocket implements SeatConnection {
  status: SeatStatus = { kind: "connecting" };
  private readonly rooms: Rooms;
  private readonly page: Page;
  private readonly own = createOwnPose();
  private readonly stop: (() => void)[];
  private line: Line | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private liveSince = Infinity;
  /** Rises with each dialling, so that an answer to an earlier one is known for what it is. */
  private dialling = 0;

  constructor(private readonly options: SeatOptions) {
    const { log, timeline, clock, playout = null } = options;
    this.rooms = { log, timeline, clock, playout };
    this.page = options.page ?? page;
    this.stop = [log.subscribe("proposed", (proposal) => this.line?.propose(proposal)), this.page.onWake(() => this.wake())];
    this.dial();
  }

  sendPose(ints: Int32Array, captureMs: number): void {
    const { own } = this;
    own.pose.set(ints);
    own.cut ||= ((ints[0] ?? 0) & FLAG_CUT) !== 0;
    own.known = true;
    this.line?.pose(captureMs);
  }

  propose(object: string, property: string, value: Json): number {
    return this.rooms.log.propose(object, property, value);
  }

  bookmark(label: string): number {
    const { slot, nextOp } = this.rooms.log;
    return slot === 0 ? 0 : this.propose(`bookmark:${slot}-${nextOp}`, "label", label);
  }

  reconnect(): void {
    if (this.status.kind === "ended" && this.status.reason !== "replaced") return;
    if (this.line) {
      if (this.line.live) this.line.probe();
      if (this.line.live || this.line.age < FRESH_MS) return;
    }
    this.attempt = 0;
    this.dial();
  }

  // A seat that another page took is taken back by a person, not by two pages in turn.
  wake(): void {
    if (this.status.kind !== "ended") this.reconnect();
  }

  async leave(): Promise<void> {
    const { log } = this.rooms;
    if (this.line?.live) {
      const op = this.propose(participantObject(log.slot), "presence", "left");
      await this.answered(op);
    }
    this.endWith("left");
  }

  dispose(): void {
    this.hangUp();
    for (const stop of this.stop) stop();
  }

  /** Resolves when the proposal is answered, the line is gone or patience is. */
  private answered(op: number): Promise<void> {
    const { log } = this.rooms;
    return new Promise((resolve) => {
      const done = () => {
        if (this.line?.live && log.unanswered().some((own) => own.op === op)) return;
        clearInterval(watch);
        resolve();
      };
      const watch = setInterval(done, 20);
      setTimeout(() => {
        clearInterval(watch);
        resolve();
      }, LEAVE_MS);
    });
  }

  private become(status: SeatStatus): void {
    this.status = status;
    this.options.onStatus?.(status);
  }

  private endWith(reason: EndReason, problem?: ProblemError): void {
    this.hangUp();
    this.become(problem ? { kind: "ended", reason, problem } : { kind: "ended", reason });
  }

  /** No line, no timer, and no answer to a ticket that is still awaited. */
  private hangUp(): void {
    this.dialling++;
    clearTimeout(this.timer);
    const { line } = this;
    this.line = null;
    line?.close();
  }

  private dial(): void {
    this.hangUp();
    const mine = this.dialling;
    if (this.status.kind === "ended") this.become({ kind: "resuming", attempt: 0, since: Date.now() });
    void this.attemptOne(mine);
  }

  private async attemptOne(mine: number): Promise<void> {
    try {
      const ticket = await this.ticket();
      if (mine === this.dialling) this.open(ticket);
    } catch (error) {
      if (mine === this.dialling) this.noTicket(error);
    }
  }

  private async ticket(): Promise<string> {
    if (this.options.ticket) return await this.options.ticket();
    const api = createApi({ token: this.options.token });
    const signal = AbortSignal.timeout(TICKET_MS);
    return (await ask(api.POST("/api/seat/ticket", { signal }))).ticket;
  }

  private open(ticket: string): void {
    const mine = this.dialling;
    this.line = new Line(this.options.dial ?? dial, ticket, this.rooms, this.own, {
      live: () => {
        this.liveSince = this.rooms.clock.local();
        this.become({ kind: "live", slot: this.rooms.log.slot });
      },
      ended: (ending) => {
        if (mine === this.dialling) this.lost(ending);
      },
    });
  }

  private noTicket(error: unknown): void {
    if (!(error instanceof ProblemError) || error.type === FOREIGN) return this.again(0);
    if (error.type.endsWith("/session-ended")) return this.endWith("closed", error);
    const final = error.status >= 400 && error.status < 500 && ![408, 425, 429].includes(error.status);
    if (final) return this.endWith("seat", error);
    this.again((error.retryAfterSeconds ?? 0) * 1000);
  }

  private lost(ending: Ending): void {
    this.line = null;
    if (ending.kind === "version") return this.endWith("version");
    const reason = ending.kind === "goodbye" ? FINAL.get(ending.reason) : undefined;
    if (reason) return this.endWith(reason);
    if (this.rooms.clock.local() - this.liveSince >= STEADY_MS) this.attempt = 0;
    this.liveSince = Infinity;
    // A page that nobody sees may hardly run; coming and going with its timers would only fill the log.
    const silent = ending.kind === "goodbye" && ending.reason === GOODBYE_SILENT;
    if (silent && this.page.hidden()) this.resuming();
    else this.again(0);
  }

  private again(leastMs: number): void {
    const wait = BACKOFF_MS[Math.min(this.attempt, BACKOFF_MS.length - 1)] ?? 0;
    this.attempt++;
    this.resuming();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.dial(), Math.max(wait, leastMs));
  }

  private resuming(): void {
    if (this.status.kind === "connecting") return;
    const since = this.status.kind === "resuming" ? this.status.since : Date.now();
    this.become({ kind: "resuming", attempt: this.attempt, since });
  }
}
