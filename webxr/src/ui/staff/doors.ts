/** What the staff pages need of the world outside; `staff.tsx` brings it. */
import type { components } from "../../net/api.gen";
import type { Uploads } from "../../upload/uploads";
import type { Weighed } from "./budget";
import type { CompareDoors } from "./scene/compare";

export type Scene = components["schemas"]["Scene"];
export type Variant = components["schemas"]["Variant"];
export type Version = components["schemas"]["Version"];
export type Meaning = components["schemas"]["Meaning"];
export type Session = components["schemas"]["Session"];
export type Staff = components["schemas"]["Staff"];
export type Invitation = components["schemas"]["Invitation"];

/** What a file is brought for. `called` is what people call it meanwhile. */
export type Purpose =
  | { readonly kind: "scene"; readonly called: string }
  | { readonly kind: "version"; readonly called: string; readonly scene: string; readonly variant: string; readonly of: string; readonly made: "uploaded" | "lighter" };

/** What became of an upload. */
export interface Made {
  readonly scene: string;
  readonly version: Version;
}

export type SceneUploads = Uploads<Purpose, Made>;

export interface PlanOptions {
  readonly scene: Scene;
  readonly version: Version;
  /** Answers with the version that it became; rejects with what went wrong. */
  readonly save: (meaning: Meaning) => Promise<Version>;
  /** Whether something is edited and not saved. */
  readonly changed: (dirty: boolean) => void;
}

export interface Mounted {
  dispose(): void;
}

export type Strength = "gentle" | "middle" | "strong";
/** What making a scene lighter is busy with. */
export type LighterStep = "reading" | "triangles" | "pictures" | "writing";

export interface Lightened {
  readonly file: Blob;
  readonly before: Weighed;
  readonly after: Weighed;
}

export interface LightenOptions {
  readonly strength: Strength;
  readonly signal: AbortSignal;
  readonly onStep: (step: LighterStep, part: number) => void;
}

export interface SceneDoors extends CompareDoors {
  readonly scenes: () => Promise<readonly Scene[]>;
  readonly scene: (id: string) => Promise<Scene>;
  readonly versions: (scene: string) => Promise<readonly Version[]>;
  readonly renameScene: (scene: string, name: string) => Promise<Scene>;
  readonly removeScene: (scene: string) => Promise<void>;
  readonly addVariant: (scene: string, name: string, of: string) => Promise<Scene>;
  readonly changeVariant: (scene: string, variant: string, to: { readonly name?: string; readonly current?: string }) => Promise<Scene>;
  readonly removeVariant: (scene: string, variant: string) => Promise<void>;
  readonly mend: (scene: string, version: string, repairs: readonly string[]) => Promise<Version>;
  readonly editMeaning: (scene: string, version: string, meaning: Meaning) => Promise<Version>;
  /** Renders a version's picture, keeps it on the server and answers with where it is now. */
  readonly picture: (version: Version) => Promise<string>;
  /** The same look at a file that is not a version yet. */
  readonly look: (file: Blob, like: Version) => Promise<Blob>;
  readonly lighten: (version: Version, options: LightenOptions) => Promise<Lightened>;
  /** What each strength would come to, from a first look. */
  readonly foresee: (version: Version, signal: AbortSignal) => Promise<Readonly<Record<Strength, Weighed>>>;
  /** Shows the plan of a version, to be edited; null where this build has none. */
  readonly plan: ((element: HTMLElement, options: PlanOptions) => Promise<Mounted>) | null;
  readonly uploads: SceneUploads;
}

export interface Doors extends SceneDoors {
  readonly me: () => Promise<Staff>;
  readonly signIn: (name: string, password: string) => Promise<Staff>;
  readonly accept: (token: string, name: string, password: string) => Promise<Staff>;
  readonly signOut: () => Promise<void>;
  readonly invite: () => Promise<Invitation>;
  readonly sessions: () => Promise<readonly Session[]>;
  readonly session: (id: string) => Promise<Session>;
  readonly open: (scene: string, variant: string, title: string) => Promise<Session>;
  readonly close: (id: string) => Promise<Session>;
  /** Takes the facilitator's seat and goes to the visit. */
  readonly goIn: (id: string) => Promise<void>;
}

/** The variant that is asked for, else the first. */
export function variantOf(scene: Scene, id: string): Variant {
  const variant = scene.variants.find((one) => one.id === id) ?? scene.variants[0];
  if (variant === undefined) throw new Error(`scene ${scene.id} has no variant`);
  return variant;
}

/** What a scene is unless somebody chooses: the current version of its first variant. */
export const shownOf = (scene: Scene): Version => variantOf(scene, "").current;
