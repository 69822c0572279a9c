import "./ui/style.css";
import "./plan/plan.css";
import "./ui/replay/replay.css";
import { signal } from "@preact/signals";
import { language } from "./text/index";
import { open, type Opened } from "./replay/open";
import { mountPage } from "./ui/page";
import { Opening, type OpeningState } from "./ui/replay/opening";
import { Player } from "./ui/replay/player";

const session = /^\/replay\/([^/]+)\/?$/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get("session") ?? "";
const state = signal<OpeningState | { kind: "open"; player: Opened }>({ kind: "opening" });

if (import.meta.env.MODE === "e2e") {
  const { installHeadset } = await import("./e2e/headset");
  installHeadset();
}

const begin = async () => {
  state.value = { kind: "opening" };
  try {
    state.value = { kind: "open", player: await open(session) };
  } catch (failure) {
    state.value = { kind: "failed", failure };
  }
};

function Replay() {
  const now = state.value;
  return now.kind === "open" ? <Player {...now.player} language={language()} /> : <Opening state={now} again={() => void begin()} />;
}

void begin();
mountPage(() => <Replay />);
