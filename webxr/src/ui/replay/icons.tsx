/** The player's signs. Drawn, not typed: a character's shape depends on the fonts of the machine. */
import type { Mark } from "./marks";

const SHAPES = {
  play: "M8 5.5v13l11-6.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z",
  again: "M12 5a7 7 0 1 1-6.6 4.7l2.3.8A4.6 4.6 0 1 0 12 7.4V10L7.2 6.2 12 2.4z",
  previous: "M6 6h2.4v12H6zM18.5 6v12L9.5 12z",
  next: "M15.6 6H18v12h-2.4zM5.5 6v12l9-6z",
  link: "M10.6 13.4a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2 1.5 1.5 1.2-1.2a1.9 1.9 0 0 1 2.7 2.7l-3 3a1.9 1.9 0 0 1-2.7 0zM13.4 10.6a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2-1.5-1.5-1.2 1.2a1.9 1.9 0 0 1-2.7-2.7l3-3a1.9 1.9 0 0 1 2.7 0z",
  keys: "M3.5 6h17A1.5 1.5 0 0 1 22 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-17A1.5 1.5 0 0 1 2 16.5v-9A1.5 1.5 0 0 1 3.5 6zM5 9v2h2V9zm4 0v2h2V9zm4 0v2h2V9zm4 0v2h2V9zM7 13v2h10v-2z",
  headset: "M4 7.5h16A1.8 1.8 0 0 1 21.8 9.3v6A1.8 1.8 0 0 1 20 17.1h-3.6a2 2 0 0 1-1.6-.8l-1.5-2a1.6 1.6 0 0 0-2.6 0l-1.5 2a2 2 0 0 1-1.6.8H4A1.8 1.8 0 0 1 2.2 15.3v-6A1.8 1.8 0 0 1 4 7.5z",
  // marks: told apart by shape, colour only helps
  arrival: "M12 4 20 19H4z",
  return: "M12 4 20 19H4z",
  departure: "M12 20 4 5h16z",
  away: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zm0 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6z",
  hand: "M10.5 3h3v8h4.5v3.5a6 6 0 0 1-12 0V8.5h3V11h1.5z",
  bookmark: "M6.5 3h11v18L12 16.5 6.5 21z",
  gap: "M5 4h3v16H5zM16 4h3v16h-3z",
  end: "M5 5h14v14H5z",
  recordingOff: "M12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM4 18.5 18.5 4 20 5.5 5.5 20z",
  recordingOn: "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14z",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

export const markIcon = (mark: Mark): IconName => mark.kind;
