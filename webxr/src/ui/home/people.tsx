/** People in the drawings: a head, a coat, a way of standing. */

interface PersonProps {
  /** Where they stand: the middle of the feet. */
  readonly x: number;
  readonly y: number;
  readonly coat: string;
  readonly hair: string;
  readonly skin: string;
  readonly headset?: boolean;
  readonly stick?: boolean;
  readonly waving?: boolean;
  readonly size?: number;
}

export function Person({ x, y, coat, hair, skin, headset = false, stick = false, waving = false, size = 1 }: PersonProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(${size})`} stroke="#1f2430" stroke-width={2.6 / size} stroke-linecap="round" stroke-linejoin="round">
      <path d="M-14 0c2-22 2-40 3-56h22c1 18 2 34 4 56H5L0-34-5 0z" fill="#2b3a4f" />
      <path d="M-21-54c-3-30 0-62 21-62s25 32 22 62c-14 4-30 4-43 0z" fill={coat} />
      {waving ? <Waving coat={coat} skin={skin} /> : <Arms coat={coat} skin={skin} forward={headset} />}
      <path d="M-5-124h10v12c-3 4-7 4-10 0z" fill={skin} stroke-width={2} />
      <ellipse cx="0" cy="-134" rx="15" ry="17" fill={skin} />
      <path d="M-16-134c-4-20 8-28 18-27 12 1 18 12 14 27-4-8-8-12-14-13-7 3-13 4-18 13z" fill={hair} />
      {headset ? <Headset /> : <Face />}
      {stick && <path d="M27-64c0-8-10-8-10 0M27-64l3 64" fill="none" stroke-width={3.4} />}
    </g>
  );
}

function Face() {
  return (
    <>
      <circle cx="-5" cy="-133" r="0.9" fill="#1f2430" stroke-width="1.4" />
      <circle cx="6" cy="-133" r="0.9" fill="#1f2430" stroke-width="1.4" />
      <path d="M-4-125c3 3 6 3 9 0" fill="none" stroke-width="1.8" />
    </>
  );
}

function Headset() {
  return (
    <>
      <path d="M-16-138h32" stroke-width="4.5" />
      <rect x="-14" y="-143" width="29" height="14" rx="6" fill="#faf6ef" />
      <path d="M-3-123c3 2 5 2 7 0" fill="none" stroke-width="1.8" />
    </>
  );
}

function Arms({ coat, skin, forward }: { readonly coat: string; readonly skin: string; readonly forward: boolean }) {
  const [left, right] = forward ? ["M-17-102c-16 8-22 18-20 30", "M18-102c16 4 28-2 36-16"] : ["M-18-102c-6 16-8 30-6 44", "M19-102c6 14 8 26 7 40"];
  const [leftHand, rightHand] = forward ? [[-37, -70], [55, -120]] : [[-24, -56], [26, -61]];
  return (
    <>
      {[left, right].map((d) => (
        <g key={d} fill="none">
          <path d={d} stroke-width="14" />
          <path d={d} stroke={coat} stroke-width="9" />
        </g>
      ))}
      {[leftHand, rightHand].map((hand) => (
        <circle key={hand?.[0]} cx={hand?.[0]} cy={hand?.[1]} r="5.5" fill={skin} stroke-width="2.2" />
      ))}
    </>
  );
}

function Waving({ coat, skin }: { readonly coat: string; readonly skin: string }) {
  return (
    <>
      <path d="M19-102c14-2 22-14 22-30" fill="none" stroke-width="14" />
      <path d="M19-102c14-2 22-14 22-30" fill="none" stroke={coat} stroke-width="9" />
      <circle cx="41" cy="-137" r="6" fill={skin} stroke-width="2.2" />
      <path d="M52-146c3 3 4 6 4 9M58-150c4 4 6 9 6 13" fill="none" stroke-width="1.8" />
    </>
  );
}

export function WheelchairUser({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} stroke="#1f2430" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
      <path d="M-26-88v46h40" fill="none" stroke-width="4.5" />
      <path d="M-36-86h12" stroke-width="4.5" />
      <path d="M-20-44c8-8 24-8 44-6 6 12 8 26 10 40H22c-2-10-4-18-8-24-12 0-24 0-34-2z" fill="#2b3a4f" />
      <path d="M-22-42c-4-26 0-52 18-52s22 28 20 50c-14 6-26 6-38 2z" fill="#7fa8a3" />
      <path d="M8-82c8 12 16 18 30 20" fill="none" stroke-width="13" />
      <path d="M8-82c8 12 16 18 30 20" fill="none" stroke="#7fa8a3" stroke-width="8" />
      <circle cx="40" cy="-62" r="5.5" fill="#e8b48c" stroke-width="2.2" />
      <path d="M-6-100H4v10c-3 3-7 3-10 0z" fill="#e8b48c" stroke-width="2" />
      <g transform="translate(0 24)">
        <ellipse cx="0" cy="-134" rx="15" ry="16" fill="#e8b48c" />
        <path d="M-16-128c-8-24 4-34 16-33 14 1 20 14 14 24-8-4-12-8-16-10-6 4-8 10-9 20-2 4-5 3-5-1z" fill="#8a3f22" />
        <Face />
      </g>
      <circle cx="-6" cy="-22" r="25" fill="none" stroke-width="3.6" />
      <circle cx="-6" cy="-22" r="4" fill="#1f2430" />
      <path d="M-6-22l17-17M-6-22l-17-17M-6-22v25M-6-22h25" stroke-width="1.2" />
      <circle cx="34" cy="-4" r="7" fill="#faf6ef" />
      <path d="M14-40l18 34M30-6h12" fill="none" stroke-width="3.4" />
    </g>
  );
}
