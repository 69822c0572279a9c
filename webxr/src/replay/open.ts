// Opens a replay: history, player and plan first, which are enough to follow a session with; then, if the browser can, the
// scene with everybody in it.
import { signal } from "@preact/signals";
import { openReplay, type Replay } from "../net/history";
import { onLanguage, t } from "../text/index";
import { createPlan, type Plan } from "../plan/plan";
import { createBuffer } from "../ui/replay/buffer";
import { createChoices } from "../ui/replay/choices";
import { marksOf } from "../ui/replay/marks";
import { readPlace, writePlace } from "../ui/replay/place";
import type { PlayerProps } from "../ui/replay/player";
import type { SceneState } from "../ui/replay/stage-view";
import { createViewing, type Viewing } from "../ui/replay/viewing";
import { personColour } from "../world/colour";
import { createPeople } from "./people";
import { createScene, goTo } from "./scene";
import { createWatch, type Watch } from "./watch";

export async function open(session: string): Promise<PlayerProps> {
  const history = await openReplay(session);
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const viewing = createViewing({
    marks: marksOf(history.events),
    endMs: history.endMs,
    running: history.running,
    start: readPlace(location.hash),
    copyLink: () => void copyLink(viewing),
  });
  addEventListener("hashchange", () => viewing.goTo(readPlace(location.hash)));
  const people = createPeople(history);
  const buffer = createBuffer({
    spans: () => history.manifest.chunks,
    has: (ms) => history.has(ms),
    ensure: (ms) => history.ensure(ms),
  });
  const loaded = signal(buffer.stretches());
  const failing = signal(false);
  const plan = openPlan(history, viewing, () => watch);
  const watch: Watch = createWatch({
    history,
    viewing,
    people,
    plan,
    buffer,
    reducedMotion,
    onSecond() {
      loaded.value = buffer.stretches();
      failing.value = buffer.failing;
    },
  });
  history.subscribe(() => {
    viewing.grow(marksOf(history.events), history.endMs, history.running);
    people.relabel();
  });
  onLanguage(() => watch.refresh());
  if (import.meta.env.MODE === "e2e") {
    const { installReplayProbe } = await import("./probe");
    installReplayProbe(history, viewing);
  }

  const choices = createChoices();
  const scene = signal<SceneState>({ kind: "loading", share: NaN });
  const stage = createScene({ history, viewing, watch, plan, choices, reducedMotion, state: scene });
  return {
    viewing,
    choices,
    loaded,
    failing,
    stage,
    plan,
    title: history.manifest.session.title,
    simulated: history.manifest.session.simulated,
    nameOf: (slot) => people.nameOf(slot),
    colourOf: personColour,
  };
}

function openPlan(history: Replay, viewing: Viewing, watch: () => Watch): Plan {
  const { scene } = history.manifest.session;
  return createPlan({
    scene,
    poses: history.timeline,
    people: () => viewing.people.peek(),
    viewer: () => (viewing.view.peek() === "eyes" ? null : watch().eye),
    onPerson: (slot) => viewing.follow(slot),
    onGo(x, z, touchpoint) {
      goTo(watch(), x, z, touchpoint?.position);
      viewing.look("free");
    },
  });
}

async function copyLink(viewing: Viewing): Promise<void> {
  const link = new URL(location.href);
  link.hash = writePlace(viewing.place());
  history.replaceState(history.state, "", link);
  try {
    await navigator.clipboard.writeText(link.href);
    viewing.notice.value = t("replay.copied");
  } catch {
    viewing.notice.value = t("replay.copyByHand"); // no clipboard without HTTPS, or not allowed
  }
}
