/** Tabs as everybody knows them: arrows move between them, Tab goes into the panel. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export interface TabOf<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly panel: ComponentChildren;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly TabOf<T>[];
  readonly shown: T;
  readonly choose: (id: T) => void;
}

export function Tabs<T extends string>({ label, tabs, shown, choose }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const open = tabs.find((tab) => tab.id === shown) ?? tabs[0];
  if (!open) return null;
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === open.id);
    const to = tabAfter(event.key, at, tabs.length, document.documentElement.dir === "rtl");
    const tab = to === undefined ? undefined : tabs[to];
    if (!tab) return;
    event.preventDefault();
    event.stopPropagation();
    choose(tab.id);
    list.current?.querySelector<HTMLElement>(`#tab-${tab.id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`tab-${tab.id}`}
            aria-selected={tab.id === open.id}
            aria-controls={`panel-${tab.id}`}
            tabIndex={tab.id === open.id ? 0 : -1}
            onClick={() => choose(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab) => (
        <div key={tab.id} class="side-panel" role="tabpanel" id={`panel-${tab.id}`} aria-labelledby={`tab-${tab.id}`} tabIndex={0} hidden={tab.id !== open.id}>
          {tab.panel}
        </div>
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

/** Puts an element that something else owns (a canvas, a drawing) into the page. */
export function Mount({ element, class: name }: { readonly element: Element; readonly class?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(element);
  }, [element]);
  return <div ref={place} class={name ?? "mount"} />;
}
