/** One scene in the list: its picture, whether it fits a headset and why not, and the way to all that there is to know. */
import { listed, t } from "../../text/index";
import { sayWhen } from "../amounts";
import { reasons, weigh, weighedOf, worst } from "./budget";
import { shownOf, type Scene } from "./doors";
import { loud } from "./findings";
import { FitTag } from "./meter";
import { ScenePicture } from "./picture";

interface SceneCardProps {
  readonly scene: Scene;
  readonly picture: string;
  readonly onOpen: () => void;
}

export function SceneCard({ scene, picture, onOpen }: SceneCardProps) {
  const shown = shownOf(scene);
  const weights = weigh(weighedOf(shown));
  const due = reasons(weights).map(({ measure }) => t(`scene.measure.${measure}`).toLocaleLowerCase());
  const found = loud(shown.problems).length;
  return (
    <li class="card scene" aria-labelledby={`scene-${scene.id}`}>
      <ScenePicture src={picture} />
      <div class="stack scene-words">
        <h2 id={`scene-${scene.id}`} dir="auto"><a class="scene-link" href={`/staff/scenes/${scene.id}`}>{scene.name}</a></h2>
        <p class="row">
          <FitTag fit={worst(weights)} />
          {scene.sample && <span class="tag">{t("staff.scenes.sample")}</span>}
          {scene.variants.length > 1 && <span class="tag">{t("scene.variants.count", { count: scene.variants.length })}</span>}
        </p>
        {due.length > 0 && <p class="small">{t("scene.fit.due", { measures: listed(due) })}</p>}
        {found > 0 && <p class="small">{t("scene.found.count", { count: found })}</p>}
        <p class="hint">{scene.sample ? t("staff.scenes.ships") : t("staff.scenes.added", { name: scene.addedBy, when: sayWhen(scene.addedAt) })}</p>
        <p class="scene-action">
          <button type="button" class="button" onClick={onOpen} aria-label={t("staff.scenes.openOn", { scene: scene.name })}>{t("staff.scenes.open")}</button>
        </p>
      </div>
    </li>
  );
}
