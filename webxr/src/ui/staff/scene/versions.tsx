/** Every version of every form of the space, newest first: who made it, when and how, and the way back to it. */
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../../text/index";
import { sayBytes, sayWhen } from "../../amounts";
import { useLoaded, WhenLoaded } from "../../loaded";
import { sayProblem } from "../../problem";
import type { Variant, Version } from "../doors";
import { ScenePicture } from "../picture";
import { Comparing } from "./compare";
import { Trouble } from "./keeping";
import type { TabProps } from "./page";

interface VersionsProps extends TabProps {
  /** Looks at another form of the space from here on. */
  readonly onChoose: (variant: string) => void;
}

export function Versions(props: VersionsProps) {
  const { doors, scene } = props;
  const state = scene.variants.map(({ current }) => current.id).join(" ");
  const versions = useLoaded(() => doors.versions(scene.id), `${scene.id} ${state}`);
  return (
    <WhenLoaded source={versions}>
      {(list) => (
        <div class="stack loose">
          {scene.variants.map((variant) => <VariantVersions key={variant.id} {...props} variant={variant} versions={list.filter((one) => one.variant === variant.id)} />)}
          {list.length > 1 && <ComparePart {...props} versions={list} />}
          <AddVariant {...props} />
        </div>
      )}
    </WhenLoaded>
  );
}

/** Two scenes at once are much to load: only for whoever asks. */
function ComparePart({ doors, scene, versions }: VersionsProps & { readonly versions: readonly Version[] }) {
  const open = useSignal(false);
  return (
    <section class="card stack" aria-labelledby="compare">
      <h2 id="compare">{t("scene.compare")}</h2>
      {open.value ? (
        <Comparing doors={doors} scene={scene} versions={versions} />
      ) : (
        <>
          <p class="muted">{t("scene.compare.text")}</p>
          <p><button type="button" class="button quiet" onClick={() => (open.value = true)}>{t("scene.compare.action")}</button></p>
        </>
      )}
    </section>
  );
}

function VariantVersions({ doors, scene, variant, versions, onChange }: VersionsProps & { readonly versions: readonly Version[] }) {
  const trouble = useSignal<unknown>(null);
  const attempt = async (work: () => Promise<unknown>) => {
    trouble.value = null;
    try {
      await work();
      onChange();
    } catch (failure) {
      trouble.value = failure;
    }
  };
  return (
    <section class="stack" aria-labelledby={`variant-${variant.id}`}>
      <h2 id={`variant-${variant.id}`} dir="auto">{variant.name}</h2>
      {trouble.value !== null && <Trouble failure={trouble.value} />}
      <ol class="versions">
        {versions.map((version) => (
          <VersionRow key={version.id} version={version} versions={versions} current={version.id === variant.current.id} onBack={() => attempt(() => doors.changeVariant(scene.id, variant.id, { current: version.id }))} />
        ))}
      </ol>
      <VariantName
        variant={variant}
        onRename={(name) => attempt(() => doors.changeVariant(scene.id, variant.id, { name }))}
        onRemove={scene.variants.length > 1 ? () => attempt(() => doors.removeVariant(scene.id, variant.id)) : null}
      />
    </section>
  );
}

interface VersionRowProps {
  readonly version: Version;
  readonly versions: readonly Version[];
  readonly current: boolean;
  readonly onBack: () => Promise<void>;
}

function VersionRow({ version, versions, current, onBack }: VersionRowProps) {
  const { number, made, of, by, at, file, thumbnail, figures, view } = version;
  const before = versions.find(({ id }) => id === of);
  const row = useRef<HTMLLIElement>(null);
  const back = async () => {
    await onBack();
    row.current?.focus(); // the button goes: it is in use now
  };
  return (
    <li ref={row} tabIndex={-1} class={`card version ${current ? "current" : ""}`}>
      <ScenePicture src={thumbnail} />
      <div class="stack tight">
        <h3>
          {t("scene.version.number", { number })} {current && <span class="tag good">{t("scene.version.current")}</span>}
        </h3>
        <p>{before === undefined ? t(`scene.version.made.${made}`) : t("scene.version.from", { made: t(`scene.version.made.${made}`), number: before.number })}</p>
        <p class="muted small" dir="auto">{[t("scene.version.by", { name: by, when: sayWhen(at) }), file, sayBytes(view.bytes), t("scene.heaviest.triangles", { count: figures.triangles })].filter(Boolean).join(" · ")}</p>
        {!current && <p><button type="button" class="button quiet" onClick={() => void back()}>{t("scene.version.back", { number })}</button></p>}
      </div>
    </li>
  );
}

interface VariantNameProps {
  readonly variant: Variant;
  readonly onRename: (name: string) => Promise<void>;
  readonly onRemove: (() => Promise<void>) | null;
}

function VariantName({ variant, onRename, onRemove }: VariantNameProps) {
  const name = useRef<HTMLInputElement>(null);
  const id = `name-${variant.id}`;
  return (
    <details>
      <summary>{t("scene.variant.change", { name: variant.name })}</summary>
      <form
        class="rename"
        onSubmit={(event) => {
          event.preventDefault();
          void onRename(name.current?.value.trim() || variant.name);
        }}
      >
        <div class="field">
          <label for={id}>{t("scene.variant.name")}</label>
          <input id={id} ref={name} required maxLength={100} dir="auto" defaultValue={variant.name} />
        </div>
        <button type="submit" class="button quiet">{t("scene.rename.action")}</button>
        {onRemove !== null && <button type="button" class="button quiet danger" onClick={() => void onRemove()}>{t("scene.variant.remove")}</button>}
      </form>
    </details>
  );
}

function AddVariant({ doors, scene, variant, onChange, onChoose }: VersionsProps) {
  const name = useRef<HTMLInputElement>(null);
  const trouble = useSignal<string | null>(null);
  const add = async () => {
    trouble.value = null;
    try {
      const { variants } = await doors.addVariant(scene.id, name.current?.value.trim() ?? "", variant.current.id);
      const added = variants.at(-1);
      if (added) onChoose(added.id);
      onChange();
    } catch (failure) {
      trouble.value = sayProblem(failure);
    }
  };
  return (
    <section class="card stack" aria-labelledby="add-variant">
      <h2 id="add-variant">{t("scene.variant.add")}</h2>
      <p class="muted">{t("scene.variant.add.text", { name: variant.name })}</p>
      {trouble.value !== null && <p class="error" role="alert">{trouble.value}</p>}
      <form
        class="rename"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <div class="field">
          <label for="variant-name">{t("scene.variant.name")}</label>
          <input id="variant-name" ref={name} required maxLength={100} dir="auto" />
        </div>
        <button type="submit" class="button">{t("scene.variant.add.action")}</button>
      </form>
    </section>
  );
}
