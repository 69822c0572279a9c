/** The places as an ordinary list, one of them open to be edited: all that the drawing can do, for keyboards and screen readers. */
import { useEffect, useRef } from "preact/hooks";
import { placeTitle } from "../plan/words";
import { t } from "../text/index";
import { KINDS, SORTS, turnedTo, type Sort, type Thing } from "./draft";
import { GRIP, rowOf } from "./drawing";
import type { Desk } from "./desk";
import { Field, NumberField, TextField } from "./fields";

export function Places({ desk }: { readonly desk: Desk }) {
  return (
    <section class="stack design-places" aria-labelledby="design-places">
      <h2 id="design-places">{t("design.places")}</h2>
      {SORTS.map((sort) => <Group key={sort} desk={desk} sort={sort} />)}
    </section>
  );
}

function Group({ desk, sort }: { readonly desk: Desk; readonly sort: Sort }) {
  const things = desk.edits.draft.value.things.filter((thing) => thing.sort === sort);
  return (
    <div class="design-group">
      <div class="design-group-head">
        <h3><Sign sort={sort} /> {t(`design.sort.${sort}`)} <span class="design-count">{things.length}</span></h3>
        <button type="button" class="link" aria-label={`${t("design.add")}: ${t(`design.one.${sort}`)}`} onClick={() => desk.add(sort)}>{t("design.add")}</button>
      </div>
      {things.length === 0 ? <p class="hint">{t(`design.none.${sort}`)}</p> : (
        <ul class={`design-rows${sort === "seat" && things.length > 8 ? " many" : ""}`}>
          {things.map((thing) => <Row key={thing.id} desk={desk} thing={thing} />)}
        </ul>
      )}
    </div>
  );
}

/** The same shape as on the plan. */
function Sign({ sort }: { readonly sort: Sort }) {
  return <span class={`design-sign ${sort}`} aria-hidden="true" />;
}

function Row({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const open = desk.chosen.value === thing.id;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) button.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  const notes = [thing.kind === "" ? "" : t(`design.kind.${thing.kind}`), thing.party].filter((note) => note !== "");
  return (
    <li class={open ? "open" : ""}>
      <button ref={button} id={rowOf(thing.id)} type="button" class="design-row" aria-expanded={open} onClick={() => (desk.chosen.value = open ? null : thing.id)}>
        <span class="design-row-name" dir="auto">{thing.name.trim() === "" ? t("design.unnamed") : placeTitle(thing.name)}</span>
        <span class="design-row-notes">
          {notes.map((note) => <span key={note}>{note}</span>)}
          {thing.node !== "" && <em>{t("design.fromFile")}</em>}
        </span>
      </button>
      {open && <Form desk={desk} thing={thing} />}
    </li>
  );
}

function Form({ desk, thing }: { readonly desk: Desk; readonly thing: Thing }) {
  const { id, sort } = thing;
  const set = (change: Parameters<Desk["change"]>[1]) => desk.change(id, change, `type ${id} ${Object.keys(change).join()}`);
  return (
    <div class="design-form">
      <TextField label={t("design.field.name")} value={thing.name} change={(name) => set({ name })} />
      {sort === "touchpoint" && <KindField thing={thing} change={(kind) => set({ kind })} />}
      {sort === "link" && <TextField label={t("design.field.address")} value={thing.address} change={(address) => set({ address })} />}
      <div class="design-numbers">
        <NumberField label={t("design.field.x")} value={thing.x} step={0.05} change={(x) => set({ x })} />
        <NumberField label={t("design.field.z")} value={thing.z} step={0.05} change={(z) => set({ z })} />
        <NumberField label={t("design.field.y")} value={thing.y} step={0.05} change={(y) => set({ y })} />
        {sort === "zone" ? <Size thing={thing} set={set} /> : sort !== "link" && <Facing thing={thing} set={set} />}
      </div>
      {(sort === "touchpoint" || sort === "spawn") && <TextField label={t("design.field.party")} hint={t("design.field.party.hint")} value={thing.party} change={(party) => set({ party })} />}
      <p class="row">
        <button type="button" class="button quiet" onClick={() => focusGrip()}>{t("design.move")}</button>
        <button type="button" class="button quiet danger" onClick={() => remove(desk, thing)}>{t("design.remove")}</button>
      </p>
    </div>
  );
}

type Setter = (change: Parameters<Desk["change"]>[1]) => void;

function Size({ thing, set }: { readonly thing: Thing; readonly set: Setter }) {
  return (
    <>
      <NumberField label={t("design.field.width")} value={thing.width} step={0.1} least={0} change={(width) => set({ width })} />
      <NumberField label={t("design.field.depth")} value={thing.depth} step={0.1} least={0} change={(depth) => set({ depth })} />
      <NumberField label={t("design.field.height")} value={thing.height} step={0.1} least={0} change={(height) => set({ height })} />
    </>
  );
}

function Facing({ thing, set }: { readonly thing: Thing; readonly set: Setter }) {
  const degrees = Math.round((thing.yaw * 180) / Math.PI) + 0;
  return <NumberField label={t("design.field.yaw")} hint={t("design.field.yaw.hint")} value={degrees} step={15} digits={0} change={(to) => set({ yaw: turnedTo((to * Math.PI) / 180) })} />;
}

function KindField({ thing, change }: { readonly thing: Thing; readonly change: (kind: string) => void }) {
  return (
    <Field label={t("design.field.kind")}>
      {(id) => (
        <select id={id} value={thing.kind} onChange={(event) => change(event.currentTarget.value)}>
          {KINDS.map((kind) => <option key={kind} value={kind}>{t(`design.kind.${kind}`)}</option>)}
        </select>
      )}
    </Field>
  );
}

function focusGrip(): void {
  document.getElementById(GRIP)?.focus();
}

/** Reading goes on at the next one, or at the head of the list. */
function remove(desk: Desk, thing: Thing): void {
  const { things } = desk.edits.draft.peek();
  const same = things.filter(({ sort }) => sort === thing.sort);
  const at = same.indexOf(thing);
  const next = same[at + 1] ?? same[at - 1];
  desk.remove(thing.id);
  document.getElementById(next ? rowOf(next.id) : "design-undo")?.focus();
}
