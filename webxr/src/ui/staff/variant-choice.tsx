/** One form of a space or another. */
import { useId } from "preact/hooks";
import { t } from "../../text/index";
import type { Scene } from "./doors";

interface VariantChoiceProps {
  readonly scene: Scene;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

export function VariantChoice({ scene, chosen, onChoose }: VariantChoiceProps) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend>{t("scene.variants")}</legend>
      {scene.variants.map(({ id, name: called }) => (
        <label key={id} class="choice">
          <input type="radio" name={name} checked={id === chosen} onChange={() => onChoose(id)} />
          <span dir="auto">{called}</span>
        </label>
      ))}
    </fieldset>
  );
}
