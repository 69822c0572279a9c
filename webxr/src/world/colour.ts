// A person's colour: the same in the world, on the plan and in the lists. It is never the only sign of who somebody is;
// the name stands beside it everywhere.

/** Hues in an order in which neighbours in time differ most; all reach 3:1 against white. */
const COLOURS = [
  "#0c7c84", "#c8472b", "#5b55c4", "#a8730b", "#2f7d46", "#b23a78", "#2b6cb8", "#8a5a3c",
  "#7a3fa0", "#5f7a12", "#c2403f", "#14788f", "#9a5b00", "#3f6f5a", "#b0457f", "#4a63b5",
] as const;

/** The colour of the participant in this slot, as `#rrggbb`. */
export function personColour(slot: number): string {
  const n = COLOURS.length;
  return COLOURS[((Math.trunc(slot) % n) + n) % n] ?? COLOURS[0];
}
