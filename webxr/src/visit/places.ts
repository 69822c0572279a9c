// Going somewhere by its name: the plan beside the view, with its places, and the way to a person.
import { POSE_FLOATS } from "../motion/pose";
import { createPlan } from "../plan/plan";
import { plainName } from "../plan/words";
import { t } from "../text/index";
import type { PanelName } from "../ui/visit/visiting";
import { pictureUnder } from "../world/overhead";
import type { Inner } from "./inner";
import { linesOf } from "./lines";

const PLAN_MS = 250;

/** The plan beside the view: drawn while it is open. */
export function createPlanParts(inner: Inner, hint: (text: string) => void, panel: { readonly value: PanelName | null }): Element[] {
  const { seat, log, view, clock } = inner;
  const own = new Float32Array(POSE_FLOATS);
  const viewer = () => view.now?.moving.body ?? null;
  const plan = createPlan({
    scene: seat.scene,
    poses: {
      poseAt(slot, ms, out) {
        if (slot !== seat.slot) {
          return inner.timeline.poseAt(slot, ms, out);
        }
        own.set(view.now?.moving.head ?? [0, 0, 0, 0, 0, 0, 0]);
        out.set(own);
        return view.now ? 1 : 0;
      },
    },
    people: () =>
      linesOf(log.participants(), seat.slot).map((person) => ({
        slot: person.slot, name: person.name, colour: person.colour, away: person.away, track: "kept",
        notes: person.self ? [t("visit.self")] : [],
      })),
    viewer,
    onGo(x, z, touchpoint) {
      if (!view.now) {
        return; // there is nobody to go: the buttons are hidden, and the drawing is for looking
      }
      const y = touchpoint?.position[1] ?? view.now.moving.body.y;
      const went = view.now.goNear(x, y, z);
      hint(went ? t("visit.went", { name: touchpoint ? plainName(touchpoint.name) : t("plan.title") }) : t("visit.cannotGo"));
    },
  });
  plan.say(0);
  let pictured = false;
  setInterval(() => {
    if (panel.value === "places" && view.now && !pictured) {
      pictured = true;
      const { stage, model, moving } = view.now;
      void pictureUnder(plan, stage, model, moving.body.x, moving.body.y + 0.5, moving.body.z);
    }
    plan.places.classList.toggle("visit-no-going", view.now === null);
    const ms = view.now?.others.shownMs ?? clock.now();
    if (panel.value === "places" && !Number.isNaN(ms)) {
      plan.draw(ms);
      plan.say(ms);
    }
  }, PLAN_MS);
  return [plan.figure, plan.places, plan.people];
}

export function goToPerson({ view, log }: Inner, slot: number, hint: (text: string) => void): void {
  const pose = new Float32Array(POSE_FLOATS);
  const known = view.now?.others.where(slot, pose) ?? false;
  const [x = 0, y = 0, z = 0] = pose;
  const under = view.now?.model.floor.below(x, y, z) ?? NaN;
  const went = known && (view.now?.goNear(x, Number.isNaN(under) ? y : under, z) ?? false);
  const name = log.participants().find((person) => person.slot === slot)?.name ?? "";
  hint(went ? t("visit.went", { name }) : t("visit.cannotGo"));
}
