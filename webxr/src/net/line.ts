/**
 * One connection, from HELLO to its end. It hears (events into the log, frames into the timeline, pongs into the clock)
 * and speaks (our newest pose, acknowledgements, proposals, pings). When it ends, it says why, and `socket` decides what
 * comes next.
 *
 * Poses: newest wins. At most thirty a second; a pose that has not changed is told every 500 ms; while earlier bytes have
 * not left, nothing is queued behind them. The acknowledgement rides in the pose; someone who stands still or has no body
 * acknowledges every second frame on its own, because the server stops at a window of frames.
 */

import type { Clock } from "../log/clock";
import type { Log } from "../log/log";
import type { Playout } from "../log/playout";
import { KIND_FRAME, MAX_MESSAGE, REFUSED_MALFORMED, STILL_MS, VERSION, WELCOME_RESUMED } from "../log/protocol.gen";
import type { Event } from "../log/state";
import { sampleTime } from "../log/time";
import type { Timeline } from "../log/timeline";
import { encodeAck, encodeHello, encodePing, encodePropose, POSE_MESSAGE_BYTES, type Proposal, readMessage, type Welcome, writePose } from "../log/wire";
import { FRAME_CATCH_UP, type FrameVisitor, readFrame } from "../motion/frame";
import { FLAG_CUT, POSE_INTS, samePose } from "../motion/pose";
import type { Dial, Wire } from "./dial";

export interface Rooms {
  readonly log: Log;
  readonly timeline: Timeline;
  readonly clock: Clock;
  readonly playout: Playout | null;
}

/** Why a connection ended: the server's GOODBYE, a WELCOME in a version we do not speak, or the line itself. */
export type Ending = { readonly kind: "goodbye"; readonly reason: number } | { readonly kind: "version" } | { readonly kind: "lost" };

export interface LineEnd {
  /** State is whole and ours may be sent. */
  live(): void;
  /** Once, and nothing after it. */
  ended(ending: Ending): void;
}

const POSE_PERIOD_MS = 1000 / 30;
const BEAT_MS = 100;
const PING_MS = 2000;
/** Pings in quick succession at the start, until the clock has something to choose from. */
const FIRST_PINGS = 8;
const WELCOME_MS = 10_000;
const PONG_MS = 5000;
const PROBE_MS = 2000;
const KEEP_MS = 5000;
const BUFFERED_MOST = 1024;
const AGE_UNKNOWN = 255;

/** Our own newest pose; it outlives connections, so that a new one begins with where we stand. */
export interface OwnPose {
  readonly pose: Int32Array;
  known: boolean;
  /** A cut that no sent pose has told of yet. */
  cut: boolean;
}

export function createOwnPose(): OwnPose {
  return { pose: new Int32Array(POSE_INTS), known: false, cut: false };
}

/** `dial` calls back later, never before it has returned. */
export class Line {
  private readonly wire: Wire;
  private readonly beat: ReturnType<typeof setInterval>;
  private readonly visitor: FrameVisitor;
  private readonly began: number;
  private over = false;
  private isLive = false;

  private readonly message = new Uint8Array(POSE_MESSAGE_BYTES);
  private readonly views = new Map<number, Uint8Array<ArrayBuffer>>();
  private readonly sent = new Int32Array(POSE_INTS);
  private poseSeq = 0;
  private poseAt = -Infinity;
  private poseDue = -Infinity;

  private newestTick = 0;
  private unacknowledged = 0;
  private ackAt = -Infinity;

  private pings = 0;
  private pingAt = -Infinity;
  /** When the oldest PING without an answer was sent; NaN when there is none. */
  private waiting = NaN;
  private patience = PONG_MS;

  constructor(
    dial: Dial,
    ticket: string,
    private readonly rooms: Rooms,
    private readonly own: OwnPose,
    private readonly end: LineEnd,
  ) {
    this.began = rooms.clock.local();
    this.visitor = this.createVisitor();
    this.wire = dial(ticket, {
      opened: () => this.hello(),
      received: (bytes) => this.hear(bytes),
      closed: () => this.finish({ kind: "lost" }),
    });
    this.beat = setInterval(() => this.tick(), BEAT_MS);
  }

  /** How long ago it was dialled. */
  get age(): number {
    return this.rooms.clock.local() - this.began;
  }

  get live(): boolean {
    return this.isLive;
  }

  /** The newest of our poses; what is due of it goes out. */
  pose(captureMs: number): void {
    const now = this.rooms.clock.local();
    const changed = this.poseAt === -Infinity || this.own.cut || !samePose(this.own.pose, this.sent);
    if (now < this.poseDue || (!changed && now - this.poseAt < STILL_MS)) return;
    this.sendPose(now, captureMs);
  }

  propose(proposal: Proposal): void {
    if (!this.isLive) return;
    const bytes = encodePropose(proposal);
    if (bytes && bytes.length <= MAX_MESSAGE) this.wire.send(bytes);
    else this.rooms.log.refused(proposal.op, REFUSED_MALFORMED);
  }

  /** Asks for a sign of life, soon. */
  probe(): void {
    if (this.over) return;
    this.patience = PROBE_MS;
    this.ping(this.rooms.clock.local());
  }

  close(): void {
    this.finish({ kind: "lost" });
  }

