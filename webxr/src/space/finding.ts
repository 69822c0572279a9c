// What the checks say: a design prompt, placed on the floor. Never that something complies: sources are Approved Document M,
// volume 2, as others quote it; BS 8300-2:2018 has to be checked by a person.

export type Code =
  | "route-blocked" | "route-narrow" | "step" | "turning-small" | "door-narrow" | "counter-high" | "queue-short" | "wheelchair-space"
  | "sight-line" | "overheard" | "room-missing" | "route-shared" | "wait-uninformed";

export interface Area {
  readonly minX: number;
  readonly minZ: number;
  readonly maxX: number;
  readonly maxZ: number;
}

export interface Finding {
  readonly code: Code;
  /** Where there is more than one sentence for a code; "" for the first. */
  readonly turn: "" | "knee" | "level" | "slope" | "entrance" | "lane" | "none";
  readonly x: number;
  readonly z: number;
  /** A line to draw: x, z, x, z, … */
  readonly line?: readonly number[];
  readonly area?: Area;
  /** A circle to draw, in metres. */
  readonly radius?: number;
  readonly values: Readonly<Record<string, number>>;
  /** The names of the touchpoints that it is about; may be empty. */
  readonly touchpoints: readonly string[];
}

/** Nearer than this, two findings of one code are the same thing seen twice. */
const SAME = 0.9;

/** One finding for each thing, however many routes come past it; the worst of them is kept. */
export function merged(findings: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const one of findings) {
    const at = kept.findIndex((other) => other.code === one.code && other.turn === one.turn && Math.hypot(other.x - one.x, other.z - one.z) < SAME);
    const other = kept[at];
    if (!other) {
      kept.push(one);
      continue;
    }
    const worse = (one.values["width"] ?? 0) < (other.values["width"] ?? 0) ? one : other;
    kept[at] = { ...worse, touchpoints: [...new Set([...other.touchpoints, ...one.touchpoints])] };
  }
  return kept;
}

/** Whole centimetres, in metres: nobody built a millimetre of a wall. */
export const centimetres = (metres: number): number => Math.round(metres * 100) / 100;
