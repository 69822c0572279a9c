/** What people walk on, what they do not see, and how large the scene is. */
import { useSignal } from "@preact/signals";
import type { components } from "../net/api.gen";
import { t } from "../text/index";
import type { Desk } from "./desk";

type Version = components["schemas"]["Version"];

/** More rows than this are not read by anybody. */
const MOST_ROWS = 12;

export function Surfaces({ desk }: { readonly desk: Desk }) {
  const draft = desk.edits.draft.value;
  return (
    <section class="stack" aria-labelledby="design-surfaces">
      <h2 id="design-surfaces">{t("design.surfaces")}</h2>
      {draft.floor.length === 0 && <p class="hint">{t("design.surfaces.inferred", { height: draft.floorHeight })}</p>}
      <div class="design-columns">
        <Checklist desk={desk} list="floor" chosen={draft.floor} />
        <Checklist desk={desk} list="hidden" chosen={draft.hidden} />
      </div>
    </section>
  );
}

function Checklist({ desk, list, chosen }: { readonly desk: Desk; readonly list: "floor" | "hidden"; readonly chosen: readonly string[] }) {
  const wanted = useSignal("");
  const word = wanted.value.trim().toLowerCase();
  const others = desk.nodes.value.filter((node) => !chosen.includes(node) && (word === "" || node.toLowerCase().includes(word)));
  const shown = [...chosen, ...others.slice(0, Math.max(0, MOST_ROWS - (word === "" ? chosen.length : 0)))];
  const more = others.length + chosen.length - shown.length;
  return (
    <fieldset class="design-checks">
      <legend>{t(`design.surfaces.${list}`)}</legend>
      {desk.nodes.value.length > MOST_ROWS && (
        <input type="search" class="design-find" aria-label={t("design.surfaces.find")} placeholder={t("design.surfaces.find")} value={wanted.value} onInput={(event) => (wanted.value = event.currentTarget.value)} />
      )}
      {shown.map((node) => (
        <label key={node} class="design-check">
          <input type="checkbox" checked={chosen.includes(node)} onChange={(event) => desk.toggle(list, node, event.currentTarget.checked)} />
          <span dir="auto">{node}</span>
        </label>
      ))}
      {word !== "" && others.length === 0 && <p class="hint">{t("design.surfaces.none")}</p>}
      {more > 0 && <p class="hint">{t("design.surfaces.more", { count: more })}</p>}
    </fieldset>
  );
}

const MENDS_SIZE = /^(units-|up-)/;

export function Scale({ version, repair }: { readonly version: Version; readonly repair?: ((codes: readonly string[]) => void) | undefined }) {
  const { min, max } = version.view;
  const side = (axis: number) => Math.round(((max[axis] ?? 0) - (min[axis] ?? 0)) * 100) / 100;
  const codes = version.repairs.map(({ code }) => code).filter((code) => MENDS_SIZE.test(code));
  return (
    <section class="stack" aria-labelledby="design-scale">
      <h2 id="design-scale">{t("design.scale")}</h2>
      <ul class="design-facts">
        <li>{t("design.scale.size", { width: side(0), depth: side(2), height: side(1) })}</li>
        <li>{t("design.scale.units", { units: t(`design.unit.${version.units}`) })}</li>
        <li>{t(`design.scale.up.${version.up}`)}</li>
        <li>{t("design.view.person")}</li>
      </ul>
      {repair && codes.length > 0 && <p><button type="button" class="button quiet" onClick={() => repair(codes)}>{t("design.scale.repair")}</button></p>}
    </section>
  );
}
