/** What can be mended here, each with what it would change; nothing is mended that is not ticked. */
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { listed, t } from "../../../text/index";
import { sayProblem } from "../../problem";
import type { Scene, SceneDoors, Version } from "../doors";
import { sayRepair } from "../scene-words";

/** Names that are listed before the rest are left to be guessed. */
const MOST_NAMES = 4;

interface RepairsProps {
  readonly doors: Pick<SceneDoors, "mend">;
  readonly scene: Scene;
  readonly version: Version;
  readonly onMended: () => void;
}

export function Repairs({ doors, scene, version, onMended }: RepairsProps) {
  const left = useSignal<ReadonlySet<string>>(new Set());
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const chosen = version.repairs.map(({ code }) => code).filter((code) => !left.value.has(code));
  const tick = (code: string, on: boolean) => {
    const now = new Set(left.value);
    if (on) now.delete(code);
    else now.add(code);
    left.value = now;
  };
  const mend = async () => {
    if (busy.value || chosen.length === 0) return;
    busy.value = true;
    trouble.value = null;
    try {
      await doors.mend(scene.id, version.id, chosen);
      onMended();
    } catch (failure) {
      trouble.value = sayProblem(failure);
      button.current?.focus();
    } finally {
      busy.value = false;
    }
  };
  if (version.repairs.length === 0) return null;
  return (
    <form
      class="repairs stack tight"
      aria-labelledby="repairs"
      onSubmit={(event) => {
        event.preventDefault();
        void mend();
      }}
    >
      <h3 id="repairs">{t("scene.repairs")}</h3>
      <p class="muted">{t("scene.repairs.text")}</p>
      {version.repairs.map((repair) => (
        <label key={repair.code} class="tick offer">
          <input type="checkbox" checked={!left.value.has(repair.code)} onChange={(event) => tick(repair.code, event.currentTarget.checked)} />
          <Offer repair={repair} />
        </label>
      ))}
      {trouble.value !== null && <p class="error" role="alert">{trouble.value}</p>}
      <p><button ref={button} type="submit" class="button" aria-disabled={busy.value || chosen.length === 0}>{t(busy.value ? "scene.repairs.busy" : "scene.repairs.mend")}</button></p>
    </form>
  );
}

/** A repair that this page does not know yet is named by its code: it can be chosen all the same. */
function Offer({ repair: { code, count, where } }: { readonly repair: Version["repairs"][number] }) {
  const said = sayRepair(code, count);
  const names = [...new Set(where.filter((name) => name !== ""))].slice(0, MOST_NAMES);
  return (
    <span dir="auto">
      <strong>{said?.what ?? code}</strong>
      {names.length > 0 && <span class="muted small"> {t("scene.found.where", { names: listed(count > names.length ? [...names, "…"] : names) })}</span>}
      {said !== null && <span class="offer-why">{said.why} {said.todo}</span>}
    </span>
  );
}
