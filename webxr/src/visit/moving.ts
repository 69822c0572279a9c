// Where the two rooms meet: xr's body moves over world's floor, by keys, mouse, thumb or headset, and world's camera looks out
// of it. Each frame ends in one pose, quantised once, which is what is sent, recorded and replayed.
import type { Numbers } from "../motion/pose";
import { POSE_INTS, quantise } from "../motion/pose";
import type { DiscPictures } from "../world/discs";
import { createFloorHit } from "../world/floor";
import type { Marks } from "../world/marks";
import type { Model } from "../world/model";
import { createPick } from "../world/pick";
import type { Stage } from "../world/stage";
import { createBody } from "../xr/body";
import type { Body } from "../xr/body";
import { canLand } from "../xr/ground";
import type { Place } from "../xr/ground";
import { VISIT_DISCS } from "../xr/discs";
import { createHeadset } from "../xr/headset";
import type { Headset } from "../xr/headset";
import type { Immersion } from "../xr/immersion";
import { createKeys } from "../xr/keys";
import { createPointer } from "../xr/pointer";
import type { Stick } from "../xr/stick";
import { createTravel } from "../xr/travel";
import { TURN } from "../xr/turn";
import { WALK_SPEED } from "../xr/walk";

export interface Moving {
  readonly body: Body;
  readonly headset: Headset;
  /** The head in the scene, as of the last frame: x, y, z, quaternion. */
  readonly head: Float32Array;
  /** The last pose as integers; filled by `pose`. */
  readonly ints: Int32Array;
  /** Once a frame; false while it is not known where one is. */
  step(seconds: number, frame: XRFrame | undefined): boolean;
  /** One's own hands in the scene; null when not tracked. The same object each time. */
  hands(): Hands;
  /** Quantises the pose of this frame. */
  pose(): Int32Array;
  goTo(place: Place): void;
  dispose(): void;
}

export interface Hands {
  left: Float32Array | null;
  right: Float32Array | null;
}

export interface MovingOptions {
  readonly stage: Stage;
  readonly model: Model;
  readonly marks: Marks;
  readonly discs: DiscPictures;
  readonly stick: Stick;
  readonly immersion: Immersion;
  readonly start: Place;
  /** Filled when the connection begins. */
  readonly origin: Numbers;
  readonly letters: () => boolean;
  /** A click or tap on something one cannot stand on. */
  readonly refused: () => void;
  /** In a headset without buttons. */
  readonly bare: () => void;
}

/** A full drag across the picture's height turns this far. */
const DRAG = 1.5;
const LOOK_SPEED = 1.1;
/** Beside a wall that was clicked, this far into the room. */
const BESIDE = 0.6;
const CROSS_SECONDS = 0.7;

export function createMoving(options: MovingOptions): Moving {
  return new Steps(options);
}

class Steps implements Moving {
  readonly body: Body;
  readonly headset: Headset;
  readonly head = new Float32Array(7);
  readonly ints = new Int32Array(POSE_INTS);
  private readonly travel;
  private readonly keys;
  private readonly pointer;
  private readonly pick;
  private readonly hit = createFloorHit();
  private readonly own: Hands = { left: null, right: null };
  private immersed = false;
  /** Seconds for which the ring stays crossed. */
  private crossed = 0;

  constructor(private readonly options: MovingOptions) {
    const { stage, model, immersion, start, letters } = options;
    this.body = createBody(model.floor, start);
    this.travel = createTravel(this.body, () => matchMedia("(prefers-reduced-motion: reduce)").matches);
    this.headset = createHeadset(model.floor, this.body, {
      jump: (x, y, z) => this.travel.jump(x, y, z, NaN),
      leave: () => void immersion.leave(),
      bare: options.bare,
    }, { discs: VISIT_DISCS });
    this.pick = createPick(stage, model.floor);
    this.keys = createKeys(document, letters, (steps) => this.body.turn(steps * TURN));
    this.pointer = createPointer(stage.canvas, {
      look: (right, down) => this.body.look(right * DRAG, down * DRAG),
      choose: (x, y) => this.choose(x, y),
      hover: (x, y) => this.hover(x, y),
    });
  }

  step(seconds: number, frame: XRFrame | undefined): boolean {
    this.travel.step(seconds);
    const { xrSession } = this.options.immersion;
    if (frame && xrSession) {
      this.immerse(xrSession);
      return this.stepImmersed(seconds, frame);
    }
    this.surface();
    this.stepFlat(seconds);
    return true;
  }

