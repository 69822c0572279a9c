// Turning by steps. A stick pushed to the side turns once; it has to come back before it turns again.

/** 30°. */
export const TURN = Math.PI / 6;
const PRESSED = 0.7;
const RELEASED = 0.4;

export interface Notch {
  /** −1, 0 or 1: the step that this reading of the stick makes. */
  read(axis: number): number;
  reset(): void;
}

export function createNotch(): Notch {
  let armed = true;
  return {
    read(axis) {
      if (!armed) {
        armed = Math.abs(axis) < RELEASED;
        return 0;
      }
      if (Math.abs(axis) < PRESSED) {
        return 0;
      }
      armed = false;
      return Math.sign(axis);
    },
    reset() {
      armed = true;
    },
  };
}

/** The same angle in (−π, π]. */
export function wrapAngle(angle: number): number {
  const turns = Math.round(angle / (2 * Math.PI));
  const wrapped = angle - turns * 2 * Math.PI;
  return wrapped <= -Math.PI ? wrapped + 2 * Math.PI : wrapped;
}
