/** A version of a scene as its designer looks at it: what it looks like, whether it fits, what was found in it, and what can be done about it. */
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../../text/index";
import { parcelsOf, type Found } from "../../../upload/parcel";
import { weighedOf } from "../budget";
import { loud } from "../findings";
import { Fits, Heaviest, Meter } from "../meter";
import { ScenePicture } from "../picture";
import { createPictures } from "../pictures";
import { Findings } from "../problems";
import { Pickers } from "../upload/adder";
import { UploadCard } from "../upload/upload-card";
import { Keeping } from "./keeping";
import { Lighter } from "./lighter";
import type { TabProps } from "./page";
import { Repairs } from "./repairs";

interface SceneTabProps extends TabProps {
  readonly onGone: () => void;
}

export function SceneTabPanel({ onGone, ...props }: SceneTabProps) {
  const { doors, scene, variant, onChange } = props;
  const version = variant.current;
  const pictures = useMemo(() => createPictures(doors), [doors]);
  useEffect(() => {
    void pictures.make([version]);
    return () => pictures.stop();
  }, [version.id, pictures]);
  const weighed = weighedOf(version);
  return (
    <div class="stack loose">
      <Coming {...props} />
      <div class="look">
        <div class="stack">
          <ScenePicture src={pictures.of(version)} alt={t("scene.picture", { scene: scene.name })} />
          <Heaviest heading="h2" heaviest={version.heaviest} />
        </div>
        <section class="card stack" aria-labelledby="fits">
          <h2 id="fits">{t("scene.fits")}</h2>
          <Fits weighed={weighed} />
          <Meter weighed={weighed} />
        </section>
      </div>
      {version.problems.length > 0 ? (
        <section class="card stack" aria-labelledby="found">
          <h2 id="found">{t("scene.found")}</h2>
          {loud(version.problems).length === 0 && <p>{t("scene.found.nothing")}</p>}
          <Findings problems={version.problems} />
          <Repairs doors={doors} scene={scene} version={version} onMended={onChange} />
        </section>
      ) : (
        <p class="notice good">{t("scene.found.nothing")}</p>
      )}
      <Lighter key={version.id} {...props} />
      <Newer {...props} />
      <Keeping {...props} onGone={onGone} />
    </div>
  );
}

const bringNewer = ({ doors, scene, variant }: TabProps) => (found: readonly Found[] | Error) => {
  const [parcel] = found instanceof Error ? [] : parcelsOf(found);
  if (parcel) doors.uploads.add(parcel, { kind: "version", called: scene.name, scene: scene.id, variant: variant.id, of: variant.current.id, made: "uploaded" });
};

/** Versions of this scene that are on their way, or have just come. */
function Coming(props: TabProps) {
  const { doors: { uploads }, scene, onChange } = props;
  const mine = uploads.items.value.filter(({ purpose }) => purpose.kind === "version" && purpose.scene === scene.id);
  const made = mine.filter(({ stage }) => stage.kind === "done").length;
  useEffect(() => {
    if (made > 0) onChange();
  }, [made]);
  if (mine.length === 0) return null;
  return (
    <div class="stack">
      {mine.map((item) => <UploadCard key={item.id} brief uploads={uploads} item={item} onFound={bringNewer(props)} onGone={() => document.getElementById("panel-scene")?.focus()} />)}
    </div>
  );
}

/** The designer has changed the room in Blender, and brings it again. */
function Newer(props: TabProps) {
  return (
    <section class="stack" aria-labelledby="newer">
      <h2 id="newer">{t("scene.newer")}</h2>
      <p class="muted">{t("scene.newer.text")}</p>
      <div class="row"><Pickers onFound={bringNewer(props)} quiet /></div>
    </section>
  );
}
