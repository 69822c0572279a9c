import { Plane, Vector3 } from "three";
import type { Stage } from "./stage";

/** What is higher above a floor hides its rooms from above. */
const CUT = 2.3;

/** Draws nothing that is above people's heads. */
export function cutAbove(stage: Pick<Stage, "renderer">, floor: number): void {
  stage.renderer.clippingPlanes = [new Plane(new Vector3(0, -1, 0), floor + CUT)];
}
