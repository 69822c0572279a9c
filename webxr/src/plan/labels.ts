/**
 * Where the names of places stand on the plan: above their sign, else below or beside it, so that two places close
 * together (a door and its exit sign) can both be read. Greedy and in order; a plan has a dozen places, not a city's.
 */
export interface Label {
  /** From the sign, in the units of the drawing; y is the line that the letters stand on. */
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

export interface Named {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of a letter, in shares of the size: an average one is this wide. */
const LETTER = 0.56;

/** Labels for places drawn with signs of `sign` from centre to edge and letters of `size`, within `frame`. */
export function placeLabels(places: readonly Named[], size: number, sign: number, frame: Rect): Label[] {
  const taken: Rect[] = places.map(({ x, y }) => ({ left: x - sign, top: y - sign, right: x + sign, bottom: y + sign }));
  return places.map((place) => {
    let best = ABOVE(size, sign);
    let least = Infinity;
    for (const way of WAYS) {
      const label = way(size, sign);
      const rect = rectOf(place, label, size);
      const cost = taken.reduce((sum, other) => sum + overlap(rect, other), 0) + outside(rect, frame);
      if (cost < least) [best, least] = [label, cost];
    }
    taken.push(rectOf(place, best, size));
    return best;
  });
}

type Side = (size: number, sign: number) => Label;

const ABOVE: Side = (size, sign) => ({ x: 0, y: -sign - size * 0.35, anchor: "middle" });
const BELOW: Side = (size, sign) => ({ x: 0, y: sign + size, anchor: "middle" });
const AFTER: Side = (size, sign) => ({ x: sign + size * 0.3, y: size * 0.35, anchor: "start" });
const BEFORE: Side = (size, sign) => ({ x: -sign - size * 0.3, y: size * 0.35, anchor: "end" });
const WAYS: readonly Side[] = [ABOVE, BELOW, AFTER, BEFORE];

function rectOf(place: Named, { x, y, anchor }: Label, size: number): Rect {
  const width = place.text.length * size * LETTER;
  const left = place.x + x - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, top: place.y + y - size * 0.8, right: left + width, bottom: place.y + y + size * 0.25 };
}

function overlap(a: Rect, b: Rect): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}

const outside = (rect: Rect, frame: Rect) => (rect.right - rect.left) * (rect.bottom - rect.top) - overlap(rect, frame);
