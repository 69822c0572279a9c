/** The six characters, large. Takes lower case, spaces and a pasted link; never judges while somebody still types. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../text/index";
import { CODE_LENGTH, codeFrom } from "./code";

interface CodeFieldProps {
  /** What was typed before, to be put right. */
  readonly typed?: string;
  /** Why the last code did not work. */
  readonly trouble?: string | null;
  readonly busy?: boolean;
  readonly onCode: (code: string) => void;
}

export function CodeField({ typed = "", trouble = null, busy = false, onCode }: CodeFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const short = useSignal<number | null>(null);
  useEffect(() => {
    if (trouble !== null) input.current?.focus();
  }, [trouble]);

  const submit = (event: Event) => {
    event.preventDefault();
    const code = codeFrom(input.current?.value ?? "");
    short.value = code.length === CODE_LENGTH ? null : code.length;
    if (short.value === null) onCode(code);
    else input.current?.focus();
  };
  const said = short.value === null ? trouble : t("home.code.length", { count: short.value });
  return (
    <form class="code-form" noValidate onSubmit={submit}>
      <div class="field">
        <label for="code">{t("home.code.label")}</label>
        <p class="hint" id="code-hint">{t("home.code.hint")}</p>
        {said !== null && <p class="error" id="code-error" role="alert">{said}</p>}
        <div class="code-row">
          <input
            id="code"
            ref={input}
            class="code-input"
            type="text"
            dir="ltr"
            defaultValue={typed}
            autocomplete="off"
            autocapitalize="characters"
            autocorrect="off"
            spellcheck={false}
            enterkeyhint="go"
            placeholder="ABC 234"
            aria-invalid={said !== null}
            aria-describedby={said === null ? "code-hint" : "code-error code-hint"}
            onPaste={(event) => replaceByCode(event, input.current)}
          />
          <button class="button large" type="submit" aria-disabled={busy}>{t("home.code.go")}</button>
        </div>
      </div>
    </form>
  );
}

// A pasted link shows as its code, so that the reader sees what was understood.
function replaceByCode(event: ClipboardEvent, input: HTMLInputElement | null) {
  const pasted = event.clipboardData?.getData("text") ?? "";
  if (input === null || !pasted.includes("#")) return;
  event.preventDefault();
  input.value = codeFrom(pasted);
}
