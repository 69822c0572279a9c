// A sentence in front of the wearer of a headset, where no page can be seen: what a screen's toast says on a screen. It
// hangs in the room, a little low, and only follows when one has turned away from it.
import { CanvasTexture, LinearFilter, Mesh, MeshBasicMaterial, PlaneGeometry, SRGBColorSpace, Vector3 } from "three";
import { directionOf, plain } from "./label";
import type { Stage } from "./stage";

export interface Notice {
  /** Replaces what was said before; `seconds` Infinity until something else is said, 0 for nothing. */
  say(text: string, seconds: number): void;
  /** Once a frame in a headset, with the head's place and the way it looks (radians about +y). */
  step(seconds: number, x: number, y: number, z: number, yaw: number): void;
  hide(): void;
  dispose(): void;
}

const SIZE = { width: 1024, height: 256 };
const METRES = 0.9;
const AHEAD = 1.25;
const LOWER = 0.32;
/** Turned further away than this, it comes along. */
const SLACK = 0.55;
const FONT = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif';

export function createNotice(stage: Stage): Notice {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE.width;
  canvas.height = SIZE.height;
  const context = canvas.getContext("2d");
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearFilter;
  texture.generateMipmaps = false;
  const material = new MeshBasicMaterial({ map: texture, transparent: true, depthTest: false, toneMapped: false });
  const mesh = new Mesh(new PlaneGeometry(METRES, (METRES * SIZE.height) / SIZE.width), material);
  mesh.renderOrder = 900;
  mesh.visible = false;
  stage.scene.add(mesh);
  const target = new Vector3();
  let left = 0;
  let bearing = NaN;

  return {
    say(text, seconds) {
      left = text === "" ? 0 : seconds;
      if (left > 0 && context) {
        paint(context, text);
        texture.needsUpdate = true;
        bearing = NaN;
      }
    },
    step(seconds, x, y, z, yaw) {
      left -= seconds;
      mesh.visible = left > 0;
      if (!mesh.visible) {
        return;
      }
      const first = Number.isNaN(bearing);
      const away = first ? Infinity : Math.abs(Math.atan2(Math.sin(yaw - bearing), Math.cos(yaw - bearing)));
      bearing = away > SLACK ? yaw : bearing;
      target.set(x - Math.sin(bearing) * AHEAD, y - LOWER, z - Math.cos(bearing) * AHEAD);
      mesh.position.lerp(target, first ? 1 : Math.min(1, seconds * 5));
      mesh.lookAt(x, y - LOWER / 2, z);
    },
    hide() {
      left = 0;
      mesh.visible = false;
    },
    dispose() {
      stage.scene.remove(mesh);
      mesh.geometry.dispose();
      material.dispose();
      texture.dispose();
    },
  };
}

function paint(context: CanvasRenderingContext2D, text: string): void {
  const { width, height } = SIZE;
  const words = plain(text);
  context.clearRect(0, 0, width, height);
  context.font = `600 44px ${FONT}`;
  context.direction = directionOf(words);
  context.textAlign = "center";
  context.textBaseline = "middle";
  const lines = wrap(words, width - 96, (line) => context.measureText(line).width).slice(0, 4);
  const block = lines.length * 54 + 52;
  context.fillStyle = "rgba(31, 36, 48, 0.94)";
  context.beginPath();
  context.roundRect(8, (height - block) / 2, width - 16, block, 32);
  context.fill();
  context.fillStyle = "#fffdf8";
  lines.forEach((line, i) => context.fillText(line, width / 2, height / 2 + (i - (lines.length - 1) / 2) * 54));
}

/** Lines no wider than `width`, broken between words. */
export function wrap(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === "" ? lines : [...lines, line];
}
