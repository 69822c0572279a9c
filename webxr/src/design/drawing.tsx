/** The plan: the scene from above, where one gets to, the ways, the design prompts and the places, which are dragged here. */
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { placeLabels } from "../plan/labels";
import { cm } from "../plan/figure";
import { placeTitle } from "../plan/words";
import type { Finding } from "../space/finding";
import type { Survey } from "../space/survey";
import { t } from "../text/index";
import type { Desk } from "./desk";
import type { Thing } from "./draft";

interface DrawingProps {
  readonly desk: Desk;
  readonly scene: string;
  readonly ground: { readonly value: string | null };
}

const FINE = 0.01;
const COARSE = 0.05;
const TURN = Math.PI / 12;
const SLOP = 4;

export function Drawing({ desk, scene, ground }: DrawingProps) {
  const figure = useRef<SVGSVGElement>(null);
  const { box } = desk;
  const unit = (Math.max(box.maxX - box.minX, box.maxZ - box.minZ) * 100) / 100;
  const { last } = desk.measured.value;
  const frame = { x: cm(box.minX), y: cm(box.minZ), width: cm(box.maxX - box.minX), height: cm(box.maxZ - box.minZ) };
  const { things } = desk.edits.draft.value;
  const pictured = desk.picture.value;
  return (
    <svg ref={figure} class={`design-figure${pictured === null ? "" : " pictured"}`} role="group" aria-label={t("design.plan.label", { scene })} viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}>
      <rect class="plan-ground" {...frame} onClick={() => (desk.chosen.value = null)} />
      {pictured !== null && <image class="design-picture" href={pictured} preserveAspectRatio="none" {...frame} />}
      {last && ground.value !== null && <image class="design-reached" href={ground.value} preserveAspectRatio="none" {...rectOf(last)} />}
      {last && <Ways survey={last} unit={unit} />}
      <g aria-hidden="true">
        {things.filter(({ sort }) => sort === "zone").map((thing) => <Zone key={thing.id} desk={desk} thing={thing} unit={unit} figure={figure} />)}
      </g>
      <Prompts desk={desk} unit={unit} />
      <Names things={things} unit={unit} frame={frame} />
      {things.filter(({ sort }) => sort !== "zone").map((thing) => <Mark key={thing.id} desk={desk} thing={thing} unit={unit} figure={figure} />)}
      <Numbers desk={desk} unit={unit} />
      <Grip desk={desk} unit={unit} />
    </svg>
  );
}

function rectOf({ frame }: Survey) {
  return { x: cm(frame.minX), y: cm(frame.minZ), width: cm(frame.columns * frame.cell), height: cm(frame.rows * frame.cell) };
}

const pathOf = (line: readonly number[]) => {
  let path = "";
  for (let i = 0; i + 1 < line.length; i += 2) path += `${i === 0 ? "M" : "L"}${cm(line[i] ?? 0)} ${cm(line[i + 1] ?? 0)}`;
  return path;
};

function Ways({ survey, unit }: { readonly survey: Survey; readonly unit: number }) {
  return (
    <g aria-hidden="true" class="design-ways" stroke-width={unit * 0.5}>
      {survey.routes.map(({ touchpoint, easy, line }, i) => <path key={`${touchpoint} ${i}`} class={easy ? "easy" : "worse"} d={pathOf(line)} stroke-dasharray={easy ? `${unit * 1.2} ${unit}` : undefined} />)}
    </g>
  );
}

/** Areas, circles and lines of what was found; the numbers come on top of everything. */
function Prompts({ desk, unit }: { readonly desk: Desk; readonly unit: number }) {
  return (
    <g aria-hidden="true">
      {desk.findings.value.map((finding, i) => (
        <g key={`${finding.code} ${i}`} class={`design-found${desk.prompt.value === i + 1 ? " chosen" : ""}`} stroke-width={unit * 0.5}>
          {finding.area && <rect x={cm(finding.area.minX)} y={cm(finding.area.minZ)} width={cm(finding.area.maxX - finding.area.minX)} height={cm(finding.area.maxZ - finding.area.minZ)} />}
          {finding.radius !== undefined && <circle cx={cm(finding.x)} cy={cm(finding.z)} r={cm(finding.radius)} />}
          {finding.line && <path d={pathOf(finding.line)} />}
        </g>
      ))}
    </g>
  );
}

