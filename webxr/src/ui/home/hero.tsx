/**
 * A branch library, drawn by hand in numbers: finished where people already walk, still thin lines where it is not built. Colour
 * lies a little beside its line, as in a two-colour print. Our own work.
 */
import { Person, WheelchairUser } from "./people";

type Book = readonly [width: number, height: number, colour: string];

const BOOKS: readonly Book[] = [
  [13, 50, "#c8472b"], [10, 44, "#0c5c63"], [15, 52, "#f4b942"], [9, 40, "#7fa8a3"], [12, 48, "#1f5560"], [14, 43, "#e08a6c"],
  [9, 50, "#f4b942"], [13, 46, "#0c5c63"], [10, 52, "#d9c7a3"], [12, 42, "#c8472b"],
];

export function Hero({ label }: { readonly label: string }) {
  return (
    <svg class="hero" viewBox="0 0 640 500" role="img" aria-label={label}>
      <defs>
        <filter id="by-hand" x="-2%" y="-2%" width="104%" height="104%">
          <feTurbulence type="fractalNoise" baseFrequency="0.018" numOctaves="2" seed="7" />
          <feDisplacementMap in="SourceGraphic" scale="5" xChannelSelector="R" yChannelSelector="G" />
        </filter>
      </defs>
      <g filter="url(#by-hand)" stroke-linecap="round" stroke-linejoin="round">
        <Room />
        <Window />
        <Lamps />
        <Shelf />
        <NotYetBuilt />
        <Path />
        <Desk />
        <Plant />
        <Person x={438} y={442} coat="#f4b942" hair="#4a2f25" skin="#8d5a3c" headset />
        <WheelchairUser x={335} y={444} />
        <Person x={64} y={446} coat="#c8472b" hair="#e9e4da" skin="#f0c9a8" stick />
      </g>
    </svg>
  );
}

function Room() {
  return (
    <>
      <path d="M36 108C66 34 198 14 330 18c126 4 244 26 270 108 24 78 20 236-20 292-36 46-150 58-276 56-124-2-228-4-262-58C10 362 8 176 36 108z" fill="#f3e7cf" />
      <path d="M20 424c120-16 420-18 606-2-30 42-96 56-312 54-190-2-262-8-294-52z" fill="#e6d5b4" />
      <path d="M18 424c130-12 260-14 356-13" stroke="#1f2430" stroke-width="3" fill="none" />
      <path d="M374 411c80 1 170 4 250 11" stroke="#1f2430" stroke-width="1.8" stroke-dasharray="7 7" fill="none" />
    </>
  );
}

function Window() {
  return (
    <>
      <path d="M58 262V136c0-52 88-54 88 0v126z" fill="#cfe4e2" />
      <circle cx="116" cy="146" r="20" fill="#f4b942" />
      <path d="M58 226c22-24 42-10 54-18 14-10 24-6 34 0v54H58z" fill="#8fb8a8" />
      <g fill="none" stroke="#1f2430" stroke-width="3.2">
        <path d="M54 262V132c0-56 92-56 92 0v130z" />
        <path d="M100 92v170M54 178h92" stroke-width="2.4" />
        <path d="M44 264h112" stroke-width="4" />
      </g>
      <path d="M66 274l-34 120h120l-6-120z" fill="#fff" opacity="0.28" />
    </>
  );
}

function Lamps() {
  return (
    <>
      {[236, 322].map((x) => (
        <g key={x}>
          <path d={`M${x} 26v52`} stroke="#1f2430" stroke-width="2.4" />
          <path d={`M${x - 26} 104c2-18 12-27 26-27s25 9 27 27z`} fill="#0c5c63" stroke="#1f2430" stroke-width="2.8" />
          <path d={`M${x - 9} 106a9 8 0 0 0 18 0z`} fill="#f4b942" stroke="#1f2430" stroke-width="2.2" />
        </g>
      ))}
      <g fill="none" stroke="#1f2430" stroke-width="1.7" stroke-dasharray="6 6">
        <path d="M420 30v48M394 104c2-18 12-27 26-27s25 9 27 27z" />
        <path d="M518 40v48M492 114c2-18 12-27 26-27s25 9 27 27z" />
      </g>
    </>
  );
}

/** A row of books that stands on `y`, beginning with another book each time. */
function books(y: number, from: number) {
  let x = 186;
  return [...BOOKS.slice(from), ...BOOKS.slice(0, from)].map(([width, height, colour]) => {
    const book = <rect key={x} x={x} y={y - height} width={width} height={height} rx="1.5" fill={colour} stroke="#1f2430" stroke-width="1.8" />;
    x += width + 1;
    return book;
  });
}

function Shelf() {
  return (
    <>
      <rect x="182" y="134" width="132" height="278" fill="#c99a63" />
      <rect x="188" y="140" width="120" height="266" fill="#a97a48" />
      {books(204, 0)}
      {books(272, 4)}
      {books(340, 7)}
      {books(405, 2)}
      <g fill="none" stroke="#1f2430" stroke-width="3">
        <path d="M178 130h132v282H178z" />
        <path d="M180 205h130M180 273h130M180 341h130" />
      </g>
    </>
  );
}

/** The other half of the room, which is only a plan. */
function NotYetBuilt() {
  return (
    <g fill="none" stroke="#1f2430" stroke-width="1.8" stroke-dasharray="7 6" opacity="0.85">
      <path d="M466 300V176c0-50 84-52 84 0v124zM508 138v162M466 214h84" />
      <path d="M372 132v276M372 132h58v150M372 200h58M372 266h58" />
      <path d="M486 408v-72h104v72M480 336h116M486 362h104" />
      <path d="M574 336v-26h28v26M588 310v-6" />
      <path d="M448 320h168" stroke-dasharray="2 7" />
      <path d="M448 314v12M616 314v12" stroke-dasharray="none" />
    </g>
  );
}

/** The way people take, from finished ground on to paper. */
function Path() {
  return (
    <>
      <path d="M98 462c70 14 150-6 226-2s118 14 172-4c34-12 58-20 92-16" fill="none" stroke="#0c5c63" stroke-width="3.4" stroke-dasharray="1 11" />
      {[[212, 464], [386, 462], [588, 440]].map(([x, y]) => (
        <ellipse key={x} cx={x} cy={y} rx="11" ry="5.5" fill="#f4b942" stroke="#1f2430" stroke-width="2.4" />
      ))}
    </>
  );
}

function Desk() {
  return (
    <>
      <Person x={162} y={404} coat="#0c5c63" hair="#1f2430" skin="#d9a178" waving />
      <path d="M104 348h124l6 66H100z" fill="#d8a86a" />
      <path d="M104 372l122-2 4 44H102z" fill="#b98246" opacity="0.55" />
      <g stroke="#1f2430" stroke-width="3" fill="none">
        <path d="M98 346h132" stroke-width="5" />
        <path d="M102 348l-3 66M226 348l5 65" />
      </g>
      <path d="M112 330h28v15h-28z" fill="#faf6ef" stroke="#1f2430" stroke-width="2.4" />
      <path d="M117 336h18M117 341h12" stroke="#1f2430" stroke-width="1.6" />
    </>
  );
}

function Plant() {
  return (
    <g stroke="#1f2430" stroke-width="2.4">
      <path d="M30 392h36l-5 34H35z" fill="#c8472b" />
      <path d="M48 392c-4-34-26-40-34-62 24 4 36 20 36 42 2-38 12-56 32-66 2 28-8 50-30 68 12-18 24-20 36-18-8 18-24 26-38 36z" fill="#2f7a63" />
    </g>
  );
}
