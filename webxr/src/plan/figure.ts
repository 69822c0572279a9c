/**
 * The drawing of the plan: an SVG in centimetres on the floor, +x to the right and +z down, so that −z is up as on
 * any plan with the entrance below. Sizes of signs are shares of the whole (`unit`), so a kiosk and a
 * station hall are equally legible.
 *
 * It is a picture for eyes and pointers. What it says is said again by the lists (`plan.ts`), which is where a
 * keyboard and a screen reader find it.
 */
import type { Box } from "./box";
import { placeLabels } from "./labels";
import { placeTitle, type Standing, type Touchpoint } from "./words";

export interface Figure {
  readonly element: SVGSVGElement;
  /** A picture of the scene from above that fills the given box exactly. */
  picture(url: string | null, box?: Box): void;
  /** Where the reader looks from, or null. */
  viewer(at: Standing | null): void;
  place(slot: number, sign: Sign): void;
  remove(slot: number): void;
  label(text: string): void;
}

export interface Sign extends Standing {
  name: string;
  colour: string;
  away: boolean;
  followed: boolean;
  /** SVG path data of where they have just been. */
  trail: string;
}

export interface FigureOptions {
  box: Box;
  touchpoints: readonly Touchpoint[];
  onGo?: ((x: number, z: number, touchpoint?: Touchpoint) => void) | undefined;
  onPerson?: ((slot: number) => void) | undefined;
}

const NS = "http://www.w3.org/2000/svg";
const CM = 100;
export const cm = (metres: number): number => Math.round(metres * CM);

export function createFigure(options: FigureOptions): Figure {
  const { box } = options;
  const unit = (Math.max(box.maxX - box.minX, box.maxZ - box.minZ) * CM) / 100;
  const element = svg("svg", { class: "plan-figure", role: "img", viewBox: viewBoxOf(box) });
  const floor = svg("g", { class: "plan-floor" });
  const trails = svg("g", { class: "plan-trails", "stroke-width": String(unit * 0.9) });
  const viewer = svg("path", { class: "plan-viewer", d: wedge(unit * 13, 0.5), visibility: "hidden" });
  const people = svg("g", { class: "plan-persons" });
  floor.append(svg("rect", { class: "plan-ground", ...rectOf(box) }));
  element.append(floor, viewer, trails, drawPlaces(options, unit), people, scaleBar(box, unit));
  element.addEventListener("click", (event) => goWhereClicked(element, options, event));
  const signs = new Map<number, DrawnSign>();

  return {
    element,
    picture(url, pictured = box) {
      floor.querySelector("image")?.remove();
      if (url !== null) floor.append(svg("image", { href: url, preserveAspectRatio: "none", ...rectOf(pictured) }));
      element.classList.toggle("pictured", url !== null);
    },
    viewer(at) {
      viewer.setAttribute("visibility", at ? "visible" : "hidden");
      if (at) viewer.setAttribute("transform", `translate(${cm(at.x)} ${cm(at.z)}) rotate(${degrees(at.yaw)})`);
    },
    place(slot, sign) {
      let drawn = signs.get(slot);
      if (!drawn) {
        drawn = drawSign(slot, unit, options.onPerson);
        signs.set(slot, drawn);
        people.append(drawn.group);
        trails.append(drawn.trail);
      }
      drawn.show(sign);
      if (sign.followed && people.lastElementChild !== drawn.group) people.append(drawn.group);
    },
    remove(slot) {
      const drawn = signs.get(slot);
      drawn?.group.remove();
      drawn?.trail.remove();
      signs.delete(slot);
    },
    label: (text) => element.setAttribute("aria-label", text),
  };
}

interface DrawnSign {
  readonly group: SVGGElement;
  readonly trail: SVGPathElement;
  show(sign: Sign): void;
}

function drawSign(slot: number, unit: number, onPerson: ((slot: number) => void) | undefined): DrawnSign {
  const group = svg("g", { class: "plan-person" });
  const heading = svg("path", { class: "plan-heading", d: beak(unit * 2.5) });
  const dot = svg("circle", { class: "plan-dot", r: String(unit * 2.4), "stroke-width": String(unit * 0.55) });
  const initial = svg("text", { class: "plan-initial", "font-size": String(unit * 3), "text-anchor": "middle", dy: "0.36em" });
  const name = svg("text", { class: "plan-name", "font-size": String(unit * 3.3), "stroke-width": String(unit * 0.9), x: String(unit * 4), dy: "0.35em" });
  const title = svg("title", {});
  const trail = svg("path", { class: "plan-trail" });
  group.append(title, heading, dot, initial, name);
  if (onPerson) {
    group.classList.add("plan-clickable");
    group.addEventListener("click", (event) => {
      event.stopPropagation();
      onPerson(slot);
    });
  }
  let known = "";
  return {
    group,
    trail,
    show(sign) {
      group.setAttribute("transform", `translate(${cm(sign.x)} ${cm(sign.z)})`);
      heading.setAttribute("transform", `rotate(${degrees(sign.yaw)})`);
      trail.setAttribute("d", sign.trail);
      const looks = `${sign.name}\n${sign.colour}\n${sign.away}\n${sign.followed}`;
      if (looks === known) return;
      known = looks;
      title.textContent = name.textContent = sign.name;
      initial.textContent = initialOf(sign.name);
      for (const part of [heading, dot]) part.setAttribute("fill", sign.colour);
      trail.setAttribute("stroke", sign.colour);
      group.classList.toggle("away", sign.away);
      group.classList.toggle("followed", sign.followed);
    },
  };
}

