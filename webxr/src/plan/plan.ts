/**
 * plan: a session without a third dimension. The same log as a drawing seen from above, a list of the people with
 * where they are in words, and a list of the places with the way there. DOM only, no three underneath; the 3D view is one way of
 * looking, this is the other, and it has to be enough on its own.
 *
 * The page mounts what it needs (`figure`, `people`, `places`), calls `draw` as often as the drawing should move and
 * `say` as often as the words should change; about twelve times and once a second are enough. Live and replay
 * differ only in the time they ask for. Lists are changed in place, and only where a word changed, so that a
 * screen reader keeps its position.
 *
 * Why not the rendered scene with labels: a canvas says nothing to a screen reader, and a list of divs on top of a
 * moving camera says it in an order that nobody understands.
 */
import { headingOf } from "../motion/heading";
import { t } from "../text/index";
import { planBox, type Box } from "./box";
import { cm, createFigure, type Sign } from "./figure";
import { createPeopleList, createPlacesList } from "./lists";
import { nearestTo, type Standing, type Touchpoint } from "./words";

export interface PlanScene {
  readonly name: string;
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly touchpoints: readonly Touchpoint[];
  /** Where people come in. */
  readonly spawns?: readonly { readonly position: readonly number[] }[];
}

export interface PlanPerson {
  readonly slot: number;
  /** What to call them; for someone who was not recorded, words that say so. */
  readonly name: string;
  readonly colour: string;
  readonly away: boolean;
  /** `none`: takes part without a body, and is nowhere unless poses say otherwise. `refused`: not recorded, listed and never drawn. */
  readonly track: "kept" | "none" | "refused";
  /** "Facilitator", "Phone": small words beside the name. */
  readonly notes: readonly string[];
}

/** Where people are at a time: a timeline. 0 is "nothing known". */
export interface Poses {
  poseAt(slot: number, ms: number, out: Float32Array): number;
}

export interface PlanOptions {
  scene: PlanScene;
  poses: Poses;
  /** Who is in the session now, in the order of the list. */
  people(): readonly PlanPerson[];
  /** Where the reader is, for "4 m ahead"; null when they are nowhere in particular. */
  viewer?: () => Standing | null;
  onGo?: (x: number, z: number, touchpoint?: Touchpoint) => void;
  /** Makes people's dots and a button beside their names follow them. */
  onPerson?: (slot: number) => void;
  trailMs?: number;
}

export interface Plan {
  readonly figure: SVGSVGElement;
  readonly people: HTMLElement;
  readonly places: HTMLElement;
  readonly box: Box;
  picture(url: string | null): void;
  follow(slot: number | null): void;
  /** Moves the drawing to session time `ms`. */
  draw(ms: number): void;
  /** Brings the lists to session time `ms`, in the language of the page. */
  say(ms: number): void;
  dispose(): void;
}

const TRAIL_MS = 10_000;
const TRAIL_STEP_MS = 250;
/** Further than this in one step of a trail is a jump, not a walk. */
const TRAIL_JUMP = 1.5;
const POSE_FLOATS = 21;

export function createPlan(options: PlanOptions): Plan {
  const { scene, poses } = options;
  const box = planBox(scene.min, scene.max, [...scene.touchpoints, ...(scene.spawns ?? [])].map((one) => one.position));
  const figure = createFigure({ box, touchpoints: scene.touchpoints, onGo: options.onGo, onPerson: options.onPerson });
  const peopleList = createPeopleList(scene.touchpoints, options.onPerson);
  const placesList = createPlacesList(scene.touchpoints, options.onGo);
  const pose = new Float32Array(POSE_FLOATS);
  const drawn = new Set<number>();
  let followed: number | null = null;

  /** Where somebody stands at `ms`; false when that is not known. */
  function stand(slot: number, ms: number, out: Standing): boolean {
    if (poses.poseAt(slot, ms, pose) === 0) return false;
    headingOf(pose, heading);
    [out.x, out.z, out.yaw] = [pose[0] ?? 0, pose[2] ?? 0, heading.yaw];
    return true;
  }
  const heading = { yaw: 0, pitch: 0 };

  function trailOf(slot: number, ms: number): string {
    let path = "";
    let [lastX, lastZ] = [NaN, NaN];
    const first = Math.ceil(Math.max(0, ms - (options.trailMs ?? TRAIL_MS)) / TRAIL_STEP_MS) * TRAIL_STEP_MS;
    for (let at = first; at <= ms + TRAIL_STEP_MS; at += TRAIL_STEP_MS) {
      if (poses.poseAt(slot, Math.min(at, ms), pose) === 0) continue;
      const [x, z] = [pose[0] ?? 0, pose[2] ?? 0];
      if (Math.hypot(x - lastX, z - lastZ) < 0.02) continue;
      path += `${Math.hypot(x - lastX, z - lastZ) < TRAIL_JUMP ? "L" : "M"}${cm(x)} ${cm(z)}`;
      [lastX, lastZ] = [x, z];
    }
    return path;
  }

  const sign: Sign = { x: 0, z: 0, yaw: 0, name: "", colour: "", away: false, followed: false, trail: "" };

  return {
    figure: figure.element,
    people: peopleList.element,
    places: placesList.element,
    box,
    picture: (url) => figure.picture(url),
    follow(slot) {
      followed = slot;
    },
    draw(ms) {
      const gone = new Set(drawn);
      for (const person of options.people()) {
        if (person.track === "refused" || !stand(person.slot, ms, sign)) continue;
        [sign.name, sign.colour, sign.away] = [person.name, person.colour, person.away];
        sign.followed = person.slot === followed;
        sign.trail = trailOf(person.slot, ms);
        figure.place(person.slot, sign);
        drawn.add(person.slot);
        gone.delete(person.slot);
      }
      for (const slot of gone) {
        figure.remove(slot);
        drawn.delete(slot);
      }
      figure.viewer(options.viewer?.() ?? null);
    },
    say(ms) {
      const people = options.people();
      const standings = new Map<number, Standing>();
      for (const person of people) {
        const at = { x: 0, z: 0, yaw: 0 };
        if (person.track !== "refused" && stand(person.slot, ms, at)) standings.set(person.slot, at);
      }
      figure.label(t("plan.picture", { scene: scene.name }));
      peopleList.show(people, standings, followed);
      placesList.show(namesByPlace(people, standings, scene.touchpoints), options.viewer?.() ?? null);
    },
    dispose() {
      figure.element.remove();
      peopleList.element.remove();
      placesList.element.remove();
    },
  };
}

/** How near one has to be to count as being at a place. */
const AT_PLACE = 2;

function namesByPlace(
  people: readonly PlanPerson[],
  standings: ReadonlyMap<number, Standing>,
  touchpoints: readonly Touchpoint[],
): Map<Touchpoint, string[]> {
  const names = new Map<Touchpoint, string[]>();
  for (const person of people) {
    const at = standings.get(person.slot);
    if (!at) continue;
    const [nearest, metres] = nearestTo(at.x, at.z, touchpoints);
    if (nearest && metres <= AT_PLACE) names.set(nearest, [...(names.get(nearest) ?? []), person.name]);
  }
  return names;
}
