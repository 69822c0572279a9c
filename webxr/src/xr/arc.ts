// Where a jump would land: the arc of something thrown from the hand, or (for eyes and fingers, whose rays are long and
// sure) a straight line.
import { canLand, createStrike } from "./ground";
import type { Ground } from "./ground";

export interface Arc {
  /** x, y, z of `count` points along the way. */
  readonly points: Float32Array;
  readonly count: number;
  readonly valid: boolean;
  /** Where it ends. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** From (ox, oy, oz) along the unit vector (dx, dy, dz), by someone who stands at height `fromY`. */
  cast(shape: "thrown" | "straight", ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, fromY: number): void;
}

/** One ray each; fewer than fifty a frame. */
const SEGMENTS = 40;
const SECONDS_EACH = 0.04;
const SPEED = 6.4;
const GRAVITY = 9.81;
const LONGEST_LINE = 20;
/** Whether one can land is asked anew when the end has moved this far: it takes two dozen rays. */
const MOVED = 0.02;

export function createArc(ground: Ground): Arc {
  const points = new Float32Array((SEGMENTS + 1) * 3);
  const strike = createStrike();
  const asked = { x: NaN, y: NaN, z: NaN, normalY: NaN, fromY: NaN, answer: false };
  const arc = { points, count: 0, valid: false, x: 0, y: 0, z: 0, cast };

  function add(x: number, y: number, z: number): void {
    points[arc.count * 3] = arc.x = x;
    points[arc.count * 3 + 1] = arc.y = y;
    points[arc.count * 3 + 2] = arc.z = z;
    arc.count++;
  }

  /** Goes on to the next point, or stops at what is in between. */
  function stops(x: number, y: number, z: number): boolean {
    const dx = x - arc.x;
    const dy = y - arc.y;
    const dz = z - arc.z;
    const way = Math.hypot(dx, dy, dz);
    if (way > 1e-6 && ground.hit(arc.x, arc.y, arc.z, dx / way, dy / way, dz / way, way, strike)) {
      add(strike.x, strike.y, strike.z);
      return true;
    }
    add(x, y, z);
    return false;
  }

  function cast(shape: "thrown" | "straight", ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, fromY: number): void {
    arc.count = 0;
    add(ox, oy, oz);
    const struck = shape === "straight" ? stops(ox + dx * LONGEST_LINE, oy + dy * LONGEST_LINE, oz + dz * LONGEST_LINE) : thrown(ox, oy, oz, dx, dy, dz);
    arc.valid = struck && lands(fromY);
  }

  function lands(fromY: number): boolean {
    const { x, y, z, normalY } = strike;
    const same = Math.hypot(x - asked.x, y - asked.y, z - asked.z) < MOVED && Math.abs(normalY - asked.normalY) < 0.01 && Math.abs(fromY - asked.fromY) < MOVED;
    if (!same) {
      asked.x = x;
      asked.y = y;
      asked.z = z;
      asked.normalY = normalY;
      asked.fromY = fromY;
      asked.answer = canLand(ground, strike, fromY);
    }
    return asked.answer;
  }

  function thrown(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): boolean {
    for (let i = 1; i <= SEGMENTS; i++) {
      const t = i * SECONDS_EACH;
      if (stops(ox + dx * SPEED * t, oy + dy * SPEED * t - 0.5 * GRAVITY * t * t, oz + dz * SPEED * t)) {
        return true;
      }
    }
    return false;
  }

  return arc;
}
