/** One scene: as it is, its plan, and its versions. Each is a tab with an address of its own; the form of the space that is looked at stays. */
import { useEffect, useMemo } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../../text/index";
import { Dialog } from "../../dialog";
import { useLoaded, WhenLoaded } from "../../loaded";
import { ArrivingHeading } from "../../page";
import { panelOf, TabList } from "../../tablist";
import { variantOf, type Doors, type Scene, type Variant } from "../doors";
import { OpenSession } from "../open-session";
import { pathOfScene, type SceneTab, type Wayfinder } from "../place";
import { VariantChoice } from "../variant-choice";
import { PlanTab } from "./plan-tab";
import { SceneTabPanel } from "./scene-tab";
import { Versions } from "./versions";

interface ScenePageProps {
  readonly doors: Doors;
  readonly way: Wayfinder;
  readonly id: string;
  readonly tab: SceneTab;
}

export function ScenePage({ doors, way, id, tab }: ScenePageProps) {
  const scene = useLoaded(() => doors.scene(id), id);
  return (
    <WhenLoaded source={scene}>
      {(value) => <Whole doors={doors} way={way} tab={tab} scene={value} onChange={scene.look} />}
    </WhenLoaded>
  );
}

/** What the tabs get: the scene, the form of it that is looked at, and a way to say that something is different now. */
export interface TabProps {
  readonly doors: Doors;
  readonly scene: Scene;
  readonly variant: Variant;
  readonly onChange: () => void;
}

interface WholeProps extends Pick<ScenePageProps, "doors" | "way" | "tab"> {
  readonly scene: Scene;
  readonly onChange: () => void;
}

function Whole({ doors, way, tab, scene, onChange }: WholeProps) {
  const chosen = useSignal("");
  const opening = useSignal(false);
  const leaving = useLeaving(way);
  const variant = variantOf(scene, chosen.value);
  const tabs = useMemo(() => (["scene", "plan", "versions"] as const).filter((one) => one !== "plan" || doors.plan !== null), [doors]);
  const props: TabProps = { doors, scene, variant, onChange };
  return (
    <div class="stack loose">
      <div class="stack tight">
        <p><a href="/staff/scenes">{t("scene.back")}</a></p>
        <div class="row">
          <ArrivingHeading><span dir="auto">{scene.name}</span></ArrivingHeading>
          {scene.sample && <span class="tag">{t("staff.scenes.sample")}</span>}
          <button type="button" class="button push" onClick={() => (opening.value = true)}>{t("scene.walkIn")}</button>
        </div>
        {scene.variants.length > 1 && <VariantChoice scene={scene} chosen={variant.id} onChoose={(id) => leaving.ask(() => (chosen.value = id))} />}
      </div>
      <div class="stack">
        <TabList class="tabs" label={t("scene.tabs", { scene: scene.name })} tabs={tabs.map((one) => ({ id: one, label: t(`scene.tab.${one}`) }))} shown={tab} choose={(to) => way.go(pathOfScene(scene.id, to))} />
        <div {...panelOf(tab)} tabIndex={-1}>
          {tab === "scene" && <SceneTabPanel key={variant.current.id} {...props} onGone={() => way.go("/staff/scenes")} />}
          {tab === "plan" && doors.plan !== null && <PlanTab key={variant.current.id} {...props} plan={doors.plan} onDirty={(dirty) => leaving.hold(dirty)} />}
          {tab === "versions" && <Versions {...props} onChoose={(id) => (chosen.value = id)} />}
        </div>
      </div>
      {opening.value && <OpenSession doors={doors} scene={scene} variant={variant.id} onOpened={(id) => way.go(`/staff/sessions/${id}`)} onClose={() => (opening.value = false)} />}
      {leaving.to.value !== null && <Leave onLeave={() => leaving.leave()} onStay={() => leaving.stay()} />}
    </div>
  );
}

/** While something is edited and not saved, leaving asks first. */
function useLeaving(way: Wayfinder) {
  const to = useSignal<(() => void) | null>(null);
  const dirty = useSignal(false);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => dirty.value && event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => {
      removeEventListener("beforeunload", warn);
      way.guard(null);
    };
  }, [way]);
  const ask = (go: () => void) => {
    if (dirty.value) to.value = go;
    else go();
  };
  return {
    to,
    ask,
    hold(isDirty: boolean) {
      dirty.value = isDirty;
      way.guard(isDirty ? ask : null);
    },
    leave() {
      const go = to.value;
      dirty.value = false;
      way.guard(null);
      to.value = null;
      go?.();
    },
    stay() {
      to.value = null;
    },
  };
}

function Leave({ onLeave, onStay }: { readonly onLeave: () => void; readonly onStay: () => void }) {
  return (
    <Dialog title={t("scene.leave.title")} onClose={onStay}>
      <p>{t("scene.leave.text")}</p>
      <div class="row">
        <button type="button" class="button" onClick={onStay}>{t("scene.leave.stay")}</button>
        <button type="button" class="button quiet danger" onClick={onLeave}>{t("scene.leave.leave")}</button>
      </div>
    </Dialog>
  );
}
