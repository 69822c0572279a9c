/**
 * Whether a scene fits: the worst of its measures decides. This is the one place where the gates stand.
 *
 * Those of the first class are the project's own for everybody (docs/SCENES.md); the others stand to them as the makers' published
 * frame budgets do: a headset of the Quest 3 class draws about twice the triangles and half as many calls again, a
 * laptop without a headset several times as much. What the network and the decoder carry is the same for all. Where there
 * is a stop, nobody is served more: the server refuses it.
 */
import type { Version } from "./doors";

/** `over`: beyond the stop. */
export type Fit = "well" | "heavy" | "too-heavy" | "over";
export type Measure = "triangles" | "drawCalls" | "materials" | "textureBytes" | "largestTexture" | "bytes";

/** What people put on or sit at; `standalone` is the weakest that many have, and what a list of scenes goes by. */
export type Device = "standalone" | "newer" | "laptop";
export const devices: readonly Device[] = ["standalone", "newer", "laptop"];

export interface Gate {
  /** Up to here it is fine. */
  readonly green: number;
  /** Beyond here it is too heavy. */
  readonly red: number;
  readonly stop: number;
}

export interface Weight {
  readonly measure: Measure;
  readonly value: number;
  readonly gate: Gate;
  readonly fit: Fit;
}

const MB = 1024 * 1024;
const NEVER = Number.POSITIVE_INFINITY;

const file: Gate = { green: 16 * MB, red: 50 * MB, stop: 100 * MB };

const gates: Readonly<Record<Device, Readonly<Record<Measure, Gate>>>> = {
  standalone: {
    triangles: { green: 100_000, red: 500_000, stop: 2_000_000 },
    drawCalls: { green: 100, red: 300, stop: 1500 },
    materials: { green: 50, red: 100, stop: NEVER },
    textureBytes: { green: 256 * MB, red: 512 * MB, stop: NEVER },
    largestTexture: { green: 2048, red: 4096, stop: 8192 },
    bytes: file,
  },
  newer: {
    triangles: { green: 200_000, red: 1_000_000, stop: 2_000_000 },
    drawCalls: { green: 150, red: 450, stop: 1500 },
    materials: { green: 75, red: 150, stop: NEVER },
    textureBytes: { green: 384 * MB, red: 768 * MB, stop: NEVER },
    largestTexture: { green: 4096, red: 8192, stop: 8192 },
    bytes: file,
  },
  laptop: {
    triangles: { green: 500_000, red: 2_000_000, stop: 2_000_000 },
    drawCalls: { green: 500, red: 1500, stop: 1500 },
    materials: { green: 200, red: 400, stop: NEVER },
    textureBytes: { green: 1024 * MB, red: 2048 * MB, stop: NEVER },
    largestTexture: { green: 4096, red: 8192, stop: 8192 },
    bytes: file,
  },
};

export const measures: readonly Measure[] = ["triangles", "drawCalls", "materials", "textureBytes", "largestTexture", "bytes"];

/** What is weighed of a version; of a file that is not one yet as well. */
export type Weighed = Pick<Version["figures"], Exclude<Measure, "bytes">> & { readonly bytes: number };

export const weighedOf = ({ figures, view }: Pick<Version, "figures" | "view">): Weighed => ({ ...figures, bytes: view.bytes });

export function weigh(weighed: Weighed, device: Device = "standalone"): readonly Weight[] {
  return measures.map((measure) => {
    const gate = gates[device][measure];
    return { measure, value: weighed[measure], gate, fit: fitOf(weighed[measure], gate) };
  });
}

const order: readonly Fit[] = ["well", "heavy", "too-heavy", "over"];

export function worst(weights: readonly Weight[]): Fit {
  return weights.reduce<Fit>((so, { fit }) => (order.indexOf(fit) > order.indexOf(so) ? fit : so), "well");
}

/** What decides: the measures that are as bad as the worst of them; none of a scene that fits. */
export function reasons(weights: readonly Weight[]): readonly Weight[] {
  const fit = worst(weights);
  return fit === "well" ? [] : weights.filter((weight) => weight.fit === fit);
}

/** How much of the way to too heavy it is, of one. */
export const fullness = ({ value, gate }: Pick<Weight, "value" | "gate">) => Math.min(1, value / gate.red);

function fitOf(value: number, { green, red, stop }: Gate): Fit {
  if (value > stop) return "over";
  return value <= green ? "well" : value <= red ? "heavy" : "too-heavy";
}
