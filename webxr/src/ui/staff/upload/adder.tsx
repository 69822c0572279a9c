/** The ways to bring a scene in: a file, several, a folder; by a button each, or dropped anywhere on the page. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../../text/index";
import { foundIn, foundInDrop } from "../../../upload/gather";
import type { Found } from "../../../upload/parcel";

/** What one can choose from; pictures and buffers too, for a .gltf does not come alone. */
const ACCEPTED = ".glb,.gltf,.zip,.bin,.png,.jpg,.jpeg,.webp,.ktx2,model/gltf-binary,model/gltf+json,application/zip";

interface PickersProps {
  /** Files, folders and all; or what stood in the way of finding them. */
  readonly onFound: (found: readonly Found[] | Error) => void;
  readonly quiet?: boolean;
  /** More than one file at a time. */
  readonly several?: boolean;
}

/** Two buttons, because a browser's own picker shows either files or folders. */
export function Pickers({ onFound, quiet = false, several = true }: PickersProps) {
  const file = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (folder.current) folder.current.webkitdirectory = true;
  }, []);
  const taken = (event: { readonly currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    const found = attempt(() => foundIn(input.files ?? []));
    input.value = "";
    if (found instanceof Error || found.length > 0) onFound(found);
  };
  const look = quiet ? "button quiet" : "button";
  return (
    <>
      <button type="button" class={look} onClick={() => file.current?.click()}>{t("upload.choose.file")}</button>
      <button type="button" class={`${look} quiet`} onClick={() => folder.current?.click()}>{t("upload.choose.folder")}</button>
      <input ref={file} type="file" hidden multiple={several} accept={ACCEPTED} onChange={taken} />
      <input ref={folder} type="file" hidden multiple onChange={taken} />
    </>
  );
}

export function Adder({ onFound }: Pick<PickersProps, "onFound">) {
  return (
    <section class="adder" aria-labelledby="adder">
      <Room />
      <div class="stack tight">
        <h2 id="adder">{t("upload.add")}</h2>
        <p class="muted">{t("upload.add.text")}</p>
        <div class="row"><Pickers onFound={onFound} /></div>
      </div>
      <DropZone onFound={onFound} />
    </section>
  );
}

/** The whole window takes files; the frame shows only while some hang over it. */
function DropZone({ onFound }: Pick<PickersProps, "onFound">) {
  const over = useSignal(false);
  useEffect(() => {
    const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    const onOver = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      over.value = true;
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = false;
    };
    const onDrop = (event: DragEvent) => {
      const data = event.dataTransfer;
      if (!carriesFile(event) || data === null) return;
      event.preventDefault();
      over.value = false;
      void foundInDrop(data).catch(asError).then(onFound);
    };
    addEventListener("dragover", onOver);
    addEventListener("dragleave", onLeave);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("dragover", onOver);
      removeEventListener("dragleave", onLeave);
      removeEventListener("drop", onDrop);
    };
  }, [onFound]);
  return over.value ? <div class="drop"><p>{t("upload.dropHere")}</p></div> : null;
}

const asError = (failure: unknown) => (failure instanceof Error ? failure : new Error(String(failure)));

function attempt<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (failure) {
    return asError(failure);
  }
}

/** An open box with a room in it. */
function Room() {
  return (
    <svg class="adder-sign" viewBox="0 0 96 72" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round" stroke-linecap="round">
      <path d="M10 30l38-18 38 18v26L48 68 10 56z" fill="var(--card)" />
      <path d="M10 30l38 14 38-14M48 44v24" />
      <path d="M48 4v22M40 18l8 9 8-9" stroke="var(--accent)" stroke-width="4" />
    </svg>
  );
}