  private hello(): void {
    const { epoch, seq } = this.rooms.log;
    this.wire.send(encodeHello({ version: VERSION, epoch, seq }));
  }

  private finish(ending: Ending): void {
    if (this.over) return;
    this.over = true;
    this.isLive = false;
    clearInterval(this.beat);
    this.wire.close();
    this.end.ended(ending);
  }

  private hear(bytes: Uint8Array): void {
    if (this.over) return;
    if (bytes[0] === KIND_FRAME) {
      this.frame(bytes);
      return;
    }
    const message = readMessage(bytes);
    switch (message?.kind) {
      case "welcome":
        return this.welcome(message.welcome);
      case "state":
        return this.rooms.log.reset(message.seq, message.state) ? this.begin() : this.close();
      case "event":
        return this.event(message.event);
      case "pong":
        return this.pong(message.t0, message.nowMs);
      case "refused":
        return this.rooms.log.refused(message.op, message.reason);
      case "goodbye":
        return this.finish(message);
      default: // of a later version, or nothing that we could act on
    }
  }

  private welcome(welcome: Welcome): void {
    if (welcome.version !== VERSION) {
      this.finish({ kind: "version" });
      return;
    }
    const { clock, log, timeline } = this.rooms;
    timeline.origin.set(welcome.origin);
    clock.begin(welcome.nowMs);
    log.welcome(welcome);
    if ((welcome.flags & WELCOME_RESUMED) !== 0) this.begin();
    this.ping(clock.local());
  }

  /** Everything not yet answered goes out again, in order; the server applies each once. */
  private begin(): void {
    this.isLive = true;
    for (const proposal of this.rooms.log.unanswered()) this.propose(proposal);
    this.end.live();
  }

  private event(event: Event): void {
    if (this.rooms.log.event(event) === "gap") this.close();
  }

  private frame(bytes: Uint8Array): void {
    if (readFrame(bytes, this.visitor) < 0) return;
    this.unacknowledged++;
    if (this.unacknowledged >= 2) this.acknowledge(this.rooms.clock.local());
  }

  private createVisitor(): FrameVisitor {
    const { clock, log, playout, timeline } = this.rooms;
    let catchUp = false;
    let now = NaN;
    return {
      scratch: new Int32Array(POSE_INTS),
      frame: (tick, flags) => {
        this.newestTick = Math.max(this.newestTick, tick);
        catchUp = (flags & FRAME_CATCH_UP) !== 0;
        now = clock.ready ? clock.now() : NaN;
      },
      pose: (slot, tick, ageMs, pose) => {
        timeline.push(slot, tick, ageMs, pose, catchUp);
        if (playout && !catchUp && slot !== log.slot && ageMs < AGE_UNKNOWN) playout.arrived(now - sampleTime(tick, ageMs));
      },
    };
  }

  private sendPose(now: number, captureMs: number): void {
    const { own } = this;
    if (!this.isLive || !own.known || !Number.isFinite(captureMs) || this.wire.buffered > BUFFERED_MOST) return;
    this.sent.set(own.pose);
    if (own.cut) this.sent[0] = (this.sent[0] ?? 0) | FLAG_CUT;
    own.cut = false;
    this.poseSeq = (this.poseSeq + 1) & 0xffff;
    const length = writePose(this.poseSeq, this.newestTick, captureMs, this.sent, this.message);
    if (length > 0) this.wire.send(this.firstBytes(length));
    this.poseAt = now;
    // In step with thirty a second while frames come a little late, from now on after a pause.
    this.poseDue = now - this.poseDue < POSE_PERIOD_MS ? this.poseDue + POSE_PERIOD_MS : now + POSE_PERIOD_MS;
    this.unacknowledged = 0;
    this.ackAt = now;
  }

  /** Records have three lengths; so are there three views, and none is made per pose. */
  private firstBytes(length: number): Uint8Array<ArrayBuffer> {
    let view = this.views.get(length);
    if (!view) this.views.set(length, (view = this.message.subarray(0, length)));
    return view;
  }

  private acknowledge(now: number): void {
    this.wire.send(encodeAck(this.newestTick));
    this.unacknowledged = 0;
    this.ackAt = now;
  }

  private ping(now: number): void {
    this.pings++;
    this.pingAt = now;
    if (Number.isNaN(this.waiting)) this.waiting = now;
    this.wire.send(encodePing(now));
  }

  private pong(t0: number, nowMs: number): void {
    this.waiting = NaN;
    this.patience = PONG_MS;
    this.rooms.clock.sample(t0, nowMs, this.rooms.clock.local());
  }

  private tick(): void {
    const now = this.rooms.clock.local();
    if (!this.isLive) {
      if (now - this.began > WELCOME_MS) this.close();
      return;
    }
    if (now - this.waiting > this.patience) {
      this.close();
      return;
    }
    if (now - this.pingAt >= (this.pings < FIRST_PINGS ? BEAT_MS : PING_MS)) this.ping(now);
    if (this.own.known && now - this.poseAt >= STILL_MS) this.sendPose(now, this.rooms.clock.now());
    if (now - this.ackAt >= STILL_MS) this.acknowledge(now);
    this.rooms.timeline.forgetBefore(this.rooms.clock.now() - KEEP_MS);
  }
}
