/**
 * What every page has: a way past the bar, the name of the house, the language switch, and a foot. `mountPage` draws a
 * view into the document and tells the document its language. What is drawn follows the language by itself (`text/index`), on
 * the same page, in the same state.
 */
import { effect } from "@preact/signals";
import { render, type ComponentChildren, type VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { direction, language, languages, setLanguage, t, type Language } from "../text/index";

/** `title` is for views that are no `Page`, which brings its own. */
export function mountPage(view: () => VNode, title?: () => string): void {
  const root = document.getElementById("app");
  if (root === null) throw new Error("the page has no element #app");
  effect(() => {
    document.documentElement.lang = language();
    document.documentElement.dir = direction();
    if (title) document.title = titleOf(title());
  });
  render(view(), root);
}

const titleOf = (title: string) => (title === t("common.rehearsal") ? title : `${title} · ${t("common.rehearsal")}`);

interface PageProps {
  readonly title: string;
  readonly narrow?: boolean;
  readonly nav?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Page({ title, narrow, nav, class: extra, children }: PageProps) {
  useEffect(() => {
    document.title = titleOf(title);
  }, [title]);
  return (
    <div class={`page ${extra ?? ""}`}>
      <header class="bar">
        <a class="skip" href="#main" onClick={skipToMain}>{t("common.skip")}</a>
        <a class="brand" href="/">
          <Mark />
          {t("common.rehearsal")}
        </a>
        {nav}
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1} class={narrow === true ? "narrow" : ""}>{children}</main>
      <footer class="foot">
        <a href="/headset">{t("common.headset")}</a>
        <a href="/staff">{t("common.staff")}</a>
      </footer>
    </div>
  );
}

// The join code lives in the fragment, so skipping must not write one.
function skipToMain(event: Event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function LanguageSwitch() {
  return (
    <nav class="row push" aria-label={t("common.language")}>
      {languages.map(({ code, name }) => (
        <a
          key={code}
          class="link"
          href={`?lang=${code}`}
          lang={code}
          hreflang={code}
          {...(code === language() ? { "aria-current": "true" as const } : {})}
          onClick={(event) => choose(event, code)}
        >
          {name}
        </a>
      ))}
    </nav>
  );
}

// An address may wish for a language once; after that the reader's choice counts.
function choose(event: Event, code: Language) {
  event.preventDefault();
  const here = new URL(location.href);
  here.searchParams.delete("lang");
  history.replaceState(history.state, "", here);
  setLanguage(code);
}

/** For what appears in place of something that had the focus: reading and tabbing go on there. Needs `tabIndex={-1}`. */
export function useArrival<E extends HTMLElement>() {
  const arriving = useRef<E>(null);
  useEffect(() => arriving.current?.focus(), []);
  return arriving;
}

/** The same for what comes by itself: it takes the focus only if what had it is gone, and never from somebody who is elsewhere. */
export function useArrivalIfLost<E extends HTMLElement>() {
  const arriving = useRef<E>(null);
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) arriving.current?.focus();
  }, []);
  return arriving;
}

export function ArrivingHeading({ children }: { readonly children: ComponentChildren }) {
  return <h1 ref={useArrival<HTMLHeadingElement>()} tabIndex={-1}>{children}</h1>;
}

/** The house's sign: a doorway with somebody in it. */
function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--brand)" />
      <g fill="none" stroke="var(--paper)" stroke-width="2.2" stroke-linecap="round">
        <path d="M6.5 25.5h19" />
        <path d="M8.5 25V13.2C8.5 9 11.8 6 16 6s7.5 3 7.5 7.2V25" />
      </g>
      <g fill="var(--sun)">
        <circle cx="16" cy="14.2" r="2.7" />
        <path d="M11.8 25c0-3.6 1.7-5.8 4.2-5.8s4.2 2.2 4.2 5.8z" />
      </g>
    </svg>
  );
}
