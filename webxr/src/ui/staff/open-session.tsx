/** Opening a session on a scene: what it is called, and in which form of the space. */
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../text/index";
import { sayDay } from "../amounts";
import { Dialog } from "../dialog";
import { sayProblem } from "../problem";
import { variantOf, type Doors, type Scene } from "./doors";
import { VariantChoice } from "./variant-choice";

interface OpenSessionProps {
  readonly doors: Pick<Doors, "open">;
  readonly scene: Scene;
  /** Which variant is offered first. */
  readonly variant?: string;
  readonly onOpened: (session: string) => void;
  readonly onClose: () => void;
}

export function OpenSession({ doors, scene, variant = "", onOpened, onClose }: OpenSessionProps) {
  const title = useRef<HTMLInputElement>(null);
  const chosen = useSignal(variantOf(scene, variant).id);
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const open = async () => {
    if (busy.value) return;
    busy.value = true;
    try {
      const session = await doors.open(scene.id, chosen.value, title.current?.value.trim() ?? "");
      onOpened(session.id);
    } catch (failure) {
      trouble.value = sayProblem(failure);
      busy.value = false;
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void open();
  };
  return (
    <Dialog title={t("staff.open.title", { scene: scene.name })} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <div class="field">
          <label for="session-title">{t("staff.open.name")}</label>
          <p class="hint" id="session-title-hint">{t("staff.open.hint")}</p>
          {trouble.value !== null && <p class="error" role="alert">{trouble.value}</p>}
          <input id="session-title" ref={title} required maxLength={100} dir="auto" defaultValue={`${scene.name}, ${sayDay(new Date())}`.slice(0, 100)} aria-describedby="session-title-hint" />
        </div>
        {scene.variants.length > 1 && <VariantChoice scene={scene} chosen={chosen.value} onChoose={(id) => (chosen.value = id)} />}
        <div class="row">
          <button type="submit" class="button" aria-disabled={busy.value}>{t("staff.open.action")}</button>
          <button type="button" class="button quiet" onClick={onClose}>{t("common.cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
}