  hands(): Hands {
    const { headset, immersed, own } = this;
    own.left = immersed && headset.leftTracked ? headset.left : null;
    own.right = immersed && headset.rightTracked ? headset.right : null;
    return own;
  }

  pose(): Int32Array {
    const { left, right } = this.hands();
    quantise(this.options.origin, this.head, left, right, this.body.takeCut(), this.ints);
    return this.ints;
  }

  goTo({ x, y, z, yaw }: Place): void {
    this.travel.jump(x, y, z, yaw);
  }

  dispose(): void {
    this.keys.dispose();
    this.pointer.dispose();
    this.headset.detach();
  }

  private immerse(xrSession: XRSession): void {
    if (!this.immersed) {
      this.immersed = true;
      this.options.marks.clear();
      this.headset.attach(xrSession);
    }
  }

  private surface(): void {
    if (this.immersed) {
      this.immersed = false;
      this.headset.detach();
      this.body.surface();
      this.options.marks.clear();
      this.options.discs.hide();
      this.options.stage.rig.position.set(0, 0, 0);
      this.options.stage.rig.rotation.set(0, 0, 0);
    }
  }

  private stepImmersed(seconds: number, frame: XRFrame): boolean {
    const { stage, marks, discs, immersion } = this.options;
    const { headset, body } = this;
    const { space, lift } = immersion;
    if (!space || !headset.step(frame, space, lift, seconds)) {
      return false;
    }
    stage.rig.position.set(body.rig.x, body.rig.y + lift, body.rig.z);
    stage.rig.rotation.y = body.rig.yaw;
    this.head.set(headset.head);
    const { aim } = headset;
    if (aim) {
      marks.aim(aim.points, aim.count, aim.valid, aim.x, aim.y, aim.z);
    } else {
      marks.clear();
    }
    discs.show(headset.discs);
    marks.veil(Math.max(this.travel.darkness, headset.leaving * 0.85));
    return true;
  }

  private stepFlat(seconds: number): void {
    const { stage, marks, stick } = this.options;
    const { body, keys, head } = this;
    const right = keys.right + stick.right;
    const forward = keys.forward + stick.forward;
    const way = Math.hypot(right, forward);
    if (way > 0) {
      const metres = (WALK_SPEED * seconds) / Math.max(1, way);
      body.walk(right * metres, forward * metres);
    }
    if (keys.up !== 0) {
      body.look(0, keys.up * LOOK_SPEED * seconds);
    }
    body.settle(seconds);
    body.head(head);
    stage.camera.position.set(head[0] ?? 0, head[1] ?? 0, head[2] ?? 0);
    stage.camera.quaternion.set(head[3] ?? 0, head[4] ?? 0, head[5] ?? 0, head[6] ?? 1);
    if (this.crossed > 0) {
      this.crossed -= seconds;
      if (this.crossed <= 0) {
        marks.clear();
      }
    }
    marks.veil(this.travel.darkness);
  }

  /** The floor that is meant by a point of the picture: the point itself, or the foot of the wall that was hit. */
  private aimAt(clientX: number, clientY: number): boolean {
    const { hit } = this;
    if (Number.isNaN(clientX) || !this.pick(clientX, clientY, hit)) {
      return false;
    }
    const { floor } = this.options.model;
    if (Math.abs(hit.normalY) < 0.7) {
      const x = hit.x + hit.normalX * BESIDE;
      const z = hit.z + hit.normalZ * BESIDE;
      const y = floor.below(x, hit.y, z);
      if (!Number.isNaN(y)) {
        hit.x = x;
        hit.y = y;
        hit.z = z;
        hit.normalY = 1;
      }
    }
    return true;
  }

  private choose(clientX: number, clientY: number): void {
    const { marks, model, refused } = this.options;
    const { hit } = this;
    if (!this.aimAt(clientX, clientY)) {
      return;
    }
    if (canLand(model.floor, hit, this.body.y)) {
      marks.clear();
      this.travel.jump(hit.x, hit.y, hit.z, NaN);
    } else {
      marks.ring(false, hit.x, hit.y, hit.z);
      this.crossed = CROSS_SECONDS;
      refused();
    }
  }

  private hover(clientX: number, clientY: number): void {
    const { marks, model } = this.options;
    const { hit } = this;
    if (this.crossed > 0) {
      return;
    }
    if (this.aimAt(clientX, clientY) && canLand(model.floor, hit, this.body.y)) {
      marks.ring(true, hit.x, hit.y, hit.z);
    } else {
      marks.clear();
    }
  }
}
