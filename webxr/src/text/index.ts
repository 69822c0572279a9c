/**
 * Every word a person reads, in every language we speak.
 *
 * A catalogue is a flat JSON file, `<language>/<part>.json`, with keys that begin with the part's name:
 * `{"join.goIn": "Go in", "visit.arrived": "{name} came in"}`. Adding a part is adding a file in each language; tests hold
 * the languages to the same keys and the same placeholders.
 *
 * A key that depends on a number has one sentence for each of the language's plural forms, `key#one`, `key#other`
 * (Welsh: `#zero #one #two #few #many #other`), and is asked for with `{ count }`. Only `#other` is needed, and
 * every language may say nothing at all in its own way with `#zero`.
 *
 * The language is a signal, so whatever shows a sentence shows it anew when another language is chosen: a component that
 * calls `t` while it is drawn is drawn again by that alone.
 *
 * Values may be names in any script, so each is isolated (U+2068 … U+2069): an Arabic name does not turn round the English
 * sentence it stands in.
 *
 * Why not a library: this is all that we need of one, in a fiftieth of the bytes. No DOM here; `ui/page` carries
 * the language to the document.
 */
import { signal } from "@preact/signals-core";

export type Language = "en" | "cy";
export type Values = Readonly<Record<string, string | number>>;
export type Catalogue = Readonly<Record<string, string>>;

export const languages: readonly { readonly code: Language; readonly name: string }[] = [
  { code: "en", name: "English" },
  { code: "cy", name: "Cymraeg" },
];

const STORED = "rehearsal.language";

const files = import.meta.glob<Catalogue>("./*/*.json", { eager: true, import: "default" });

/** Everything there is to say in one language. */
export function catalogue(of: Language): Catalogue {
  const parts = Object.entries(files).filter(([path]) => path.startsWith(`./${of}/`));
  return Object.fromEntries(parts.flatMap(([, part]) => Object.entries(part)));
}

const catalogues: Readonly<Record<Language, Catalogue>> = { en: catalogue("en"), cy: catalogue("cy") };

// The one thing in this module that changes: a page speaks one language at a time.
const current = signal<Language>(chosenLanguage());

export function language(): Language {
  return current.value;
}

/** Changes the language here and on the pages opened after this one. */
export function setLanguage(to: Language): void {
  try {
    globalThis.localStorage?.setItem(STORED, to);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
  current.value = to;
}

/** Calls `listener` after each change of language; the answer stops it. For what is no component. */
export function onLanguage(listener: () => void): () => void {
  let told = current.peek();
  return current.subscribe((now) => {
    if (now === told) return; // a subscription begins with what is known
    told = now;
    listener();
  });
}

/** Which way the page runs. `?dir=rtl` turns it round, so that the layout can be tested before a language needs it. */
export function direction(): "ltr" | "rtl" {
  return query("dir") === "rtl" ? "rtl" : "ltr";
}

/** The sentence for `key` in the language of the page, else in English, else the key itself. */
export function t(key: string, values: Values = {}): string {
  return translate(current.value, key, values);
}

export function translate(into: Language, key: string, values: Values = {}): string {
  const sentence = find(into, key, values) ?? find("en", key, values) ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? new Intl.NumberFormat(locale(into)).format(value) : isolate(value);
  });
}

/** Whatever the direction of `text`, the sentence around it keeps its own. */
export function isolate(text: string): string {
  return text === "" ? "" : `\u2068${text}\u2069`;
}

/** "Aled, Siân and Mair", as the language of the page lists people. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(names.map(isolate));
}

/** Whether there is a sentence for `key`: codes from the server may be newer than the page. */
export function has(key: string): boolean {
  return key in catalogues[current.value] || key in catalogues.en;
}

/** BCP 47, for `Intl`. */
export function locale(of: Language = current.value): string {
  return of === "cy" ? "cy-GB" : "en-GB";
}

function find(into: Language, key: string, values: Values): string | undefined {
  const words = catalogues[into];
  const count = values["count"];
  if (typeof count !== "number") return words[key];
  const form = count === 0 && `${key}#zero` in words ? "zero" : new Intl.PluralRules(locale(into)).select(count);
  return words[`${key}#${form}`] ?? words[`${key}#other`] ?? words[key];
}

function chosenLanguage(): Language {
  const wishes = [query("lang"), stored(), ...(globalThis.navigator?.languages ?? [])];
  for (const wish of wishes) {
    const known = languages.find(({ code }) => wish?.toLowerCase().split("-")[0] === code);
    if (known) return known.code;
  }
  return "en";
}

function stored(): string | null {
  try {
    return globalThis.localStorage?.getItem(STORED) ?? null;
  } catch {
    return null;
  }
}

function query(name: string): string | null {
  return new URLSearchParams(globalThis.location?.search ?? "").get(name);
}
