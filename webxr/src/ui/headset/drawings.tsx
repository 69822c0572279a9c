/** The four pictures: each device's frame around what one sees in it. Words stand beside them, so they are drawn without any. */
import type { ComponentChildren } from "preact";
import type { DeviceKind } from "../device";
import type { Drawing } from "./steps";

const INK = "#1f2430";
const TEAL = "#0c5c63";
const SUN = "#f4b942";
const RED = "#c8472b";

interface StepPictureProps {
  readonly device: DeviceKind;
  readonly drawing: Drawing;
}

export function StepPicture({ device, drawing }: StepPictureProps) {
  return (
    <svg class="step-picture" viewBox="0 0 240 170" aria-hidden="true" stroke={INK} stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
      <path d="M14 88C8 34 70 10 126 12c62 2 106 30 100 80-6 46-54 66-108 66S20 136 14 88z" fill="#f3ecdf" stroke="none" />
      <Frame device={device}>{onScreen[drawing]()}</Frame>
    </svg>
  );
}

/** The frame's screen is 140 by 84 units for what is inside. */
function Frame({ device, children }: { readonly device: DeviceKind; readonly children: ComponentChildren }) {
  switch (device) {
    case "quest":
    case "pico":
    case "vision":
      return (
        <>
          <rect x="46" y="18" width="148" height="92" rx="10" fill="#fff" />
          <path d="M96 136L58 112M144 136l38-24" stroke-width="1.6" stroke-dasharray="3 6" />
          <HeadsetShape kind={device} />
          <g transform="translate(50 22)">{children}</g>
        </>
      );
    case "ipad":
      return (
        <>
          <rect x="40" y="22" width="160" height="112" rx="12" fill={INK} />
          <rect x="49" y="31" width="142" height="94" rx="3" fill="#fff" stroke-width="1.4" />
          <g transform="translate(50 36)">{children}</g>
        </>
      );
    case "android":
      return (
        <>
          <rect x="78" y="10" width="84" height="150" rx="13" fill={INK} />
          <rect x="84" y="20" width="72" height="130" rx="5" fill="#fff" stroke-width="1.4" />
          <g transform="translate(86 60) scale(.486)">{children}</g>
        </>
      );
    case "laptop":
    default:
      return (
        <>
          <rect x="44" y="20" width="152" height="100" rx="7" fill={INK} />
          <rect x="49" y="25" width="142" height="88" rx="2" fill="#fff" stroke-width="1.4" />
          <path d="M26 136h188l-12-16H38z" fill="#d9d0c0" />
          <path d="M102 128h36" />
          <g transform="translate(50 27)">{children}</g>
        </>
      );
  }
}

function HeadsetShape({ kind }: { readonly kind: "quest" | "pico" | "vision" }) {
  const [body, glass] = kind === "vision" ? [SUN, INK] : kind === "pico" ? ["#c9d6d4", "#2b3a4f"] : ["#fff", TEAL];
  return (
    <>
      <path d={kind === "vision" ? "M76 146c4-16 84-16 88 0" : "M82 146c6-26 70-26 76 0"} fill="none" stroke={body} stroke-width="7" />
      <rect x="84" y="132" width="72" height="28" rx="13" fill={glass} />
      <path d="M114 160c2-7 10-7 12 0" fill="#f3ecdf" stroke-width="2" />
      {kind !== "vision" && <path d="M98 146h.1M142 146h.1" stroke="#fff" stroke-width="5" />}
    </>
  );
}

