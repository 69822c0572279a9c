// What a finger or a mouse points at on a flat screen.
import { Raycaster, Vector2 } from "three";
import type { Floor, FloorHit } from "./floor";
import type { Stage } from "./stage";

export type Pick = (clientX: number, clientY: number, out: FloorHit) => boolean;

export function createPick(stage: Stage, floor: Floor): Pick {
  const raycaster = new Raycaster();
  const point = new Vector2();
  return (clientX, clientY, out) => {
    const box = stage.canvas.getBoundingClientRect();
    point.set(((clientX - box.left) / box.width) * 2 - 1, 1 - ((clientY - box.top) / box.height) * 2);
    stage.camera.updateWorldMatrix(true, false);
    raycaster.setFromCamera(point, stage.camera);
    const { origin, direction } = raycaster.ray;
    return floor.hit(origin.x, origin.y, origin.z, direction.x, direction.y, direction.z, 60, out);
  };
}
