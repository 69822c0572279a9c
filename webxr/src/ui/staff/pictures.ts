/** Pictures of scenes that have none yet: rendered here, one after the other, while somebody looks at the list. */
import { signal } from "@preact/signals";
import type { Doors, Version } from "./doors";

export interface Pictures {
  /** The address of a version's picture, or empty: what this browser made, else what the server has. */
  of(version: Version): string;
  /** Renders what is missing; a second call while the first is under way does nothing. */
  make(versions: readonly Version[]): Promise<void>;
  stop(): void;
}

export function createPictures(doors: Pick<Doors, "picture">): Pictures {
  const made = signal<ReadonlyMap<string, string>>(new Map());
  /** A version that cannot be drawn here keeps its placeholder, until another browser has drawn it. */
  const failed = new Set<string>();
  let busy = false;
  let stopped = false;
  const missing = ({ id, thumbnail }: Version) => thumbnail === "" && !made.value.has(id) && !failed.has(id);

  return {
    of: ({ id, thumbnail }) => made.value.get(id) ?? thumbnail,
    async make(versions) {
      if (busy) return;
      busy = true;
      for (const version of versions.filter(missing)) {
        if (stopped) break;
        const url = await doors.picture(version).catch(() => "");
        if (url === "") failed.add(version.id);
        else made.value = new Map([...made.value, [version.id, url]]);
      }
      busy = false;
    },
    stop() {
      stopped = true;
    },
  };
}
