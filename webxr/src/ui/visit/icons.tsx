// The overlay's signs. Drawn, not typed: a character's shape depends on the fonts of the machine.
const SHAPES = {
  hand: "M11 2.6a1.4 1.4 0 0 1 1.4 1.4v6h.7V5.1a1.4 1.4 0 0 1 2.8 0V12h.7V7.6a1.3 1.3 0 0 1 2.6 0v7.2c0 4-2.8 6.8-6.5 6.8-2.9 0-4.6-1.2-6-3.6l-3-5.2c-.4-.7-.2-1.5.4-1.9.7-.4 1.5-.2 2 .4l1.4 1.7V5.6a1.35 1.35 0 0 1 2.7 0V10h.4V4A1.4 1.4 0 0 1 11 2.6z",
  recording: "M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm0 2a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zm0 2.3a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z",
  notRecording: "M12 4.5c1.6 0 3 .5 4.3 1.3L5.8 16.3A7.5 7.5 0 0 1 12 4.5zm6.2 3.2A7.5 7.5 0 0 1 7.7 18.2zM19.3 3.3l1.4 1.4-16 16-1.4-1.4z",
  people: "M8.6 4.2a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8zM2.4 18.6c0-3.6 2.6-5.9 6.2-5.9s6.2 2.3 6.2 5.9c0 .5-.4.9-.9.9H3.3a.9.9 0 0 1-.9-.9zM16.2 5.4a2.9 2.9 0 0 1 0 5.8 2.9 2.9 0 0 1-1.5-.4 5 5 0 0 0 .3-4.9c.4-.3.8-.5 1.2-.5zm.4 7.4c2.9.1 5 2 5 5 0 .5-.4.8-.8.8h-4.3a7.4 7.4 0 0 0-2-5.2c.6-.4 1.3-.6 2.1-.6z",
  places: "M3 6.2 9 4l6 2.2L21 4v13.8L15 20l-6-2.2L3 20zm6.9.2v9.9l4.2 1.5V7.9zM5 7.6v9.5l2.9-1.1V6.6zm14-.7-2.9 1.1v9.4l2.9-1.1z",
  bookmark: "M6.5 3h11v18L12 16.5 6.5 21z",
  invite: "M10 4.2a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2zM3 19c0-3.6 3-6 7-6 1.3 0 2.6.3 3.6.7A6 6 0 0 0 13 20H4a1 1 0 0 1-1-1zm14-6h2v3h3v2h-3v3h-2v-3h-3v-2h3z",
  headset: "M4 7.5h16A1.8 1.8 0 0 1 21.8 9.3v6A1.8 1.8 0 0 1 20 17.1h-3.6a2 2 0 0 1-1.6-.8l-1.5-2a1.6 1.6 0 0 0-2.6 0l-1.5 2a2 2 0 0 1-1.6.8H4A1.8 1.8 0 0 1 2.2 15.3v-6A1.8 1.8 0 0 1 4 7.5z",
  close: "m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
