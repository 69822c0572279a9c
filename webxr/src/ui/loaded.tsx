/** Something that comes from elsewhere: on its way, here, or failed with a way to try again. Keeps what it has when a later look fails. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../text/index";
import { sayProblem } from "./problem";

export type Loaded<T> =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly value: T; readonly stale: unknown }
  | { readonly kind: "failed"; readonly failure: unknown };

export interface Source<T> {
  readonly now: Loaded<T>;
  readonly look: () => void;
  readonly set: (value: T) => void;
}

/** Loads when `key` changes, and again every so many milliseconds while somebody can see the page. */
export function useLoaded<T>(load: () => Promise<T>, key: string, everyMs = 0): Source<T> {
  const now = useSignal<Loaded<T>>({ kind: "loading" });
  const look = useRef<() => void>(() => undefined);
  const put = useRef<(value: T) => void>(() => undefined);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let timer = 0;
    let round = 0;
    now.value = { kind: "loading" };
    const again = () => {
      clearTimeout(timer);
      const mine = ++round;
      void latest.current().then(
        (value) => mine === round && settle({ kind: "ready", value, stale: null }),
        (failure: unknown) => mine === round && settle(now.value.kind === "ready" ? { ...now.value, stale: failure } : { kind: "failed", failure }),
      );
    };
    const settle = (outcome: Loaded<T>) => {
      now.value = outcome;
      if (everyMs > 0 && !document.hidden) timer = window.setTimeout(again, everyMs);
    };
    const seen = () => everyMs > 0 && !document.hidden && again();
    look.current = again;
    put.current = (value) => {
      round++; // an answer still on its way is older than this
      clearTimeout(timer);
      settle({ kind: "ready", value, stale: null });
    };
    document.addEventListener("visibilitychange", seen);
    again();
    return () => {
      round++;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [key, everyMs]);
  return {
    now: now.value,
    look: () => look.current(),
    set: (value) => put.current(value),
  };
}

interface WhenLoadedProps<T> {
  readonly source: Source<T>;
  readonly children: (value: T) => ComponentChildren;
}

export function WhenLoaded<T>({ source, children }: WhenLoadedProps<T>) {
  const { now } = source;
  switch (now.kind) {
    case "loading":
      return <p class="muted" role="status">{t("common.loading")}…</p>;
    case "failed":
      return (
        <div class="stack" role="alert">
          <p class="error">{sayProblem(now.failure)}</p>
          <p><button type="button" class="button quiet" onClick={source.look}>{t("common.tryAgain")}</button></p>
        </div>
      );
    case "ready":
    default:
      return (
        <>
          {now.stale !== null && <p class="notice" role="status">{sayProblem(now.stale)}</p>}
          {children(now.value)}
        </>
      );
  }
}
