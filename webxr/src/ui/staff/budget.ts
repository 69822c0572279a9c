/**
 * Whether a scene fits a headset: the worst of its figures decides. Behind the numbers are the frame budgets that the makers of
 * headsets publish; a scene is drawn once for each eye, 72 times a second, by a phone's chip.
 */
import type { Version } from "./doors";

export type Fit = "well" | "heavy" | "too-heavy";

export interface Weight {
  readonly figure: "triangles" | "drawCalls" | "textureBytes" | "largestTexture" | "bytes";
  readonly value: number;
  readonly fit: Fit;
}

const MB = 1024 * 1024;

const budgets: Readonly<Record<Weight["figure"], { readonly green: number; readonly red: number }>> = {
  triangles: { green: 100_000, red: 500_000 },
  drawCalls: { green: 100, red: 300 },
  textureBytes: { green: 256 * MB, red: 512 * MB },
  largestTexture: { green: 2048, red: 4096 },
  bytes: { green: 16 * MB, red: 50 * MB },
};

export function weigh(scene: Pick<Version, "figures" | "view">): readonly Weight[] {
  const { triangles, drawCalls, textureBytes, largestTexture } = scene.figures;
  const weight = (figure: Weight["figure"], value: number): Weight => ({ figure, value, fit: fitOf(value, budgets[figure]) });
  return [
    weight("bytes", scene.view.bytes),
    weight("triangles", triangles),
    weight("drawCalls", drawCalls),
    weight("textureBytes", textureBytes),
    weight("largestTexture", largestTexture),
  ];
}

export function worst(weights: readonly Weight[]): Fit {
  const fits = new Set(weights.map(({ fit }) => fit));
  return fits.has("too-heavy") ? "too-heavy" : fits.has("heavy") ? "heavy" : "well";
}

function fitOf(value: number, { green, red }: { readonly green: number; readonly red: number }): Fit {
  return value <= green ? "well" : value <= red ? "heavy" : "too-heavy";
}
