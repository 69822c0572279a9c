/** Things one types: each edit counts as it is typed, and what is no number is said and changes nothing. */
import { useId } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../text/index";

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string, described: string | undefined) => ComponentChildren;
}

export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id, hint === undefined ? undefined : `${id}-hint`)}
      {hint !== undefined && <span class="hint" id={`${id}-hint`}>{hint}</span>}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

const LONGEST = 200;

export function TextField({ label, hint, value, change }: TextFieldProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id, described) => <input id={id} type="text" dir="auto" maxLength={LONGEST} value={value} aria-describedby={described} onInput={(event) => change(event.currentTarget.value)} />}
    </Field>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly step: number;
  readonly digits?: number;
  readonly least?: number;
  readonly change: (value: number) => void;
}

/** Up and down arrows change it by a step; a comma is as good as a point. */
export function NumberField({ label, hint, value, step, digits = 2, least = -10_000, change }: NumberFieldProps) {
  const typed = useSignal<string | null>(null);
  const bad = typed.value !== null && Number.isNaN(parse(typed.value, least));
  const take = (text: string) => {
    typed.value = text;
    const number = parse(text, least);
    if (!Number.isNaN(number)) change(number);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    typed.value = null;
    change(Math.max(least, value + way * (event.shiftKey ? step / 5 : step)));
  };
  return (
    <Field label={label} {...(bad ? { hint: t("design.field.bad") } : hint === undefined ? {} : { hint })}>
      {(id, described) => (
        <input
          id={id} type="text" inputMode="decimal" dir="ltr" value={typed.value ?? value.toFixed(digits)} aria-invalid={bad} aria-describedby={described}
          onInput={(event) => take(event.currentTarget.value)} onKeyDown={onKeyDown} onBlur={() => (typed.value = null)}
        />
      )}
    </Field>
  );
}

function parse(text: string, least: number): number {
  const plain = text.trim().replace("−", "-").replace(",", ".");
  const number = plain === "" ? NaN : Number(plain);
  return Number.isFinite(number) && number >= least && number <= 10_000 ? number : NaN;
}
