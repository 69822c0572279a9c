// What the overlay of a visit shows and can do. The page fills it in; the overlay knows no network and no third dimension.
import type { ReadonlySignal, Signal } from "@preact/signals";

export type Connection =
  | { readonly kind: "connecting" | "live" | "resuming" }
  | { readonly kind: "ended"; readonly reason: string };

export type SceneState =
  | { readonly kind: "loading"; /** 0 … 1; NaN while unknown */ readonly share: number }
  | { readonly kind: "shown" }
  | { readonly kind: "failed"; readonly why: "fetch" | "refused" | "broken" | "webgl" };

export type VrState =
  | { readonly kind: "checking" | "ready" | "inside" }
  | { readonly kind: "no"; readonly why: "insecure" | "no-webxr" | "no-headset" | "blocked" };

export interface PersonLine {
  readonly slot: number;
  readonly name: string;
  readonly colour: string;
  readonly facilitator: boolean;
  readonly self: boolean;
  readonly away: boolean;
  readonly hand: boolean;
  readonly recorded: boolean;
}

export interface Invitation {
  readonly code: string;
  readonly link: string;
}

/** One panel is open at a time, so that the scene stays in sight. */
export type PanelName = "people" | "places" | "help" | "invite";

export interface Visiting {
  readonly title: string;
  readonly name: string;
  readonly facilitator: boolean;
  readonly canvas: HTMLElement;
  readonly stick: HTMLElement;
  /** The plan: a figure and its list of places. */
  readonly plan: readonly Element[];

  readonly connection: ReadonlySignal<Connection>;
  readonly scene: ReadonlySignal<SceneState>;
  readonly vr: ReadonlySignal<VrState>;
  /** Everybody who holds a seat, oneself first. */
  readonly people: ReadonlySignal<readonly PersonLine[]>;
  readonly hand: ReadonlySignal<boolean>;
  readonly recorded: ReadonlySignal<boolean>;
  /** For a live region. */
  readonly said: ReadonlySignal<string>;
  /** A short word about what one just did; goes by itself. */
  readonly hint: ReadonlySignal<string | null>;
  /** A bookmark just made, to which a word can be added. */
  readonly marking: ReadonlySignal<boolean>;
  readonly invitation: ReadonlySignal<Invitation | "failed" | null>;
  readonly panel: Signal<PanelName | null>;
  readonly leaving: Signal<boolean>;
  /** Whether letters are shortcuts. */
  readonly letters: Signal<boolean>;

  raiseHand(): void;
  record(): void;
  mark(): void;
  /** Adds a word to the bookmark just made; an empty one only puts the question away. */
  label(words: string): void;
  goToPerson(slot: number): void;
  enterOrLeave(): void;
  leave(): void;
  takeBack(): void;
  again(): void;
  open(panel: PanelName): void;
}
