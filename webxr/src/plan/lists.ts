/** The plan in words: a list of the people and a list of the places. Changed in place, word by word. */
import { listed, t } from "../text/index";
import type { PlanPerson } from "./plan";
import { placeTitle, sayWay, sayWhere, type Standing, type Touchpoint } from "./words";

export interface PeopleList {
  readonly element: HTMLElement;
  show(people: readonly PlanPerson[], standings: ReadonlyMap<number, Standing>, followed: number | null): void;
}

export interface PlacesList {
  readonly element: HTMLElement;
  show(names: ReadonlyMap<Touchpoint, readonly string[]>, viewer: Standing | null): void;
}

interface Row {
  readonly element: HTMLLIElement;
  readonly name: HTMLElement;
  readonly notes: HTMLElement;
  readonly words: HTMLElement;
  readonly dot: HTMLElement;
  readonly button: HTMLButtonElement | null;
}

export function createPeopleList(touchpoints: readonly Touchpoint[], onPerson: ((slot: number) => void) | undefined): PeopleList {
  const element = make("div", "plan-people");
  const list = make("ul", "plan-list");
  const empty = make("p", "plan-empty");
  element.append(list, empty);
  const rows = new Map<number, Row>();

  function rowOf(slot: number): Row {
    const known = rows.get(slot);
    if (known) return known;
    const row = makeRow(onPerson && (() => onPerson(slot)));
    rows.set(slot, row);
    return row;
  }

  return {
    element,
    show(people, standings, followed) {
      setText(empty, t("plan.noPeople"));
      empty.hidden = people.length > 0;
      people.forEach((person, at) => {
        const row = rowOf(person.slot);
        if (list.children[at] !== row.element) list.insertBefore(row.element, list.children[at] ?? null);
        fillPerson(row, person, standings.get(person.slot), touchpoints, person.slot === followed);
      });
      while (list.children.length > people.length) list.lastElementChild?.remove();
    },
  };
}

function fillPerson(row: Row, person: PlanPerson, at: Standing | undefined, touchpoints: readonly Touchpoint[], followed: boolean): void {
  row.dot.style.background = person.colour;
  row.element.classList.toggle("away", person.away);
  row.element.classList.toggle("followed", followed);
  setText(row.name, person.name);
  setText(row.notes, person.notes.join(" · "));
  setText(row.words, wordsFor(person, at, touchpoints));
  if (!row.button) return;
  row.button.hidden = person.track !== "kept";
  row.button.setAttribute("aria-pressed", String(followed));
  setText(row.button, t("plan.follow"));
  row.button.setAttribute("aria-label", `${t("plan.follow")}: ${person.name}`);
}

function wordsFor(person: PlanPerson, at: Standing | undefined, touchpoints: readonly Touchpoint[]): string {
  if (person.track === "refused") return t("plan.notShown");
  if (!at && person.track === "none") return t("plan.noBody");
  const place = at ? sayWhere(at, touchpoints) : "";
  if (!person.away) return place;
  return place === "" ? t("plan.away") : `${t("plan.away")}. ${place}`;
}

export function createPlacesList(
  touchpoints: readonly Touchpoint[],
  onGo: ((x: number, z: number, touchpoint: Touchpoint) => void) | undefined,
): PlacesList {
  const element = make("div", "plan-spots");
  const list = make("ul", "plan-list");
  const empty = make("p", "plan-empty");
  empty.hidden = touchpoints.length > 0;
  element.append(list, empty);
  const rows = touchpoints.map((one) => {
    const row = makeRow(onGo && (() => onGo(one.position[0] ?? 0, one.position[2] ?? 0, one)));
    row.dot.classList.add("place");
    list.append(row.element);
    return row;
  });

  return {
    element,
    show(names, viewer) {
      setText(empty, t("plan.noPlaces"));
      touchpoints.forEach((touchpoint, at) => {
        const row = rows[at];
        if (row) fillPlace(row, touchpoint, names.get(touchpoint) ?? [], viewer);
      });
    },
  };
}

function fillPlace(row: Row, touchpoint: Touchpoint, names: readonly string[], viewer: Standing | null): void {
  const name = placeTitle(touchpoint.name);
  setText(row.name, name);
  setText(row.notes, viewer ? sayWay(viewer, touchpoint) : "");
  setText(row.words, names.length === 0 ? t("plan.nobodyAt") : t("plan.peopleAt", { count: names.length, names: listed(names) }));
  if (!row.button) return;
  setText(row.button, t("plan.goThere"));
  row.button.setAttribute("aria-label", `${t("plan.goThere")}: ${name}`);
}

function makeRow(onPress: (() => void) | undefined): Row {
  const element = make("li", "plan-row");
  const [dot, text, name, notes, words] = [make("span", "plan-mark"), make("div", "plan-text"), make("strong", ""), make("span", "plan-notes"), make("span", "plan-words")];
  dot.setAttribute("aria-hidden", "true");
  const head = make("span", "plan-head");
  head.append(name, " ", notes);
  text.append(head, words);
  element.append(dot, text);
  let button: HTMLButtonElement | null = null;
  if (onPress) {
    button = make("button", "plan-button");
    button.type = "button";
    button.addEventListener("click", onPress);
    element.append(button);
  }
  return { element, name, notes, words, dot, button };
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name !== "") element.className = name;
  return element;
}

/** Untouched text is not read out again. */
function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
