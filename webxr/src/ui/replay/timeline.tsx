/**
 * The bar along which one seeks: who was here when, what is loaded, what is missing, what happened, and a thumb that is
 * a slider for keyboards and screen readers. Marks on the bar are for eyes and pointers; the list of events is
 * the same for everybody.
 */
import { effect } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../text/index";
import type { Stretch } from "./buffer";
import { Icon, markIcon } from "./icons";
import { clusterMarks, staysOf, type Cluster, type Mark } from "./marks";
import type { Viewing } from "./viewing";
import { clockTime, sayMark, spokenPosition, type NameOf } from "./words";

interface TimelineProps {
  readonly viewing: Viewing;
  readonly nameOf: NameOf;
  readonly colourOf: (slot: number) => string;
  readonly loaded: readonly Stretch[];
}

/** Room for a sign and a number. */
const CLUSTER_PIXELS = 25;
const MOST_STRIPS = 16;

export function Timeline({ viewing, nameOf, colourOf, loaded }: TimelineProps) {
  const track = useRef<HTMLDivElement>(null);
  const width = useWidth(track);
  const marks = viewing.marks.value;
  const endMs = viewing.state.value.endMs;
  const clusters = useMemo(() => clusterMarks(marks, (endMs * CLUSTER_PIXELS) / Math.max(1, width)), [marks, endMs, width]);
  const hover = useHover(track, endMs);

  // The thumb moves in every frame: as a custom property, without drawing the component again.
  useEffect(
    () => effect(() => track.current?.style.setProperty("--at", String(share(viewing.ms.value, viewing.state.value.endMs)))),
    [viewing],
  );

  return (
    <div class="timeline" ref={track} onPointerDown={(event) => drag(event, viewing)} {...hover.handlers}>
      <div class="timeline-signs" aria-hidden="true">
        {clusters.map((cluster) => (
          <ClusterSign key={cluster.ms} cluster={cluster} endMs={endMs} nameOf={nameOf} viewing={viewing} />
        ))}
      </div>
      <Strips marks={marks} endMs={endMs} colourOf={colourOf} />
      <div class="timeline-rail" aria-hidden="true">
        {loaded.map((one) => (
          <span key={one.fromMs} class="timeline-loaded" style={stretchStyle(one.fromMs, one.untilMs, endMs)} />
        ))}
        <span class="timeline-played" />
        {marks.map((mark) =>
          mark.kind === "gap" ? (
            <span key={mark.seq} class="timeline-gap" title={sayMark(mark, nameOf)} style={stretchStyle(mark.ms, mark.untilMs, endMs)} />
          ) : null,
        )}
      </div>
      {hover.ms === null ? null : (
        <span class="timeline-hover" aria-hidden="true" style={{ insetInlineStart: percent(hover.ms, endMs) }}>{clockTime(hover.ms)}</span>
      )}
      <Thumb viewing={viewing} />
    </div>
  );
}

function Thumb({ viewing }: { readonly viewing: Viewing }) {
  const { endMs } = viewing.state.value;
  const ms = Math.min(viewing.second.value * 1000, endMs);
  return (
    <div
      class="timeline-thumb"
      role="slider"
      tabIndex={0}
      aria-label={t("replay.timeline")}
      aria-valuemin={0}
      aria-valuemax={Math.floor(endMs / 1000)}
      aria-valuenow={Math.floor(ms / 1000)}
      aria-valuetext={spokenPosition(ms, endMs)}
      onKeyDown={(event) => slide(event, viewing)}
    />
  );
}

