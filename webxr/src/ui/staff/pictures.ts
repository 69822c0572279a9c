/** Pictures of scenes that have none yet: rendered here, one after the other, while somebody looks at the list. */
import { signal } from "@preact/signals";
import type { Doors, Scene } from "./doors";

export interface Pictures {
  /** The address of a scene's picture, or empty: what this browser made, else what the server has. */
  of(scene: Scene): string;
  /** Renders what is missing; a second call while the first is under way does nothing. */
  make(scenes: readonly Scene[]): Promise<void>;
  stop(): void;
}

export function createPictures(doors: Pick<Doors, "picture">): Pictures {
  const made = signal<ReadonlyMap<string, string>>(new Map());
  /** A scene that cannot be drawn here keeps its placeholder, until another browser has drawn it. */
  const failed = new Set<string>();
  let busy = false;
  let stopped = false;
  const missing = (scene: Scene) => scene.thumbnail === "" && !made.value.has(scene.id) && !failed.has(scene.id);

  return {
    of: ({ id, thumbnail }) => made.value.get(id) ?? thumbnail,
    async make(scenes) {
      if (busy) return;
      busy = true;
      for (const scene of scenes.filter(missing)) {
        if (stopped) break;
        const url = await doors.picture(scene).catch(() => "");
        if (url === "") failed.add(scene.id);
        else made.value = new Map([...made.value, [scene.id, url]]);
      }
      busy = false;
    },
    stop() {
      stopped = true;
    },
  };
}
