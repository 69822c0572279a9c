import "./ui/style.css";
import "./plan/plan.css";
import "./ui/replay/replay.css";
import { signal } from "@preact/signals";
import { open } from "./replay/open";
import { mountPage } from "./ui/page";
import { Opening, type OpeningState } from "./ui/replay/opening";
import { Player, type PlayerProps } from "./ui/replay/player";

const session = /^\/replay\/([^/]+)\/?$/.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get("session") ?? "";
const state = signal<OpeningState | { kind: "open"; player: PlayerProps }>({ kind: "opening" });

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
  return now.kind === "open" ? <Player {...now.player} /> : <Opening state={now} again={() => void begin()} />;
}

void begin();
mountPage(() => <Replay />);
