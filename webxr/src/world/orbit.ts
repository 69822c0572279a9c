// A camera that looks at a point of the floor from around it: what one does with a model on a table.
import type { PerspectiveCamera } from "three";

export interface Orbit {
  /** Radians; up is towards the view from straight above. */
  turn(around: number, up: number): void;
  /** Under 1 is nearer. */
  zoom(by: number): void;
  above(): void;
  lookAt(x: number, y: number, z: number, distance?: number): void;
  dispose(): void;
}

export interface OrbitOptions {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** In metres; also how far one gets away, times three. */
  readonly distance: number;
  readonly changed: () => void;
}

const LOWEST = 0.12;
const HIGHEST = Math.PI / 2 - 0.01;
const NEAREST = 1.5;

export function createOrbit(camera: PerspectiveCamera, { x, y, z, distance, changed }: OrbitOptions): Orbit {
  const target = { x, y, z };
  let [yaw, pitch, away] = [0.5, 0.75, distance];
  const place = () => {
    const flat = Math.cos(pitch) * away;
    camera.position.set(target.x + Math.sin(yaw) * flat, target.y + Math.sin(pitch) * away, target.z + Math.cos(yaw) * flat);
    camera.up.set(0, 1, 0);
    camera.lookAt(target.x, target.y, target.z);
    camera.updateMatrixWorld(true);
    changed();
  };
  place();
  return {
    turn(around, up) {
      yaw += around;
      pitch = Math.min(HIGHEST, Math.max(LOWEST, pitch + up));
      place();
    },
    zoom(by) {
      away = Math.min(distance * 3, Math.max(NEAREST, away * by));
      place();
    },
    above() {
      [yaw, pitch, away] = [0, HIGHEST, distance * 1.15];
      Object.assign(target, { x, y, z });
      place();
    },
    lookAt(toX, toY, toZ, to = away) {
      Object.assign(target, { x: toX, y: toY, z: toZ });
      away = Math.max(NEAREST, to);
      place();
    },
    dispose: () => undefined,
  };
}
