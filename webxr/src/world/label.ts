// How a name fits its plate. Names are written by citizens in any script: they are isolated, never trusted to be short, and cut
// between letters as a reader sees them.

export interface Label {
  readonly text: string;
  readonly size: number;
  readonly direction: "ltr" | "rtl";
}

export interface Room {
  readonly width: number;
  readonly largest: number;
  readonly smallest: number;
}

/** Width of a text at one pixel of size. */
export type Measure = (text: string) => number;

// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const LETTER = /\p{L}/u;
const INVISIBLE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/gu;

/** The direction of the first letter that has one. */
export function directionOf(text: string): "ltr" | "rtl" {
  for (const character of text) {
    if (LETTER.test(character)) {
      return RIGHT_TO_LEFT.test(character) ? "rtl" : "ltr";
    }
  }
  return "ltr";
}

/** Without line breaks and without characters that turn the direction of what follows. */
export function plain(text: string): string {
  return text.replace(INVISIBLE, " ").replace(/\s+/gu, " ").trim();
}

export function fitLabel(name: string, room: Room, measure: Measure): Label {
  const whole = plain(name);
  const direction = directionOf(whole);
  const size = Math.min(room.largest, room.width / Math.max(1e-6, measure(whole)));
  if (size >= room.smallest) {
    return { text: whole, size: Math.floor(size), direction };
  }
  return { text: cut(whole, room.width / room.smallest, measure), size: room.smallest, direction };
}

function cut(text: string, width: number, measure: Measure): string {
  const letters = graphemes(text);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, half).join("")}…`) <= width) {
      low = half;
    } else {
      high = half - 1;
    }
  }
  return `${letters.slice(0, low).join("").trimEnd()}…`;
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text), (part) => part.segment);
}

/** Where a plate's picture lies in the atlas, in shares of it: left, bottom, width, height (v runs up). */
export function cellOf(row: number, columns: number, rows: number, out: [number, number, number, number]): void {
  out[0] = (row % columns) / columns;
  out[1] = 1 - (Math.floor(row / columns) + 1) / rows;
  out[2] = 1 / columns;
  out[3] = 1 / rows;
}
