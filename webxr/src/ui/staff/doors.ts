/** What the staff pages need of the world outside; `staff.tsx` brings it. */
import type { components } from "../../net/api.gen";

export type Scene = components["schemas"]["Scene"];
export type Version = components["schemas"]["Version"];
export type Session = components["schemas"]["Session"];
export type Staff = components["schemas"]["Staff"];
export type Invitation = components["schemas"]["Invitation"];

export interface Upload {
  readonly name: string;
  readonly file: File;
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number, total: number) => void;
}

export interface Doors {
  readonly me: () => Promise<Staff>;
  readonly signIn: (name: string, password: string) => Promise<Staff>;
  readonly accept: (token: string, name: string, password: string) => Promise<Staff>;
  readonly signOut: () => Promise<void>;
  readonly invite: () => Promise<Invitation>;
  readonly scenes: () => Promise<readonly Scene[]>;
  readonly upload: (what: Upload) => Promise<Scene>;
  /** Renders a version's picture, keeps it on the server and answers with where it is now. */
  readonly picture: (version: Version) => Promise<string>;
  readonly sessions: () => Promise<readonly Session[]>;
  readonly session: (id: string) => Promise<Session>;
  readonly open: (scene: string, title: string) => Promise<Session>;
  readonly close: (id: string) => Promise<Session>;
  /** Takes the facilitator's seat and goes to the visit. */
  readonly goIn: (id: string) => Promise<void>;
}

/** What a scene is unless somebody chooses: the current version of its first variant. */
export function shownOf(scene: Scene): Version {
  const [first] = scene.variants;
  if (first === undefined) throw new Error(`scene ${scene.id} has no variant`);
  return first.current;
}
