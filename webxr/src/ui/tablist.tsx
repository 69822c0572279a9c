/** Tabs as everybody knows them: arrows, Home and End move between them, Tab goes into the panel. Panels are the caller's. */
import { useRef } from "preact/hooks";

export interface TabName<T extends string> {
  readonly id: T;
  readonly label: string;
}

interface TabListProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly TabName<T>[];
  readonly shown: T;
  readonly choose: (id: T) => void;
  readonly class?: string;
}

/** What the panel of a tab needs to be found by it. */
export const panelOf = (id: string) => ({ role: "tabpanel" as const, id: `panel-${id}`, "aria-labelledby": `tab-${id}` });

export function TabList<T extends string>({ label, tabs, shown, choose, class: name }: TabListProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === shown);
    const to = tabAfter(event.key, at, tabs.length, document.documentElement.dir === "rtl");
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    choose(tab.id);
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };
  return (
    <div role="tablist" class={name ?? ""} aria-label={label} ref={list} onKeyDown={move}>
      {tabs.map(({ id, label: says }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          aria-selected={id === shown}
          {...(id === shown ? { "aria-controls": `panel-${id}` } : {})}
          tabIndex={id === shown ? 0 : -1}
          onClick={() => choose(id)}
        >
          {says}
        </button>
      ))}
    </div>
  );
}

/** Which tab a key leads to from the one at `at`; undefined for keys that are not the tabs'. */
export function tabAfter(key: string, at: number, count: number, rtl: boolean): number | undefined {
  const next = rtl ? "ArrowLeft" : "ArrowRight";
  const previous = rtl ? "ArrowRight" : "ArrowLeft";
  if (key === next) return (at + 1) % count;
  if (key === previous) return (at + count - 1) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
