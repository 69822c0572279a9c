/** A file being added: what to call it, how far it is, or why it was refused. And the page as a place to drop one. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../text/index";
import { sayBytes, sayDuration, sayPercent } from "../amounts";
import { useArrival } from "../page";
import type { Progress } from "./progress";
import { ProblemList } from "./problems";
import type { Upload } from "./uploading";

interface UploadCardProps {
  readonly upload: Upload;
  readonly onSend: (name: string) => void;
  readonly onCancel: () => void;
  readonly onOther: () => void;
}

export function UploadCard({ upload, onSend, onCancel, onOther }: UploadCardProps) {
  switch (upload.kind) {
    case "none":
      return null;
    case "naming":
      return <Naming file={upload.file} name={upload.name} onSend={onSend} onCancel={onCancel} />;
    case "sending":
      return <Sending name={upload.name} progress={upload.progress} onCancel={onCancel} />;
    case "refused":
    default:
      return <Refused upload={upload} onOther={onOther} onDismiss={onCancel} />;
  }
}

interface NamingProps {
  readonly file: File;
  readonly name: string;
  readonly onSend: (name: string) => void;
  readonly onCancel: () => void;
}

function Naming({ file, name, onSend, onCancel }: NamingProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [file]);
  const submit = (event: Event) => {
    event.preventDefault();
    onSend(input.current?.value ?? "");
  };
  return (
    <form key={file.name} class="card stack" onSubmit={submit}>
      <p dir="auto">{t("staff.upload.file", { file: file.name, size: sayBytes(file.size) })}</p>
      <div class="field">
        <label for="scene-name">{t("staff.upload.name")}</label>
        <input id="scene-name" ref={input} required maxLength={100} dir="auto" defaultValue={name} />
      </div>
      <div class="row">
        <button type="submit" class="button">{t("staff.upload.send")}</button>
        <button type="button" class="button quiet" onClick={onCancel}>{t("common.cancel")}</button>
      </div>
    </form>
  );
}

interface RefusedProps {
  readonly upload: Extract<Upload, { kind: "refused" }>;
  readonly onOther: () => void;
  readonly onDismiss: () => void;
}

function Refused({ upload: { name, sentence, problems }, onOther, onDismiss }: RefusedProps) {
  return (
    <section ref={useArrival<HTMLElement>()} tabIndex={-1} class="card stack" role="alert" aria-labelledby="refused">
      <h2 id="refused">{t("staff.upload.refused", { name })}</h2>
      <p class="error">{sentence}</p>
      <ProblemList problems={problems} />
      <div class="row">
        <button type="button" class="button" onClick={onOther}>{t("staff.upload.other")}</button>
        <button type="button" class="button quiet" onClick={onDismiss}>{t("staff.upload.dismiss")}</button>
      </div>
    </section>
  );
}

interface SendingProps {
  readonly name: string;
  readonly progress: Progress;
  readonly onCancel: () => void;
}

function Sending({ name, progress, onCancel }: SendingProps) {
  const { sent, total, part, msLeft } = progress;
  const checking = part >= 1;
  return (
    <section ref={useArrival<HTMLElement>()} tabIndex={-1} class="card stack" aria-labelledby="sending">
      <h2 id="sending" dir="auto">{checking ? t("staff.upload.checking", { name }) : t("staff.upload.sending", { name })}</h2>
      <div class="meter" role="progressbar" aria-labelledby="sending" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(part * 100)}>
        <span style={{ inlineSize: `${part * 100}%` }} />
      </div>
      <p class="row">
        <span>{sayPercent(part)}</span>
        <span class="muted">{t("staff.upload.bytes", { sent: sayBytes(sent), total: sayBytes(total) })}</span>
        {!checking && Number.isFinite(msLeft) && <span class="muted">{t("staff.upload.left", { time: sayDuration(msLeft) })}</span>}
        <button type="button" class="button quiet push" onClick={onCancel}>{t("common.cancel")}</button>
      </p>
    </section>
  );
}

/** The whole window takes a file; the frame shows only while one hangs over it. */
export function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
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
      if (!carriesFile(event)) return;
      event.preventDefault();
      over.value = false;
      const file = event.dataTransfer?.files[0];
      if (file !== undefined) onFile(file);
    };
    addEventListener("dragover", onOver);
    addEventListener("dragleave", onLeave);
    addEventListener("drop", onDrop);
    return () => {
      removeEventListener("dragover", onOver);
      removeEventListener("dragleave", onLeave);
      removeEventListener("drop", onDrop);
    };
  }, [onFile]);
  return (
    <>
      <p class="hint drop-hint">{t("staff.scenes.drop")}</p>
      {over.value && <div class="drop"><p>{t("staff.scenes.dropHere")}</p></div>}
    </>
  );
}
