/** A link to hand on. Where the browser does not let pages copy (plain HTTP on a LAN), it is selected, ready for the keys. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../text/index";

interface CopyLinkProps {
  readonly link: string;
  readonly label: string;
}

export function CopyLink({ link, label }: CopyLinkProps) {
  const input = useRef<HTMLInputElement>(null);
  const said = useSignal<"common.copied" | "common.copyByKeys" | null>(null);
  useEffect(() => {
    said.value = null;
  }, [link]);
  const copy = async () => {
    input.current?.select();
    const done = await copied(link);
    said.value = done ? "common.copied" : "common.copyByKeys";
  };
  return (
    <div class="copy">
      <input ref={input} class="copy-link" dir="ltr" readOnly value={link} aria-label={label} onFocus={(event) => event.currentTarget.select()} />
      <button type="button" class="button quiet" onClick={() => void copy()}>{t("common.copy")}</button>
      <span role="status">{said.value !== null && t(said.value)}</span>
    </div>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
