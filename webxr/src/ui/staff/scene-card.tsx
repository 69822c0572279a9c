/** One scene: its picture, whether it fits a headset and why not, and what its designer should know. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../text/index";
import { sayBytes, sayNumber, sayWhen } from "../amounts";
import { weigh, worst, type Fit, type Weight } from "./budget";
import { shownOf, type Scene } from "./doors";
import { Problems } from "./problems";

interface SceneCardProps {
  readonly scene: Scene;
  readonly picture: string;
  /** Just added: brought into view. */
  readonly fresh: boolean;
  readonly onOpen: () => void;
}

const TONE: Readonly<Record<Fit, string>> = { well: "good", heavy: "warn", "too-heavy": "bad" };

export function SceneCard({ scene, picture, fresh, onOpen }: SceneCardProps) {
  const card = useRef<HTMLLIElement>(null);
  const shown = shownOf(scene);
  const weights = weigh(shown);
  const fit = worst(weights);
  useEffect(() => {
    if (fresh) card.current?.focus();
  }, [fresh]);
  return (
    <li ref={card} class="card scene" tabIndex={fresh ? -1 : undefined} aria-labelledby={`scene-${scene.id}`}>
      {picture === "" ? <Unpictured /> : <img class="scene-picture" src={picture} alt="" width="640" height="400" loading="lazy" />}
      <div class="stack scene-words">
        <h2 id={`scene-${scene.id}`} dir="auto">{scene.name}</h2>
        <p class="row">
          <span class={`tag ${TONE[fit]}`}>{t(`staff.fit.${fit}`)}</span>
          {scene.sample && <span class="tag">{t("staff.scenes.sample")}</span>}
        </p>
        <dl class="figures">
          {weights.map((weight) => <Figure key={weight.figure} weight={weight} />)}
        </dl>
        <Problems problems={shown.problems} />
        <p class="hint">{scene.sample ? t("staff.scenes.ships") : t("staff.scenes.added", { name: scene.addedBy, when: sayWhen(scene.addedAt) })}</p>
        <p class="scene-action">
          <button type="button" class="button" onClick={onOpen} aria-label={t("staff.scenes.openOn", { scene: scene.name })}>{t("staff.scenes.open")}</button>
        </p>
      </div>
    </li>
  );
}

function Figure({ weight: { figure, value, fit } }: { readonly weight: Weight }) {
  const bytes = figure === "bytes" || figure === "textureBytes";
  return (
    <div class={`figure ${TONE[fit]}`}>
      <dt>{t(`staff.figure.${figure}`)}</dt>
      <dd>
        {bytes ? sayBytes(value) : figure === "largestTexture" ? t("staff.figure.pixels", { value }) : sayNumber(value)}
        {fit !== "well" && <strong> · {t(`staff.figure.${fit}`)}</strong>}
      </dd>
    </div>
  );
}

/** Where the picture will be: an empty room. */
function Unpictured() {
  return (
    <svg class="scene-picture" viewBox="0 0 640 400" aria-hidden="true" preserveAspectRatio="xMidYMid slice">
      <path d="M0 0h640v400H0z" fill="#f3ecdf" />
      <path d="M160 90h320v180H160zM0 0l160 90M640 0L480 90M0 400l160-130M640 400L480 270" fill="none" stroke="#c7bba5" stroke-width="4" stroke-dasharray="10 10" />
      <path d="M290 270v-96h60v96" fill="none" stroke="#a79a82" stroke-width="4" />
    </svg>
  );
}
