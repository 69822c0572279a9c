// Where one is. On a flat screen the body is a pair of eyes over feet; in immersion it follows the head, and a rig carries the
// headset's space. It is the one owner of the place: leaving the headset, one stands where one stood in it.
import { yawOf } from "../motion/heading";
import { STANDING_EYES } from "./ground";
import type { Ground, Place } from "./ground";
import { createRig, moveRig, seatRig, toScene, turnRig } from "./rig";
import type { Rig } from "./rig";
import { wrapAngle } from "./turn";
import { walk } from "./walk";

const STEEPEST = 1.35;
/** Steps are climbed by the eyes within a tenth of a second, the feet at once. */
const CLIMB_SECONDS = 0.1;

export interface Body {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
  readonly pitch: number;
  /** Where the headset's space stands. */
  readonly rig: Rig;
  /** Walks in the frame of the way one looks, in metres. */
  walk(right: number, forward: number): void;
  look(yaw: number, pitch: number): void;
  /** A step to the side, seen by others as a cut. */
  turn(angle: number): void;
  /** A jump; keeps the way one looks when `yaw` is NaN. */
  goTo(x: number, y: number, z: number, yaw: number): void;
  /** The eyes' height follows the feet. */
  settle(seconds: number): void;
  /** The pose of the eyes on a flat screen: x, y, z, quaternion. */
  head(out: Float32Array): void;
  /** Immersion begins: the first head pose, in the headset's space, comes to stand where the body does. */
  immerse(head: ArrayLike<number>): void;
  /** In immersion, each frame: where the head is; writes it in the scene. */
  follow(head: ArrayLike<number>, out: Float32Array): void;
  surface(): void;
  /** Whether a jump happened since it was last asked. */
  takeCut(): boolean;
}

export function createBody(ground: Ground, start: Place): Body {
  return new StandingBody(ground, start);
}

class StandingBody implements Body {
  readonly rig = createRig();
  yaw: number;
  pitch = 0;
  private readonly feet: { x: number; y: number; z: number };
  /** The head in the headset's space. */
  private readonly last = new Float32Array(7);
  /** What the eyes stand on; follows the feet. */
  private floor: number;
  private immersed = false;
  private cut = true; // appearing is a jump, too

  constructor(private readonly ground: Ground, { x, y, z, yaw }: Place) {
    this.feet = { x, y, z };
    this.floor = y;
    this.yaw = yaw;
  }

  get x(): number {
    return this.feet.x;
  }

  get y(): number {
    return this.feet.y;
  }

  get z(): number {
    return this.feet.z;
  }

  walk(right: number, forward: number): void {
    const cos = Math.cos(this.yaw);
    const sin = Math.sin(this.yaw);
    walk(this.ground, this.feet, right * cos - forward * sin, -right * sin - forward * cos);
  }

  look(yaw: number, pitch: number): void {
    this.yaw = wrapAngle(this.yaw + yaw);
    this.pitch = Math.min(STEEPEST, Math.max(-STEEPEST, this.pitch + pitch));
  }

  turn(angle: number): void {
    this.cut = true;
    if (this.immersed) {
      turnRig(this.rig, this.last, angle);
    }
    this.yaw = wrapAngle(this.yaw + angle);
  }

  goTo(x: number, y: number, z: number, yaw: number): void {
    const keeps = Number.isNaN(yaw);
    this.cut = true;
    this.feet.x = x;
    this.feet.y = this.floor = y;
    this.feet.z = z;
    this.yaw = keeps ? this.yaw : wrapAngle(yaw);
    this.pitch = keeps ? this.pitch : 0;
    if (this.immersed && keeps) {
      moveRig(this.rig, this.last, x, y, z);
    } else if (this.immersed) {
      seatRig(this.rig, this.last, x, y, z, this.yaw);
    }
  }

  settle(seconds: number): void {
    this.floor += (this.feet.y - this.floor) * Math.min(1, seconds / CLIMB_SECONDS);
  }

  head(out: Float32Array): void {
    out[0] = this.feet.x;
    out[1] = this.floor + STANDING_EYES;
    out[2] = this.feet.z;
    const cosYaw = Math.cos(this.yaw / 2);
    const sinYaw = Math.sin(this.yaw / 2);
    const cosPitch = Math.cos(this.pitch / 2);
    const sinPitch = Math.sin(this.pitch / 2);
    out[3] = cosYaw * sinPitch;
    out[4] = sinYaw * cosPitch;
    out[5] = -sinYaw * sinPitch;
    out[6] = cosYaw * cosPitch;
  }

  immerse(head: ArrayLike<number>): void {
    this.immersed = true;
    this.cut = true;
    this.last.set(head);
    seatRig(this.rig, head, this.feet.x, this.feet.y, this.feet.z, this.yaw);
  }

  follow(head: ArrayLike<number>, out: Float32Array): void {
    this.last.set(head);
    toScene(this.rig, head, out, 0);
    this.feet.x = out[0] ?? 0;
    this.feet.z = out[2] ?? 0;
    this.yaw = yawOf(out);
  }

  surface(): void {
    this.immersed = false;
    this.cut = true;
    this.pitch = 0;
    this.floor = this.feet.y;
  }

  takeCut(): boolean {
    const was = this.cut;
    this.cut = false;
    return was;
  }
}
