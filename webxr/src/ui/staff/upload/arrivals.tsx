/** Everything that is being brought: what has to be named first, what is on its way, what has arrived or was refused. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../../text/index";
import { TooManyFiles } from "../../../upload/gather";
import { parcelsOf, type Found, type Parcel } from "../../../upload/parcel";
import type { SceneUploads } from "../doors";
import { Adder } from "./adder";
import { Naming } from "./naming";
import { UploadCard } from "./upload-card";

interface ArrivalsProps {
  readonly uploads: SceneUploads;
  /** Something is a scene now, or a new version of one. */
  readonly onMade: () => void;
}

export function Arrivals({ uploads, onMade }: ArrivalsProps) {
  const unnamed = useSignal<readonly Parcel[]>([]);
  const trouble = useSignal<string | null>(null);
  const adder = useRef<HTMLDivElement>(null);
  const items = uploads.items.value;
  const made = items.filter(({ stage }) => stage.kind === "done").length;
  useEffect(() => {
    if (made > 0) onMade();
  }, [made]);

  const back = () => adder.current?.querySelector("button")?.focus(); // the card with its buttons goes
  const take = (found: readonly Found[] | Error) => {
    const parcels = found instanceof Error ? [] : parcelsOf(found);
    trouble.value = parcels.length > 0 ? null : t(found instanceof TooManyFiles ? "upload.tooMany" : found instanceof Error ? "upload.unreadable" : "upload.nothing");
    unnamed.value = [...unnamed.value, ...parcels];
  };
  const [next, ...rest] = unnamed.value;
  return (
    <div class="stack" ref={adder}>
      <Adder onFound={take} />
      {trouble.value !== null && <p class="error" role="alert">{trouble.value}</p>}
      {next !== undefined && (
        <Naming
          key={next.fileName}
          parcel={next}
          onSend={(called) => {
            uploads.add(next, { kind: "scene", called });
            unnamed.value = rest;
          }}
          onCancel={() => {
            unnamed.value = rest;
            back();
          }}
        />
      )}
      {items.map((item) => <UploadCard key={item.id} uploads={uploads} item={item} onGone={back} onFound={take} />)}
    </div>
  );
}