function Numbers({ desk, unit }: { readonly desk: Desk; readonly unit: number }) {
  const places = apart(desk.findings.value, desk.edits.draft.value.things, unit);
  return (
    <g aria-hidden="true">
      {desk.findings.value.map((finding, i) => (
        <g
          key={`${finding.code} ${i}`}
          class={`design-number${desk.prompt.value === i + 1 ? " chosen" : ""}`}
          transform={`translate(${places[i]?.x ?? 0} ${places[i]?.y ?? 0})`}
          onClick={() => (desk.prompt.value = i + 1)}
        >
          <title>{t("design.prompts.mark", { number: i + 1 })}</title>
          <circle r={unit * 2} stroke-width={unit * 0.5} />
          <text font-size={unit * 2.6} text-anchor="middle" dy="0.36em">{i + 1}</text>
        </g>
      ))}
    </g>
  );
}

/** Numbers stand beside the places that they are about, and beside each other. */
function apart(findings: readonly Finding[], things: readonly Thing[], unit: number): { x: number; y: number }[] {
  const taken = things.filter(({ sort }) => sort !== "zone").map(({ x, z }) => ({ x: cm(x), y: cm(z) }));
  return findings.map((finding) => {
    const [x, y] = [cm(finding.x), cm(finding.z)];
    const offsets = [[0, 0], [1, -1], [1, 1], [-1, 1], [-1, -1], [2, 0], [-2, 0], [0, 2], [0, -2]] as const;
    const free = offsets.find(([dx, dy]) => taken.every((other) => Math.hypot(other.x - x - dx * unit * 3, other.y - y - dy * unit * 3) > unit * 3.6)) ?? [1, -1];
    const place = { x: x + free[0] * unit * 3, y: y + free[1] * unit * 3 };
    taken.push(place);
    return place;
  });
}

