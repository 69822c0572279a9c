/**
 * Making a scene lighter: three plain choices, and what each does. Nothing of what a scene means is touched: nodes keep their names, places and
 * order, empty ones too; nothing is joined or flattened, and positions are not quantised, which would move a node's own place.
 */

export type Strength = "gentle" | "middle" | "strong";
export const strengths: readonly Strength[] = ["gentle", "middle", "strong"];

export interface Means {
  /** Of the triangles, this part is aimed at … */
  readonly ratio: number;
  /** … but no further than this from where they were, of the size of the mesh. */
  readonly error: number;
  /** Pixels of the longest side. */
  readonly texture: number;
  /** Of what is painted; maps that are not looked at are treated with more care. */
  readonly quality: number;
}

export const means: Readonly<Record<Strength, Means>> = {
  gentle: { ratio: 0.75, error: 0.0005, texture: 2048, quality: 0.9 },
  middle: { ratio: 0.5, error: 0.002, texture: 1024, quality: 0.85 },
  strong: { ratio: 0.2, error: 0.01, texture: 512, quality: 0.8 },
};

/** A mesh with fewer triangles than this (a sign, a door, a table top) stays as it was drawn. */
export const FEW_TRIANGLES = 64;

/** What it is busy with. */
export type Step = "reading" | "triangles" | "pictures" | "writing";

export interface Figures {
  readonly triangles: number;
  readonly drawCalls: number;
  readonly materials: number;
  readonly textureBytes: number;
  readonly largestTexture: number;
  readonly bytes: number;
}

/**
 * Why a scene cannot be made lighter here. `entangled`: it holds features of others that would come apart. `feature`: it needs one
 * that is not known here. `unreadable`: it cannot be read, or has grown beyond what a browser holds.
 */
export type Why = "entangled" | "feature" | "unreadable";

export class CannotLighten extends Error {
  override readonly name = "CannotLighten";
  constructor(
    readonly why: Why,
    options?: ErrorOptions,
  ) {
    super(why, options);
  }
}
