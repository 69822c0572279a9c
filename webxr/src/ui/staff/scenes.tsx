/** The scenes one can rehearse in: what each is, whether it fits a headset, and the way to add another or to open a session. */
import { useEffect, useMemo, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../text/index";
import { sayDay } from "../amounts";
import { Dialog } from "../dialog";
import { useLoaded, WhenLoaded } from "../loaded";
import { ArrivingHeading } from "../page";
import { sayProblem } from "../problem";
import { shownOf, type Doors, type Scene } from "./doors";
import { createPictures } from "./pictures";
import { SceneCard } from "./scene-card";
import { createUploading } from "./uploading";
import { DropZone, UploadCard } from "./upload-card";

/** The sample appears some seconds after the very first start, and colleagues add scenes too. */
const EVERY_MS = 3000;

interface ScenesProps {
  readonly doors: Doors;
  readonly onOpened: (session: string) => void;
}

export function Scenes({ doors, onOpened }: ScenesProps) {
  const scenes = useLoaded(doors.scenes, "scenes", EVERY_MS);
  const uploading = useMemo(() => createUploading(doors, () => performance.now()), [doors]);
  const opening = useSignal<Scene | null>(null);
  const added = useSignal("");
  const picker = useRef<HTMLInputElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const pictures = useMemo(() => createPictures(doors), [doors]);
  const known = scenes.now.kind === "ready" ? scenes.now.value : null;
  useEffect(() => {
    if (known !== null) void pictures.make(known.map(shownOf));
  }, [known, pictures]);
  useEffect(() => () => pictures.stop(), [pictures]);
  useEffect(() => () => uploading.cancel(), [uploading]);

  const cancel = () => {
    uploading.cancel();
    add.current?.focus(); // the card with its buttons goes
  };
  const send = async (name: string) => {
    const scene = await uploading.send(name);
    if (scene === null) return;
    added.value = scene.id;
    scenes.look();
  };
  return (
    <div class="stack loose">
      <div class="row">
        <ArrivingHeading>{t("staff.title.scenes")}</ArrivingHeading>
        <button ref={add} type="button" class="button push" onClick={() => picker.current?.click()}>{t("staff.scenes.add")}</button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".glb,model/gltf-binary"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file !== undefined) uploading.choose(file);
          }}
        />
      </div>
      <DropZone onFile={uploading.choose} />
      <UploadCard upload={uploading.upload.value} onSend={(name) => void send(name)} onCancel={cancel} onOther={() => picker.current?.click()} />
      <WhenLoaded source={scenes}>
        {(list) =>
          list.length === 0 ? (
            <p class="lead">{t("staff.scenes.none")}</p>
          ) : (
            <ul class="scenes">
              {list.map((scene) => (
                <SceneCard
                  key={scene.id}
                  scene={scene}
                  picture={pictures.of(shownOf(scene))}
                  fresh={scene.id === added.value}
                  onOpen={() => {
                    opening.value = scene;
                  }}
                />
              ))}
            </ul>
          )
        }
      </WhenLoaded>
      {opening.value !== null && (
        <OpenSession
          doors={doors}
          scene={opening.value}
          onOpened={onOpened}
          onClose={() => {
            opening.value = null;
          }}
        />
      )}
    </div>
  );
}

interface OpenSessionProps {
  readonly doors: Doors;
  readonly scene: Scene;
  readonly onOpened: (session: string) => void;
  readonly onClose: () => void;
}

function OpenSession({ doors, scene, onOpened, onClose }: OpenSessionProps) {
  const title = useRef<HTMLInputElement>(null);
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const open = async () => {
    if (busy.value) return;
    busy.value = true;
    try {
      const session = await doors.open(scene.id, title.current?.value.trim() ?? "");
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
        <div class="row">
          <button type="submit" class="button" aria-disabled={busy.value}>{t("staff.open.action")}</button>
          <button type="button" class="button quiet" onClick={onClose}>{t("common.cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
}
