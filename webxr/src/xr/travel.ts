// A jump takes place in a short darkness, so that the eyes are not asked to follow it. People who asked their system for
// less motion get it without the darkness coming and going.
import type { Body } from "./body";

export interface Travel {
  /** 0 clear … 1 dark. */
  readonly darkness: number;
  /** Goes there; NaN keeps the way one looks. A second jump replaces one that has not happened yet. */
  jump(x: number, y: number, z: number, yaw: number): void;
  step(seconds: number): void;
}

const DARKEN_SECONDS = 0.09;
const CLEAR_SECONDS = 0.16;

export function createTravel(body: Pick<Body, "goTo">, stillness: () => boolean): Travel {
  const target = { x: 0, y: 0, z: 0, yaw: NaN };
  let state: "clear" | "darkening" | "clearing" = "clear";
  let darkness = 0;

  const arrive = () => body.goTo(target.x, target.y, target.z, target.yaw);
  return {
    get darkness() { return darkness; },
    jump(x, y, z, yaw) {
      target.x = x;
      target.y = y;
      target.z = z;
      target.yaw = yaw;
      if (stillness()) {
        arrive();
      } else {
        state = "darkening";
      }
    },
    step(seconds) {
      if (state === "darkening") {
        darkness = Math.min(1, darkness + seconds / DARKEN_SECONDS);
        if (darkness === 1) {
          state = "clearing";
          arrive();
        }
      } else if (state === "clearing") {
        darkness = Math.max(0, darkness - seconds / CLEAR_SECONDS);
        state = darkness === 0 ? "clear" : state;
      }
    },
  };
}
