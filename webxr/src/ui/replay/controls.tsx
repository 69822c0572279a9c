/** Play, pause, steps, speed, the time, and back to now while a session is running. */
import type { ComponentChildren } from "preact";
import { t } from "../../text/index";
import { Icon } from "./icons";
import { SPEEDS } from "./transport";
import type { Viewing } from "./viewing";
import { clockTime, spokenPosition } from "./words";

export function Controls({ viewing }: { readonly viewing: Viewing }) {
  const { playing, running, atEdge, ended, speed } = viewing.state.value;
  const says = playing ? t("replay.pause") : ended ? t("replay.again") : t("replay.play");
  return (
    <div class="controls" role="group" aria-label={t("replay.transport")}>
      <Step label={t("replay.previousMark")} press={() => viewing.run({ kind: "previousMark" })}><Icon name="previous" /></Step>
      <Step label={t("replay.back5")} press={() => viewing.run({ kind: "nudge", byMs: -5000 })}>−5</Step>
      <button type="button" class="button play" onClick={() => viewing.transport.toggle()}>
        <Icon name={playing ? "pause" : ended ? "again" : "play"} />
        {says}
      </button>
      <Step label={t("replay.on5")} press={() => viewing.run({ kind: "nudge", byMs: 5000 })}>+5</Step>
      <Step label={t("replay.nextMark")} press={() => viewing.run({ kind: "nextMark" })}><Icon name="next" /></Step>
      <Time viewing={viewing} />
      <label class="speed">
        <span class="visually-hidden">{t("replay.speed")}</span>
        <select title={t("replay.speed")} value={String(speed)} onChange={(event) => viewing.transport.setSpeed(Number(event.currentTarget.value))}>
          {SPEEDS.map((one) => (
            <option key={one} value={String(one)}>{t("replay.speedOf", { speed: one })}</option>
          ))}
        </select>
      </label>
      {running ? (
        <button type="button" class="button quiet live" aria-pressed={atEdge} onClick={() => viewing.transport.followEdge()}>
          <span class="live-dot" aria-hidden="true" />
          {atEdge ? t("replay.atLive") : t("replay.goLive")}
        </button>
      ) : null}
    </div>
  );
}

function Time({ viewing }: { readonly viewing: Viewing }) {
  const ms = viewing.second.value * 1000;
  const { endMs } = viewing.state.value;
  return (
    <span class="time">
      <span aria-hidden="true">
        <b>{clockTime(ms)}</b> / {clockTime(endMs)}
      </span>
      <span class="visually-hidden">{spokenPosition(ms, endMs)}</span>
    </span>
  );
}

interface StepProps {
  readonly label: string;
  readonly press: () => void;
  readonly children: ComponentChildren;
}

function Step({ label, press, children }: StepProps) {
  return (
    <button type="button" class="step" aria-label={label} title={label} onClick={press}>
      {children}
    </button>
  );
}
