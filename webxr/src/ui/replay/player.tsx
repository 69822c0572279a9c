/**
 * The player's page: the view, the plan, the lists and the bar, arranged for a laptop or a phone. It is given what is
 * drawn elsewhere (canvas, plan) as elements and never reaches for three, the network or the plan's insides.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../text/index";
import { Mount } from "../mount";
import { Page } from "../page";
import { createAnnouncer } from "./announcer";
import type { Stretch } from "./buffer";
import type { Choices } from "./choices";
import { Controls } from "./controls";
import { KeysDialog } from "./dialog";
import { Events } from "./events";
import { Icon } from "./icons";
import { commandFor } from "./keys";
import { StageView, type StageState } from "./stage-view";
import { Tabs, type TabOf } from "./tabs";
import { Timeline } from "./timeline";
import type { Tab, Viewing } from "./viewing";
import { sayMark, type NameOf } from "./words";

export interface PlayerProps {
  readonly viewing: Viewing;
  readonly choices: Choices;
  readonly title: string;
  readonly simulated: boolean;
  readonly nameOf: NameOf;
  readonly colourOf: (slot: number) => string;
  readonly loaded: ReadonlySignal<readonly Stretch[]>;
  readonly failing: ReadonlySignal<boolean>;
  readonly stage: StageState;
  /** What the plan draws: its picture, the people, the places. */
  readonly plan: { readonly figure: Element; readonly people: Element; readonly places: Element };
}

export function Player(props: PlayerProps) {
  const { viewing, choices } = props;
  const narrow = useNarrow();
  useKeys(viewing, choices);
  return (
    <Page title={t("replay.titleOf", { title: props.title })} class="replay" nav={<Heading {...props} />}>
      <div class={viewing.planShown.value ? "replay-grid" : "replay-grid no-plan"}>
        <StageView viewing={viewing} stage={props.stage} nameOf={props.nameOf} failing={props.failing.value} />
        {/* Time runs from left to right, as on every player, whichever way the page runs. */}
        <section class="replay-deck" dir="ltr" aria-label={t("replay.transport")}>
          <Timeline viewing={viewing} nameOf={props.nameOf} colourOf={props.colourOf} loaded={props.loaded.value} />
          <Controls viewing={viewing} />
        </section>
        <Side {...props} narrow={narrow} />
      </div>
      <KeysDialog viewing={viewing} choices={choices} />
      <Announcements {...props} />
    </Page>
  );
}

function Heading({ viewing, title, simulated }: PlayerProps) {
  return (
    <div class="replay-heading">
      <h1>{title}</h1>
      {simulated ? <span class="tag warn" title={t("replay.simulatedHint")}>{t("replay.simulated")}</span> : null}
      {viewing.state.value.running ? <span class="tag good"><span class="live-dot" aria-hidden="true" />{t("replay.running")}</span> : null}
      <span class="replay-tools">
        <button type="button" class="link" title={t("replay.copyLink")} onClick={() => viewing.run({ kind: "copyLink" })}><Icon name="link" />{t("replay.copyShort")}</button>
        <button type="button" class="link" onClick={() => viewing.run({ kind: "shortcuts" })}><Icon name="keys" />{t("replay.shortcuts")}</button>
        <a class="link" href="/staff/sessions">{t("replay.sessionsShort")}</a>
      </span>
    </div>
  );
}

function Side({ viewing, nameOf, plan, narrow }: PlayerProps & { readonly narrow: boolean }) {
  const lists: TabOf<Tab>[] = [
    { id: "people", label: t("replay.tab.people"), panel: <Mount element={plan.people} /> },
    { id: "events", label: t("replay.tab.events"), panel: <Events viewing={viewing} nameOf={nameOf} /> },
    { id: "places", label: t("replay.tab.places"), panel: <Mount element={plan.places} /> },
  ];
  const figure = <Mount element={plan.figure} class="replay-plan" />;
  const tabs: TabOf<Tab>[] = narrow ? [{ id: "plan", label: t("replay.tab.plan"), panel: figure }, ...lists] : lists;
  const shown = tabs.some((tab) => tab.id === viewing.tab.value) ? viewing.tab.value : "people";
  return (
    <section class="replay-side" aria-label={t("replay.side")}>
      {narrow || !viewing.planShown.value ? null : figure}
      <Tabs label={t("replay.lists")} tabs={tabs} shown={shown} choose={(tab) => (viewing.tab.value = tab)} />
    </section>
  );
}

/** What has just happened, and what the player has to tell, for ears. Eyes have the caption over the view. */
function Announcements({ viewing, choices, nameOf }: PlayerProps) {
  const [words] = useState(() => signal(""));
  useEffect(() => {
    const announcer = createAnnouncer();
    const stop = viewing.passed.subscribe((marks) => {
      if (choices.readOut.peek() && viewing.transport.speed <= 1) announcer.hear(marks.map((mark) => sayMark(mark, nameOf)));
    });
    const timer = setInterval(() => {
      const next = announcer.say(performance.now());
      if (next !== null) words.value = next;
    }, 250);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [viewing, choices, nameOf, words]);
  return (
    <>
      <p class="visually-hidden" role="log" aria-live="polite">{words.value}</p>
      <p class={viewing.notice.value === "" ? "visually-hidden" : "toast replay-notice"} role="status">{viewing.notice.value}</p>
    </>
  );
}

function useKeys(viewing: Viewing, choices: Choices): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || viewing.keysShown.peek()) return;
      const modified = event.ctrlKey || event.altKey || event.metaKey;
      const command = commandFor({ key: event.key, shift: event.shiftKey, modified, taken: takes(event) }, choices.singleKeys.peek());
      if (!command) return;
      event.preventDefault();
      viewing.run(command);
      if (command.kind === "events") requestAnimationFrame(focusEvents);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [viewing, choices]);
}

/** Into the list that was asked for, at what happened last. */
function focusEvents(): void {
  const events = document.querySelector<HTMLElement>(".event[aria-current]") ?? document.querySelector<HTMLElement>(".event");
  events?.focus();
}

/** Whether the focused element answers to this key itself. */
function takes(event: KeyboardEvent): boolean {
  const on = event.target;
  if (!(on instanceof HTMLElement)) return false;
  if (on.matches("input[type=radio]")) return event.key.startsWith("Arrow") || event.key === " ";
  if (on.matches("input[type=checkbox]")) return event.key === " ";
  if (on.matches("select, input, textarea, [contenteditable]")) return true;
  return (event.key === " " || event.key === "Enter") && on.matches("button, a[href], summary");
}

const NARROW = "(max-width: 62rem)";

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const change = () => setNarrow(query.matches);
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return narrow;
}