/** What the screen shows at each step. */
const onScreen: Readonly<Record<Drawing, () => ComponentChildren>> = {
  wifi: () => (
    <g fill="none" stroke={TEAL} stroke-width="6">
      <path d="M30 38c24-24 56-24 80 0M44 53c15-14 37-14 52 0" />
      <circle cx="70" cy="68" r="4" fill={TEAL} stroke-width="3" />
    </g>
  ),
  address: () => (
    <>
      <Bar lock />
      <Pointer x={96} y={24} />
      <path d="M18 46h74M18 58h52" stroke="#d9d0c0" stroke-width="5" />
    </>
  ),
  scan: () => (
    <>
      <path d="M22 24V10h16M118 24V10h-16M22 62v14h16M118 62v14h-16" fill="none" stroke={RED} stroke-width="3.4" />
      <g fill={INK} stroke="none">
        <path d="M46 19h18v18H46zM76 19h18v18H76zM46 49h18v18H46zM70 43h8v8h-8zM82 43h6v6h-6zM74 57h10v10H74zM88 53h6v14h-6z" />
      </g>
      <path d="M51 24h8v8h-8zM81 24h8v8h-8zM51 54h8v8h-8z" fill="#fff" stroke="none" />
    </>
  ),
  warning: () => (
    <>
      <Bar />
      <path d="M34 34L20 58h28z" fill={SUN} />
      <path d="M34 43v6M34 54v.1" />
      <path d="M58 38h66M58 48h44" stroke="#d9d0c0" stroke-width="5" />
      <Key x={16} y={64} width={44} colour="#fff" />
      <path d="M23 71h30" stroke={TEAL} stroke-width="4" />
      <Key x={84} y={64} width={44} colour="#f3ecdf" />
      <Pointer x={50} y={68} />
    </>
  ),
  code: () => (
    <>
      <path d="M14 10h52" stroke={INK} stroke-width="6" />
      <rect x="12" y="24" width="116" height="26" rx="5" fill="#fff" />
      <text x="70" y="44" text-anchor="middle" font-size="20" font-weight="700" letter-spacing="3" fill={TEAL} stroke="none">ABC 234</text>
      <Key x={44} y={58} width={52} colour={TEAL} />
      <path d="M58 66h24" stroke="#fff" stroke-width="4" />
      <Pointer x={84} y={62} />
    </>
  ),
  seal: () => (
    <>
      <Bar />
      <Seal x={44} y={48} />
      <path d="M96 30v26M85 46l11 12 11-12M80 68h32" fill="none" stroke={TEAL} stroke-width="5" />
    </>
  ),
  install: () => (
    <>
      <path d="M12 10h40" stroke={INK} stroke-width="6" />
      <rect x="8" y="22" width="124" height="26" rx="6" fill="#fdf1d3" />
      <Seal x={24} y={35} size={0.46} />
      <path d="M42 35h46M118 31l5 4-5 4" fill="none" stroke-width="3" />
      <path d="M14 60h60M14 72h44" stroke="#d9d0c0" stroke-width="5" />
      <Pointer x={104} y={40} />
    </>
  ),
  switch: () => (
    <>
      <path d="M12 10h60" stroke={INK} stroke-width="6" />
      <path d="M12 28h50" stroke="#d9d0c0" stroke-width="5" />
      <rect x="8" y="40" width="124" height="32" rx="6" fill="#fff" />
      <Seal x={25} y={56} size={0.5} />
      <path d="M44 56h34" stroke-width="3" />
      <rect x="90" y="47" width="34" height="18" rx="9" fill="#3f9b63" />
      <circle cx="115" cy="56" r="7" fill="#fff" />
      <Pointer x={112} y={62} />
    </>
  ),
};

function Bar({ lock = false }: { readonly lock?: boolean }) {
  return (
    <>
      <rect x="6" y="6" width="128" height="20" rx="10" fill="#f3ecdf" stroke-width="1.8" />
      {lock ? (
        <>
          <rect x="14" y="14" width="9" height="7" rx="1.5" fill={TEAL} stroke="none" />
          <path d="M15.5 14v-2c0-4 6-4 6 0v2" fill="none" stroke={TEAL} stroke-width="1.8" />
          <path d="M30 16h52" stroke={TEAL} stroke-width="4" />
        </>
      ) : (
        <path d="M16 16h58" stroke="#b9ad97" stroke-width="4" />
      )}
    </>
  );
}

function Key({ x, y, width, colour }: { readonly x: number; readonly y: number; readonly width: number; readonly colour: string }) {
  return <rect x={x} y={y} width={width} height="15" rx="7" fill={colour} stroke-width="1.8" />;
}

function Seal({ x, y, size = 1 }: { readonly x: number; readonly y: number; readonly size?: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${size})`}>
      <path d="M-8 10l-7 20 11-4 6 8 4-22z" fill={RED} />
      <circle r="19" fill={SUN} />
      <path d="M-8 0l6 6 11-12" fill="none" stroke-width="4" />
    </g>
  );
}

/** A hand that presses: where to look. */
function Pointer({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <path
      transform={`translate(${x} ${y})`}
      d="M0 0c3-3 7-1 7 3v10l12 3c4 1 6 4 5 8l-3 12H4l-9-13c-2-4 2-7 5-4l1 1V3c0-1 0-2-1-3z"
      fill="#fff"
      stroke-width="2.2"
    />
  );
}
