/** The scenes one can rehearse in: what each is, whether it fits a headset, and the way to add another or to open a session. */
import { useEffect, useMemo } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../text/index";
import { useLoaded, WhenLoaded } from "../loaded";
import { ArrivingHeading } from "../page";
import { shownOf, type Doors, type Scene } from "./doors";
import { OpenSession } from "./open-session";
import { createPictures } from "./pictures";
import { SceneCard } from "./scene-card";
import { Arrivals } from "./upload/arrivals";

/** The samples appear some seconds after the very first start, and colleagues add scenes too. */
const EVERY_MS = 3000;

interface ScenesProps {
  readonly doors: Doors;
  readonly onOpened: (session: string) => void;
}

export function Scenes({ doors, onOpened }: ScenesProps) {
  const scenes = useLoaded(doors.scenes, "scenes", EVERY_MS);
  const opening = useSignal<Scene | null>(null);
  const pictures = useMemo(() => createPictures(doors), [doors]);
  const known = scenes.now.kind === "ready" ? scenes.now.value : null;
  useEffect(() => {
    if (known !== null) void pictures.make(known.map(shownOf));
  }, [known, pictures]);
  useEffect(() => () => pictures.stop(), [pictures]);
  return (
    <div class="stack loose">
      <ArrivingHeading>{t("staff.title.scenes")}</ArrivingHeading>
      <Arrivals uploads={doors.uploads} onMade={scenes.look} />
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
