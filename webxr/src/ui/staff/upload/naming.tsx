/** What a scene that is brought should be called, before it is on its way. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../text/index";
import type { Parcel } from "../../../upload/parcel";
import { sayBytes } from "../../amounts";

interface NamingProps {
  readonly parcel: Parcel;
  readonly onSend: (name: string) => void;
  readonly onCancel: () => void;
}

export function Naming({ parcel, onSend, onCancel }: NamingProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [parcel]);
  const submit = (event: Event) => {
    event.preventDefault();
    onSend(input.current?.value.trim() || parcel.name);
  };
  const size = sayBytes(parcel.bytes);
  return (
    <form class="card stack upload" onSubmit={submit}>
      <p dir="auto">{parcel.files.length > 1 ? t("upload.files", { file: parcel.fileName.replace(/\.zip$/, ""), count: parcel.files.length, size }) : t("upload.file", { file: parcel.fileName, size })}</p>
      <div class="field">
        <label for="scene-name">{t("upload.name")}</label>
        <input key={parcel.fileName} id="scene-name" ref={input} required maxLength={100} dir="auto" defaultValue={parcel.name} />
      </div>
      <div class="row">
        <button type="submit" class="button">{t("upload.send")}</button>
        <button type="button" class="button quiet" onClick={onCancel}>{t("common.cancel")}</button>
      </div>
    </form>
  );
}
