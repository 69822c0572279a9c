// What a visit is made of before anything is seen: the log, the timeline and the clock, and the line that fills them.
import { signal } from "@preact/signals";
import { createClock } from "../log/clock";
import { createLog } from "../log/log";
import { createPlayout } from "../log/playout";
import { createTimeline } from "../log/timeline";
import type { Seat } from "../net/api";
import { connectSeat } from "../net/socket";
import type { Connection } from "../ui/visit/visiting";
import type { View } from "./view";

export type Inner = ReturnType<typeof createInner>;

export function createInner(seat: Seat) {
  const log = createLog();
  const timeline = createTimeline();
  const clock = createClock();
  const playout = createPlayout(clock);
  const connection = signal<Connection>({ kind: "connecting" });
  const line = connectSeat({
    token: seat.token, log, timeline, clock, playout,
    onStatus: (status) => {
      connection.value = status.kind === "ended" ? { kind: "ended", reason: status.reason } : { kind: status.kind };
    },
  });
  const view: { now: View | null } = { now: null };
  return { seat, log, timeline, clock, playout, connection, line, view };
}