function drawPlaces(options: FigureOptions, unit: number): SVGGElement {
  const group = svg("g", { class: "plan-places" });
  const { minX, minZ, maxX, maxZ } = options.box;
  const [half, size] = [unit * 1.5, unit * 3];
  const named = options.touchpoints.map(({ name, position }) => ({ x: cm(position[0] ?? 0), y: cm(position[2] ?? 0), text: placeTitle(name) }));
  const labels = placeLabels(named, size, half, { left: cm(minX), top: cm(minZ), right: cm(maxX), bottom: cm(maxZ) });
  options.touchpoints.forEach((touchpoint, at) => {
    const { x, y: z, text } = named[at] ?? { x: 0, y: 0, text: "" };
    const label = labels[at];
    const place = svg("g", { class: "plan-place", transform: `translate(${x} ${z})` });
    const words = svg("text", { "font-size": String(size), "stroke-width": String(unit * 0.8) });
    for (const [name, value] of Object.entries({ x: label?.x ?? 0, y: label?.y ?? 0, "text-anchor": label?.anchor ?? "middle" })) words.setAttribute(name, String(value));
    words.textContent = text;
    place.append(
      svg("path", { d: `M0 ${-half}L${half} 0L0 ${half}L${-half} 0Z`, "stroke-width": String(unit * 0.4) }),
      words,
    );
    if (options.onGo) {
      place.classList.add("plan-clickable");
      place.addEventListener("click", (event) => {
        event.stopPropagation();
        options.onGo?.(touchpoint.position[0] ?? 0, touchpoint.position[2] ?? 0, touchpoint);
      });
    }
    group.append(place);
  });
  return group;
}

/** How long a metre, or ten, is on this plan. */
function scaleBar(box: Box, unit: number): SVGGElement {
  const metres = [1, 2, 5, 10, 20, 50, 100].find((one) => one * CM >= unit * 10) ?? 100;
  const [x, z] = [cm(box.minX) + unit * 3, cm(box.maxZ) - unit * 2.4];
  const group = svg("g", { class: "plan-scale", "stroke-width": String(unit * 0.5) });
  const text = svg("text", { x: String(x + metres * CM + unit * 1.4), y: String(z), "font-size": String(unit * 2.8), "stroke-width": String(unit * 0.8) });
  text.textContent = `${metres} m`;
  group.append(svg("path", { d: `M${x} ${z - unit}V${z}H${x + metres * CM}V${z - unit}` }), text);
  return group;
}

function goWhereClicked(element: SVGSVGElement, options: FigureOptions, event: MouseEvent): void {
  const toScreen = element.getScreenCTM();
  if (!options.onGo || !toScreen) return;
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(toScreen.inverse());
  options.onGo(point.x / CM, point.y / CM);
}

function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string>): SVGElementTagNameMap[K] {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Turning left is counter-clockwise seen from above; SVG counts clockwise. */
const degrees = (yaw: number) => ((-yaw * 180) / Math.PI).toFixed(1);

/** The first character as a person counts characters. */
function initialOf(name: string): string {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next();
  return first.done ? "?" : first.value.segment.toLocaleUpperCase();
}

function viewBoxOf(box: Box): string {
  return `${cm(box.minX)} ${cm(box.minZ)} ${cm(box.maxX - box.minX)} ${cm(box.maxZ - box.minZ)}`;
}

function rectOf(box: Box): Record<string, string> {
  const [x, y] = [cm(box.minX), cm(box.minZ)];
  const [width, height] = [cm(box.maxX - box.minX), cm(box.maxZ - box.minZ)];
  return { x: String(x), y: String(y), width: String(width), height: String(height) };
}

/** A beak on the dot, pointing up: the way somebody faces. */
function beak(r: number): string {
  return `M${-r * 0.85} ${-r * 0.55}L0 ${-r * 1.95}L${r * 0.85} ${-r * 0.55}Z`;
}

/** What a camera at the origin sees, looking up, to a distance. */
function wedge(far: number, half: number): string {
  const [x, y] = [Math.sin(half) * far, -Math.cos(half) * far];
  return `M0 0L${-x} ${y}A${far} ${far} 0 0 1 ${x} ${y}Z`;
}
