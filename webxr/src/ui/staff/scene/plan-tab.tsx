/** The plan of a version, on which its meaning is edited: drawn by another room, in an element of ours. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../../text/index";
import { sayProblem } from "../../problem";
import type { Mounted, SceneDoors } from "../doors";
import type { TabProps } from "./page";

interface PlanTabProps extends TabProps {
  readonly plan: NonNullable<SceneDoors["plan"]>;
  readonly onDirty: (dirty: boolean) => void;
}

export function PlanTab({ doors, scene, variant: { current }, plan, onChange, onDirty }: PlanTabProps) {
  const place = useRef<HTMLDivElement>(null);
  const trouble = useSignal<string | null>(null);
  const ready = useSignal(false);
  useEffect(() => {
    let mounted: Mounted | null = null;
    let gone = false;
    const element = place.current;
    if (element === null) return undefined;
    const save: Parameters<typeof plan>[1]["save"] = async (meaning) => {
      const version = await doors.editMeaning(scene.id, current.id, meaning);
      onDirty(false);
      onChange();
      return version;
    };
    const mount = async () => {
      try {
        const made = await plan(element, { scene, version: current, save, changed: onDirty });
        mounted = made;
        ready.value = true;
        if (gone) made.dispose();
      } catch (failure) {
        trouble.value = sayProblem(failure);
      }
    };
    void mount();
    return () => {
      gone = true;
      mounted?.dispose();
      onDirty(false);
    };
  }, [current.id]);
  return (
    <>
      {trouble.value !== null ? <p class="error" role="alert">{trouble.value}</p> : !ready.value && <p class="muted" role="status">{t("common.loading")}…</p>}
      <div ref={place} />
    </>
  );
}
