/** The keys, and the two choices about them: single letters on or off, events read out or not. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../text/index";
import { BINDINGS, FLY_KEYS, type Binding } from "./keys";
import type { Choices } from "./choices";
import type { Viewing } from "./viewing";

export function KeysDialog({ viewing, choices }: { readonly viewing: Viewing; readonly choices: Choices }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = viewing.keysShown.value;
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog ref={dialog} class="keys-dialog" aria-labelledby="keys-title" onClose={() => (viewing.keysShown.value = false)}>
      <div class="row">
        <h2 id="keys-title">{t("replay.shortcutsTitle")}</h2>
        <button type="button" class="button quiet push" onClick={() => dialog.current?.close()}>{t("replay.close")}</button>
      </div>
      <Choice
        checked={choices.singleKeys.value}
        says={t("replay.singleKeys")}
        hint={t("replay.singleKeysHint")}
        choose={(on) => choices.setSingleKeys(on)}
      />
      <Choice checked={choices.readOut.value} says={t("replay.readOut")} hint={t("replay.readOutHint")} choose={(on) => choices.setReadOut(on)} />
      <dl class="keys-list">
        {BINDINGS.map((binding) => (
          <Row key={binding.says} caps={capsOf(binding)} says={t(binding.says)} />
        ))}
        <Row caps={FLY_KEYS.map((key) => key.toUpperCase())} says={t("replay.keys.fly")} joined />
      </dl>
    </dialog>
  );
}

function Row({ caps, says, joined }: { readonly caps: readonly string[]; readonly says: string; readonly joined?: boolean }) {
  return (
    <div>
      <dt>
        {caps.map((cap, at) => (
          <span key={cap}>
            {at > 0 && joined !== true ? ` ${t("replay.or")} ` : " "}
            <kbd>{cap}</kbd>
          </span>
        ))}
      </dt>
      <dd>{says}</dd>
    </div>
  );
}

interface ChoiceProps {
  readonly checked: boolean;
  readonly says: string;
  readonly hint: string;
  readonly choose: (on: boolean) => void;
}

function Choice({ checked, says, hint, choose }: ChoiceProps) {
  return (
    <label class="keys-choice">
      <input type="checkbox" checked={checked} onChange={(event) => choose(event.currentTarget.checked)} />
      <span>
        <b>{says}</b>
        <span class="hint">{hint}</span>
      </span>
    </label>
  );
}

const CAPS: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→" };

function capsOf(binding: Binding): string[] {
  const named: Record<string, string> = { " ": t("replay.key.space"), Home: t("replay.key.home"), End: t("replay.key.end") };
  const caps = binding.keys.map((key) => CAPS[key] ?? named[key] ?? key.toUpperCase());
  return binding.shift === true ? caps.map((cap) => `${t("replay.key.shift")} ${cap}`) : caps;
}
