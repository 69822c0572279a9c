/** Three small drawings beside three short texts; the words say the same, so screen readers pass them by. */
import type { ComponentChildren } from "preact";
import { Person } from "./people";

function Vignette({ ground, children }: { readonly ground: string; readonly children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 180 130" aria-hidden="true" stroke="#1f2430" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
      <path d="M14 66C10 26 52 8 94 10c46 2 78 24 74 60-4 34-40 50-80 50S18 104 14 66z" fill={ground} stroke="none" />
      {children}
    </svg>
  );
}

export function LookRound() {
  return (
    <Vignette ground="#dcebe9">
      <path d="M22 46h54v38H22z" fill="#faf6ef" />
      <path d="M14 90h70l-6-6H20z" fill="#c9bda6" />
      <path d="M30 76l14-16 10 10 8-12 8 18z" fill="#8fb8a8" stroke-width="1.8" />
      <rect x="92" y="50" width="24" height="42" rx="4" fill="#faf6ef" />
      <path d="M98 82l6-10 7 10zM101 88h6" fill="#f4b942" stroke-width="1.8" />
      <path d="M126 70c-6-22 40-24 36 0" fill="none" stroke-width="3.4" />
      <rect x="123" y="66" width="42" height="25" rx="10" fill="#0c5c63" />
      <path d="M137 91c2-6 12-6 14 0" fill="#dcebe9" stroke-width="2" />
    </Vignette>
  );
}

export function Together() {
  return (
    <Vignette ground="#fbe6df">
      <Person x={58} y={118} size={0.66} coat="#0c5c63" hair="#1f2430" skin="#d9a178" waving />
      <Person x={122} y={118} size={0.66} coat="#f4b942" hair="#4a2f25" skin="#8d5a3c" />
    </Vignette>
  );
}

export function ChangeIt() {
  return (
    <Vignette ground="#fdf1d3">
      <path d="M34 108V70h72v38" fill="none" stroke-dasharray="6 5" stroke-width="1.8" />
      <path d="M28 70h84" stroke-dasharray="6 5" stroke-width="1.8" />
      <path d="M28 84h84l-4 24H32z" fill="#d8a86a" />
      <path d="M26 84h88" stroke-width="4.5" />
      <path d="M124 68v16M119 79l5 7 5-7" fill="none" stroke="#a93a21" stroke-width="3" />
      <path d="M88 34h48v22h-24l-9 9-1-9H88z" fill="#fff" />
      <path d="M97 42h30M97 48h20" stroke-width="1.8" />
    </Vignette>
  );
}
