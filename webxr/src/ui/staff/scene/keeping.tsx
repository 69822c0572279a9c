/** What a scene is called, taking it away, and what stands in the way of that. */
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../../text/index";
import { useArrival } from "../../page";
import { problemOf, sayProblem } from "../../problem";
import type { TabProps } from "./page";

interface KeepingProps extends TabProps {
  readonly onGone: () => void;
}

export function Keeping({ doors, scene, variant, onChange, onGone }: KeepingProps) {
  const name = useRef<HTMLInputElement>(null);
  const asker = useRef<HTMLButtonElement>(null);
  const trouble = useSignal<unknown>(null);
  const sure = useSignal(false);
  const renamed = useSignal(false);
  const attempt = async (work: () => Promise<void>) => {
    trouble.value = null;
    renamed.value = false;
    try {
      await work();
    } catch (failure) {
      trouble.value = failure;
    }
  };
  const rename = async () => {
    await doors.renameScene(scene.id, name.current?.value.trim() || scene.name);
    renamed.value = true;
    onChange();
  };
  const remove = async () => {
    sure.value = false;
    await doors.removeScene(scene.id);
    onGone();
  };
  return (
    <section class="stack" aria-labelledby="keeping">
      <h2 id="keeping">{t("scene.keeping")}</h2>
      {trouble.value !== null && <Trouble failure={trouble.value} />}
      <form
        class="rename"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(rename);
        }}
      >
        <div class="field">
          <label for="rename">{t("scene.rename")}</label>
          <input id="rename" ref={name} required maxLength={100} dir="auto" defaultValue={scene.name} />
        </div>
        <button type="submit" class="button quiet">{t("scene.rename.action")}</button>
        <p role="status" class="muted">{renamed.value ? t("scene.rename.done") : ""}</p>
      </form>
      <div class="row">
        <a class="button quiet" href={`/api/scenes/${scene.id}/versions/${variant.current.id}/export`} download>{t("scene.export")}</a>
        <button ref={asker} type="button" class="button quiet danger" aria-expanded={sure.value} onClick={() => (sure.value = !sure.value)}>{t("scene.remove")}</button>
      </div>
      {sure.value && (
        <div class="notice stack tight" role="group" aria-labelledby="sure">
          <p id="sure" ref={useArrival<HTMLParagraphElement>()} tabIndex={-1}>{t("scene.remove.sure", { scene: scene.name })}</p>
          <div class="row">
            <button type="button" class="button danger" onClick={() => void attempt(remove)}>{t("scene.remove.yes")}</button>
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                sure.value = false;
                asker.current?.focus();
              }}
            >
              {t("scene.remove.no")}
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

/** With the sessions that used it, where that is the trouble. */
export function Trouble({ failure }: { readonly failure: unknown }) {
  const sessions = problemOf(failure)?.sessions ?? [];
  return (
    <div class="error" role="alert" ref={useArrival<HTMLDivElement>()} tabIndex={-1}>
      <p>{sayProblem(failure)}</p>
      {sessions.length > 0 && <ul>{sessions.map(({ id, title }) => <li key={id}><a dir="auto" href={`/staff/sessions/${id}`}>{title}</a></li>)}</ul>}
    </div>
  );
}
