/** Everything that happened, in order: press one to go there. The one that happened last is marked as current. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../text/index";
import { Icon, markIcon } from "./icons";
import type { Mark } from "./marks";
import type { Viewing } from "./viewing";
import { clockTime, sayMark, spokenTime, type NameOf } from "./words";

export function Events({ viewing, nameOf }: { readonly viewing: Viewing; readonly nameOf: NameOf }) {
  const marks = viewing.marks.value;
  const current = viewing.happened.value - 1;
  const list = useRef<HTMLOListElement>(null);
  const tab = viewing.tab.value; // a list that was hidden could not scroll
  useEffect(() => keepInSight(list.current, current), [current, tab]);
  if (marks.length === 0) return <p class="plan-empty">{t("replay.noEvents")}</p>;
  return (
    <ol class="events" ref={list}>
      {marks.map((mark, at) => (
        <Row key={`${mark.seq}`} mark={mark} viewing={viewing} nameOf={nameOf} current={at === current} upcoming={at > current} />
      ))}
    </ol>
  );
}

interface RowProps {
  readonly mark: Mark;
  readonly viewing: Viewing;
  readonly nameOf: NameOf;
  readonly current: boolean;
  readonly upcoming: boolean;
}

function Row({ mark, viewing, nameOf, current, upcoming }: RowProps) {
  return (
    <li class={upcoming ? "upcoming" : ""}>
      <button
        type="button"
        class={`event sign-${mark.kind}`}
        {...(current ? { "aria-current": "true" as const } : {})}
        onClick={() => viewing.transport.seek(mark.ms)}
      >
        <time aria-hidden="true">{clockTime(mark.ms)}</time>
        <span class="visually-hidden">{spokenTime(mark.ms)}: </span>
        <Icon name={markIcon(mark)} />
        <span>{sayMark(mark, nameOf)}</span>
      </button>
    </li>
  );
}

/** Scrolls the list, never the page, and not while somebody is in it. */
function keepInSight(list: HTMLElement | null, at: number): void {
  const row = list?.children[Math.max(0, at)];
  const panel = list?.closest<HTMLElement>(".side-panel");
  if (!list || !panel || !(row instanceof HTMLElement) || list.contains(document.activeElement)) return;
  const top = row.offsetTop - panel.offsetTop;
  if (top < panel.scrollTop || top + row.offsetHeight > panel.scrollTop + panel.clientHeight) {
    panel.scrollTop = top - panel.clientHeight / 3;
  }
}
