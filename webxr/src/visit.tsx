import "./ui/style.css";
import "./plan/plan.css";
import "./ui/visit/visit.css";
import { ask, createApi } from "./net/api";
import type { Seat } from "./net/api";
import { keepSeat, keptSeat } from "./net/seat";
import { t } from "./text/index";
import { mountPage } from "./ui/page";
import { NoSeat } from "./ui/visit/no-seat";
import { Overlay } from "./ui/visit/overlay";
import { createVisit } from "./visit/visit";

/** A network that swallows everything must not keep the page blank. */
const SEAT_MS = 4000;

/** The seat as the server knows it now; what this tab kept while the server cannot be asked. */
async function currentSeat(kept: Seat): Promise<Seat> {
  try {
    const signal = AbortSignal.timeout(SEAT_MS);
    const now = await ask(createApi({ token: kept.token }).GET("/api/seat", { signal }));
    const seat = { ...now, token: kept.token };
    keepSeat(seat);
    return seat;
  } catch {
    return kept; // the connection finds out what is wrong, and says so
  }
}

async function begin(): Promise<void> {
  const kept = keptSeat();
  if (!kept) {
    mountPage(() => <NoSeat />, () => t("visit.noSeat.title"));
    return;
  }
  if (import.meta.env.MODE === "e2e") {
    const { installHeadset } = await import("./e2e/headset");
    installHeadset();
  }
  const { visiting, inner } = createVisit(await currentSeat(kept));
  if (import.meta.env.MODE === "e2e") {
    const { installProbe } = await import("./e2e/probe");
    installProbe(inner, visiting);
  }
  mountPage(() => <Overlay visiting={visiting} />, () => visiting.title);
}

void begin();
