/** The lists beside the plan, one at a time. All of them stay in the page, so each keeps where it was scrolled to. */
import type { ComponentChildren } from "preact";
import { panelOf, TabList, type TabName } from "../tablist";

export interface TabOf<T extends string> extends TabName<T> {
  readonly panel: ComponentChildren;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly TabOf<T>[];
  readonly shown: T;
  readonly choose: (id: T) => void;
}

export function Tabs<T extends string>({ label, tabs, shown, choose }: TabsProps<T>) {
  return (
    <div class="tabs">
      <TabList label={label} tabs={tabs} shown={shown} choose={choose} />
      {tabs.map((tab) => (
        <div key={tab.id} {...panelOf(tab.id)} class="side-panel" tabIndex={0} hidden={tab.id !== shown}>
          {tab.panel}
        </div>
      ))}
    </div>
  );
}
