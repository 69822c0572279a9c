// Everybody's name above their head, in one draw call: pictures in one canvas, an instance for each. A plate always faces
// the viewer and grows with distance between two limits, so that it can be read across a hall and is no billboard up close.
import {
  CanvasTexture, InstancedBufferAttribute, InstancedBufferGeometry, LinearFilter, LinearMipmapLinearFilter, Mesh, PlaneGeometry, ShaderMaterial, SRGBColorSpace,
} from "three";
import { cellOf, fitLabel } from "./label";

export interface Plates {
  readonly mesh: Mesh;
  /** Draws the picture of a row. */
  paint(row: number, plate: PlateText): void;
  /** Puts a row's plate over a point; `there` 0 hides it. */
  place(row: number, x: number, y: number, z: number, there: number): void;
  hide(row: number): void;
  /** Once a frame, with the number of rows in use. */
  update(rows: number): void;
  dispose(): void;
}

export interface PlateText {
  readonly name: string;
  readonly colour: string;
  readonly raised: boolean;
}

const COLUMNS = 4;
const CELL = { width: 320, height: 80 };
const PLATE = { left: 4, top: 6, height: 68, radius: 34 };
const FONT = '"Atkinson Hyperlegible Next Variable", "Atkinson Hyperlegible Next", system-ui, sans-serif';
const INK = "#1f2430";
const CARD = "#fffdf8";
const SUN = "#f4b942";

const VERTEX = /* glsl */ `
attribute vec4 place;
attribute vec4 cell;
varying vec2 vCell;
varying float vThere;
void main() {
  vec3 centre = (modelMatrix * vec4(place.xyz, 1.0)).xyz;
  vec3 towards = cameraPosition - centre;
  float far = length(towards);
  float height = clamp(0.03 * far, 0.085, 0.42);
  vec3 look = towards / max(far, 1e-4);
  vec3 side = abs(look.y) > 0.999 ? vec3(1.0, 0.0, 0.0) : normalize(cross(vec3(0.0, 1.0, 0.0), look));
  vec3 above = cross(look, side);
  centre.y += height * 0.5;
  vec3 corner = centre + side * position.x * height * ${(CELL.width / CELL.height).toFixed(4)} + above * position.y * height;
  vCell = cell.xy + uv * cell.zw;
  vThere = place.w * smoothstep(0.3, 0.6, far);
  gl_Position = place.w <= 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * viewMatrix * vec4(corner, 1.0);
}`;
const FRAGMENT = /* glsl */ `
uniform sampler2D atlas;
varying vec2 vCell;
varying float vThere;
void main() {
  vec4 colour = texture2D(atlas, vCell);
  float cell = fract(52.9829189 * fract(dot(floor(gl_FragCoord.xy), vec2(0.06711056, 0.00583715))));
  if (colour.a < 0.35 || cell > vThere) discard;
  gl_FragColor = vec4(colour.rgb / max(colour.a, 1e-3), colour.a);
  #include <colorspace_fragment>
}`;

export function createPlates(capacity: number): Plates {
  const rows = Math.ceil(capacity / COLUMNS);
  const canvas = document.createElement("canvas");
  canvas.width = COLUMNS * CELL.width;
  canvas.height = rows * CELL.height;
  const context = canvas.getContext("2d");
  const atlas = new CanvasTexture(canvas);
  atlas.colorSpace = SRGBColorSpace;
  atlas.premultiplyAlpha = true;
  atlas.minFilter = LinearMipmapLinearFilter;
  atlas.magFilter = LinearFilter;
  atlas.anisotropy = 4;
  const material = new ShaderMaterial({ uniforms: { atlas: { value: atlas } }, vertexShader: VERTEX, fragmentShader: FRAGMENT, alphaToCoverage: true });
  const { geometry, places } = createGeometry(capacity, rows);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const shown = new Map<number, PlateText>();

  const paint = (row: number, plate: PlateText) => {
    if (context) {
      shown.set(row, plate);
      paintCell(context, (row % COLUMNS) * CELL.width, Math.floor(row / COLUMNS) * CELL.height, plate);
      atlas.needsUpdate = true;
    }
  };
  // What was painted before the font came is painted again.
  const repaint = () => shown.forEach((plate, row) => paint(row, plate));
  document.fonts.load(`600 36px ${FONT}`).then(repaint, () => undefined);

  return {
    mesh, paint,
    place(row, x, y, z, there) {
      places.setXYZW(row, x, y, z, there);
    },
    hide(row) {
      places.setW(row, 0);
    },
    update(used) {
      geometry.instanceCount = used;
      places.needsUpdate = used > 0;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
      atlas.dispose();
    },
  };
}

function createGeometry(capacity: number, rows: number) {
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex(plane.index);
  geometry.setAttribute("position", plane.getAttribute("position"));
  geometry.setAttribute("uv", plane.getAttribute("uv"));
  const cells = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4);
  const rect: [number, number, number, number] = [0, 0, 0, 0];
  for (let row = 0; row < capacity; row++) {
    cellOf(row, COLUMNS, rows, rect);
    cells.setXYZW(row, ...rect);
  }
  const places = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4);
  geometry.setAttribute("cell", cells);
  geometry.setAttribute("place", places);
  geometry.instanceCount = 0;
  return { geometry, places };
}

function fontOf(size: number): string {
  return `600 ${size}px ${FONT}`;
}

function paintCell(context: CanvasRenderingContext2D, x: number, y: number, plate: PlateText): void {
  context.clearRect(x, y, CELL.width, CELL.height);
  const measure = (text: string) => {
    context.font = fontOf(100);
    return context.measureText(text).width / 100;
  };
  const extra = plate.raised ? 104 : 60; // the dot, the hand, and air
  const label = fitLabel(plate.name, { width: CELL.width - 2 * PLATE.left - extra, largest: 40, smallest: 26 }, measure);
  const words = measure(label.text) * label.size;
  const width = words + extra;
  const left = x + (CELL.width - width) / 2;
  const middle = y + PLATE.top + PLATE.height / 2;
  paintCard(context, left, y + PLATE.top, width, plate);
  context.fillStyle = plate.colour;
  context.beginPath();
  context.arc(left + 28, middle, 11, 0, 2 * Math.PI);
  context.fill();
  context.font = fontOf(label.size);
  context.direction = label.direction;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = INK;
  context.fillText(label.text, left + 46 + words / 2, middle + 2);
  if (plate.raised) {
    paintHand(context, left + width - 32, middle);
  }
}

function paintCard(context: CanvasRenderingContext2D, left: number, top: number, width: number, plate: PlateText): void {
  context.beginPath();
  context.roundRect(left, top, width, PLATE.height, PLATE.radius);
  context.fillStyle = CARD;
  context.fill();
  context.lineWidth = 3;
  context.strokeStyle = plate.raised ? INK : "rgba(31, 36, 48, 0.45)";
  context.stroke();
}

/** A raised hand, drawn: not every device has a picture font. */
function paintHand(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.fillStyle = SUN;
  context.beginPath();
  context.arc(x, y, 25, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = INK;
  context.strokeStyle = INK;
  context.lineCap = "round";
  context.lineWidth = 5;
  context.beginPath();
  for (const [dx, top] of [[-8, -9], [-2.5, -14], [3, -14], [8.5, -10]] as const) {
    context.moveTo(x + dx, y + 4);
    context.lineTo(x + dx, y + top);
  }
  context.moveTo(x + 7, y + 10);
  context.lineTo(x + 14, y + 2);
  context.stroke();
  context.beginPath();
  context.roundRect(x - 10.5, y, 21, 15, 7);
  context.fill();
}