interface NamesProps {
  readonly things: readonly Thing[];
  readonly unit: number;
  readonly frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

function Names({ things, unit, frame }: NamesProps) {
  const named = things.filter(({ sort }) => sort !== "seat").slice(0, 60).map((thing) => ({ thing, x: cm(thing.x), y: cm(thing.z), text: placeTitle(thing.name) }));
  const size = unit * 2.7;
  const labels = placeLabels(named, size, unit * 2, { left: frame.x, top: frame.y, right: frame.x + frame.width, bottom: frame.y + frame.height });
  return (
    <g aria-hidden="true" class="design-names">
      {named.map(({ thing, x, y, text }, i) => (
        <text key={thing.id} class={thing.sort} x={x + (labels[i]?.x ?? 0)} y={y + (labels[i]?.y ?? 0)} text-anchor={labels[i]?.anchor ?? "middle"} font-size={size} stroke-width={unit * 0.8}>{text}</text>
      ))}
    </g>
  );
}

interface MarkProps {
  readonly desk: Desk;
  readonly thing: Thing;
  readonly unit: number;
  readonly figure: { readonly current: SVGSVGElement | null };
}

function Mark({ desk, thing, unit, figure }: MarkProps) {
  const drag = useDrag(desk, thing, figure);
  const degrees = (-thing.yaw * 180) / Math.PI;
  const seat = thing.sort === "seat";
  return (
    <g aria-hidden="true" class={`design-mark ${thing.sort}${desk.chosen.value === thing.id ? " chosen" : ""}`} transform={`translate(${cm(thing.x)} ${cm(thing.z)}) rotate(${degrees.toFixed(1)})`} stroke-width={unit * 0.45} {...drag}>
      <title>{thing.name}</title>
      <circle class="design-touch" r={unit * (seat ? 1.4 : 3)} />
      <path d={shapeOf(thing.sort, unit)} />
    </g>
  );
}

/** A person who looks up, a diamond, a chair whose open side is where one looks, a ring. */
function shapeOf(sort: Thing["sort"], unit: number): string {
  const u = unit;
  switch (sort) {
    case "spawn":
      return `M${-u * 1.5} 0A${u * 1.5} ${u * 1.5} 0 1 0 ${u * 1.5} 0L0 ${-u * 3}Z`;
    case "seat":
      return `M${-u * 0.8} ${-u * 0.8}H${u * 0.8}V${u * 0.5}H${-u * 0.8}ZM${-u} ${u * 0.9}H${u}`;
    case "link":
      return `M${-u * 1.5} 0A${u * 1.5} ${u * 1.5} 0 1 0 ${u * 1.5} 0A${u * 1.5} ${u * 1.5} 0 1 0 ${-u * 1.5} 0ZM${-u * 0.7} 0H${u * 0.7}M0 ${-u * 0.7}L${u * 0.7} 0L0 ${u * 0.7}`;
    default:
      return `M0 ${-u * 1.9}L${u * 1.9} 0L0 ${u * 1.9}L${-u * 1.9} 0Z`;
  }
}

function Zone({ desk, thing, unit, figure }: MarkProps) {
  const drag = useDrag(desk, thing, figure);
  return (
    <rect
      class={`design-zone${desk.chosen.value === thing.id ? " chosen" : ""}`} x={cm(thing.x - thing.width / 2)} y={cm(thing.z - thing.depth / 2)} width={Math.max(1, cm(thing.width))} height={Math.max(1, cm(thing.depth))}
      stroke-width={unit * 0.45} stroke-dasharray={`${unit} ${unit * 0.7}`} {...drag}
    />
  );
}

let drags = 0;

/** Press, move, let go: chosen by the press, moved by more than a tremble. */
function useDrag(desk: Desk, thing: Thing, figure: MarkProps["figure"]) {
  const held = useSignal<{ readonly x: number; readonly z: number; readonly clientX: number; readonly clientY: number; readonly gesture: string; moving: boolean } | null>(null);
  return {
    onPointerDown(event: PointerEvent) {
      const at = pointOn(figure.current, event);
      if (event.button !== 0 || !at || !(event.currentTarget instanceof Element)) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      desk.chosen.value = thing.id;
      held.value = { x: thing.x - at.x, z: thing.z - at.z, clientX: event.clientX, clientY: event.clientY, gesture: `drag ${++drags}`, moving: false };
    },
    onPointerMove(event: PointerEvent) {
      const from = held.peek();
      const at = pointOn(figure.current, event);
      if (!from || !at) return;
      from.moving ||= Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > SLOP;
      if (from.moving) desk.move(thing.id, at.x + from.x, at.z + from.z, from.gesture);
    },
    onPointerUp() {
      held.value = null;
    },
    onPointerCancel() {
      held.value = null;
    },
  };
}

function pointOn(figure: SVGSVGElement | null, event: MouseEvent): { x: number; z: number } | null {
  const toScreen = figure?.getScreenCTM();
  if (!toScreen) return null;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(toScreen.inverse());
  return { x: point.x / 100, z: point.y / 100 };
}

export const GRIP = "design-grip";

/** The chosen place under the keyboard: a ring that arrows move. */
function Grip({ desk, unit }: { readonly desk: Desk; readonly unit: number }) {
  const thing = desk.thing.value;
  if (!thing) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.shiftKey ? FINE : COARSE;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => desk.nudge(thing.id, -by, 0), ArrowRight: () => desk.nudge(thing.id, by, 0),
      ArrowUp: () => desk.nudge(thing.id, 0, -by), ArrowDown: () => desk.nudge(thing.id, 0, by),
      q: () => desk.turn(thing.id, TURN), e: () => desk.turn(thing.id, -TURN),
      Delete: () => desk.remove(thing.id), Escape: () => document.getElementById(rowOf(thing.id))?.focus(),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <g id={GRIP} class="design-grip" tabindex={0} role="button" aria-label={t("design.said.at", { name: thing.name, x: thing.x, z: thing.z })} aria-describedby="design-grip-hint" transform={`translate(${cm(thing.x)} ${cm(thing.z)})`} onKeyDown={onKeyDown}>
      <circle r={unit * 3.4} stroke-width={unit * 0.6} />
    </g>
  );
}

export const rowOf = (id: number) => `design-row-${id}`;
