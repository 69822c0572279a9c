// The discs at the waist of whoever has no buttons: a ring with a sign in it, brighter when it is aimed at.
import { CanvasTexture, CircleGeometry, Group, LinearFilter, Mesh, MeshBasicMaterial, SRGBColorSpace } from "three";
import type { Stage } from "./stage";

export type DiscSign = "left" | "leave" | "play" | "right";

/** What `xr` says of them: where they are, which way they lie from the wearer, which one is aimed at. */
export interface DiscPlaces {
  readonly shown: boolean;
  readonly places: Float32Array;
  readonly bearing: number;
  readonly lit: number;
}

export interface DiscPictures {
  show(discs: DiscPlaces): void;
  hide(): void;
  dispose(): void;
}

const RADIUS = 0.075;
const PIXELS = 192;
/** They lie below the eyes and face them. */
const TILT = -Math.PI / 3;
const REST = 0.82;

export function createDiscPictures(stage: Stage, signs: readonly DiscSign[]): DiscPictures {
  const group = new Group();
  const geometry = new CircleGeometry(RADIUS, 40);
  const meshes = signs.map((sign) => {
    const material = new MeshBasicMaterial({ map: picture(sign), transparent: true, toneMapped: false, depthTest: false });
    const mesh = new Mesh(geometry, material);
    mesh.rotation.order = "YXZ";
    mesh.renderOrder = 890;
    group.add(mesh);
    return mesh;
  });
  group.visible = false;
  stage.scene.add(group);
  return {
    show({ shown, places, bearing, lit }) {
      group.visible = shown;
      if (!shown) {
        return;
      }
      for (let i = 0; i < meshes.length; i++) {
        const mesh = meshes[i];
        mesh?.position.fromArray(places, i * 3);
        mesh?.rotation.set(TILT, bearing, 0);
        mesh?.scale.setScalar(i === lit ? 1.15 : 1);
        mesh?.material.color.setScalar(i === lit ? 1 : REST);
      }
    },
    hide() {
      group.visible = false;
    },
    dispose() {
      stage.scene.remove(group);
      geometry.dispose();
      for (const { material } of meshes) {
        material.map?.dispose();
        material.dispose();
      }
    },
  };
}

function picture(sign: DiscSign): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = PIXELS;
  const context = canvas.getContext("2d");
  if (context) {
    paint(context, sign);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearFilter;
  texture.generateMipmaps = false;
  return texture;
}

function paint(context: CanvasRenderingContext2D, sign: DiscSign): void {
  const middle = PIXELS / 2;
  context.fillStyle = sign === "leave" ? "#6b2415" : "#1f2430";
  context.beginPath();
  context.arc(middle, middle, middle - 2, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = context.fillStyle = "#fffdf8";
  context.lineWidth = 11;
  context.lineCap = context.lineJoin = "round";
  context.translate(middle, middle);
  if (sign === "leave") {
    door(context);
  } else if (sign === "play") {
    playAndPause(context);
  } else {
    context.scale(sign === "left" ? 1 : -1, 1);
    bend(context);
  }
}

/** An arrow that turns to the left. */
function bend(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.arc(0, 16, 44, 0, Math.PI, true);
  context.stroke();
  context.beginPath();
  context.moveTo(-68, 8);
  context.lineTo(-20, 8);
  context.lineTo(-44, 46);
  context.fill();
}

function playAndPause(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(-52, -36);
  context.lineTo(4, 0);
  context.lineTo(-52, 36);
  context.fill();
  context.fillRect(18, -36, 12, 72);
  context.fillRect(40, -36, 12, 72);
}

/** A doorway, and the way out of it. */
function door(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(4, -50);
  context.lineTo(-44, -50);
  context.lineTo(-44, 50);
  context.lineTo(4, 50);
  context.moveTo(-12, 0);
  context.lineTo(52, 0);
  context.moveTo(28, -24);
  context.lineTo(54, 0);
  context.lineTo(28, 24);
  context.stroke();
}