/** What a slider answers to by custom; it works with single-letter keys switched off too. */
function slide(event: KeyboardEvent, viewing: Viewing): void {
  const steps: Record<string, number> = {
    ArrowLeft: -5000,
    ArrowDown: -5000,
    ArrowRight: 5000,
    ArrowUp: 5000,
    PageDown: -30_000,
    PageUp: 30_000,
  };
  const step = steps[event.key];
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Home") viewing.run({ kind: "start" });
  else if (event.key === "End") viewing.run({ kind: "end" });
  else if (step !== undefined) viewing.transport.nudge(event.shiftKey ? Math.sign(step) * 1000 : step);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function drag(event: PointerEvent & { currentTarget: HTMLDivElement }, viewing: Viewing): void {
  if (event.button !== 0) return;
  const track = event.currentTarget;
  const seek = (at: PointerEvent) => viewing.transport.seek(msAt(track, at.clientX, viewing.transport.endMs));
  const stop = () => {
    track.removeEventListener("pointermove", seek);
    track.removeEventListener("pointerup", stop);
    track.removeEventListener("pointercancel", stop);
  };
  event.preventDefault(); // no text selection
  track.querySelector<HTMLElement>("[role=slider]")?.focus({ preventScroll: true });
  track.setPointerCapture(event.pointerId);
  track.addEventListener("pointermove", seek);
  track.addEventListener("pointerup", stop);
  track.addEventListener("pointercancel", stop);
  seek(event);
}

interface ClusterProps {
  readonly cluster: Cluster;
  readonly endMs: number;
  readonly nameOf: NameOf;
  readonly viewing: Viewing;
}

function ClusterSign({ cluster, endMs, nameOf, viewing }: ClusterProps) {
  const [first] = cluster.marks;
  if (!first) return null;
  const only = cluster.marks.length === 1;
  const shown = cluster.marks.find((mark) => mark.kind === "bookmark") ?? first;
  return (
    <span
      class={`timeline-sign sign-${shown.kind}`}
      title={cluster.marks.map((mark) => `${clockTime(mark.ms)} ${sayMark(mark, nameOf)}`).join("\n")}
      style={{ insetInlineStart: percent(cluster.ms, endMs) }}
      onPointerDown={(event) => {
        event.stopPropagation(); // to the mark exactly, not to the pixel
        viewing.transport.seek(cluster.ms);
      }}
    >
      <Icon name={markIcon(shown)} />
      {only ? null : <b>{cluster.marks.length}</b>}
    </span>
  );
}

interface StripsProps {
  readonly marks: readonly Mark[];
  readonly endMs: number;
  readonly colourOf: (slot: number) => string;
}

/** A strip for each person, as long as they were here; thin where they were away. */
function Strips({ marks, endMs, colourOf }: StripsProps) {
  const stays = useMemo(() => staysOf(marks, endMs), [marks, endMs]);
  const everybody = [...new Set(stays.map((stay) => stay.slot))];
  const slots = everybody.slice(0, MOST_STRIPS);
  return (
    <div class="timeline-strips" aria-hidden="true">
      {slots.map((slot) => (
        <div key={slot} class="timeline-strip">
          {stays.map((stay) =>
            stay.slot === slot ? (
              <span
                key={stay.fromMs}
                class={stay.away ? "away" : ""}
                style={{ ...stretchStyle(stay.fromMs, stay.untilMs, endMs), background: colourOf(slot) }}
              />
            ) : null,
          )}
        </div>
      ))}
      {everybody.length > slots.length ? <span class="timeline-more">{t("replay.morePeople", { count: everybody.length - slots.length })}</span> : null}
    </div>
  );
}

const share = (ms: number, endMs: number) => (endMs > 0 ? Math.min(1, Math.max(0, ms / endMs)) : 0);
const percent = (ms: number, endMs: number) => `${(share(ms, endMs) * 100).toFixed(3)}%`;

const stretchStyle = (fromMs: number, untilMs: number, endMs: number) => ({
  insetInlineStart: percent(fromMs, endMs),
  inlineSize: percent(untilMs - fromMs, endMs),
});

function msAt(track: HTMLElement, clientX: number, endMs: number): number {
  const box = track.getBoundingClientRect();
  const along = Math.min(1, Math.max(0, (clientX - box.left) / Math.max(1, box.width)));
  return along * endMs;
}

function useWidth(ref: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(800);
  useEffect(() => {
    if (!ref.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** The time under a mouse that rests on the bar. */
function useHover(ref: { readonly current: HTMLElement | null }, endMs: number) {
  const [ms, setMs] = useState<number | null>(null);
  const handlers = {
    onPointerMove(event: PointerEvent) {
      if (event.pointerType === "mouse" && ref.current) setMs(msAt(ref.current, event.clientX, endMs));
    },
    onPointerLeave: () => setMs(null),
  };
  return { ms, handlers };
}
