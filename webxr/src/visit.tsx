import { render } from "preact";
import type { VNode } from "preact";
import "./ui/style.css";
import "./plan/plan.css";
import "./ui/visit/visit.css";
import { ask, createApi } from "./net/api";
import type { Seat } from "./net/api";
import { keepSeat, keptSeat } from "./net/seat";
import { direction, language, onLanguage, t } from "./text/index";
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

/** Draws now and whenever another language is chosen. */
function draw(root: HTMLElement, title: () => string, view: () => VNode): void {
  const now = () => {
    document.documentElement.lang = language();
    document.documentElement.dir = direction();
    document.title = `${title()} · ${t("common.rehearsal")}`;
    render(view(), root);
  };
  onLanguage(now);
  now();
}

async function begin(root: HTMLElement): Promise<void> {
  const kept = keptSeat();
  if (!kept) {
    draw(root, () => t("visit.noSeat.title"), () => <NoSeat />);
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
  draw(root, () => visiting.title, () => <Overlay visiting={visiting} />);
}

const root = document.getElementById("app");
if (root) {
  void begin(root);
}
