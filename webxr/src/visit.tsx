import { render } from "preact";
import "./ui/style.css";
import "./plan/plan.css";
import "./ui/visit/visit.css";
import { ask, createApi } from "./net/api";
import type { Seat } from "./net/api";
import { keepSeat, keptSeat } from "./net/seat";
import { direction, language, t } from "./text/index";
import { NoSeat } from "./ui/visit/no-seat";
import { Overlay } from "./ui/visit/overlay";
import { createVisit } from "./visit/visit";

/** The seat as the server knows it now; what this tab kept while the server cannot be asked. */
async function currentSeat(kept: Seat): Promise<Seat> {
  try {
    const now = await ask(createApi({ token: kept.token }).GET("/api/seat"));
    const seat = { ...now, token: kept.token };
    keepSeat(seat);
    return seat;
  } catch {
    return kept; // the connection finds out what is wrong, and says so
  }
}

async function begin(root: HTMLElement): Promise<void> {
  document.documentElement.lang = language();
  document.documentElement.dir = direction();
  const kept = keptSeat();
  if (!kept) {
    document.title = `${t("visit.noSeat.title")} · ${t("common.rehearsal")}`;
    render(<NoSeat />, root);
    return;
  }
  if (import.meta.env.MODE === "e2e") {
    const { installHeadset } = await import("./e2e/headset");
    installHeadset();
  }
  const { visiting, inner } = createVisit(await currentSeat(kept));
  document.title = `${visiting.title} · ${t("common.rehearsal")}`;
  if (import.meta.env.MODE === "e2e") {
    const { installProbe } = await import("./e2e/probe");
    installProbe(inner, visiting);
  }
  render(<Overlay visiting={visiting} />, root);
}

const root = document.getElementById("app");
if (root) {
  void begin(root);
}
