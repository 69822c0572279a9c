// Acts in a headset, from whatever it has: controllers, hands, or a pinch seen by the eyes' pointer. A jump is aimed with the
// stick pushed forward or with trigger or pinch held, and made by letting go; the stick to the side turns by 30°; B or Y held
// for a moment leads out. Not the grip: newcomers hold on to what they are given. Without buttons there are discs to pinch.
import { createArc } from "./arc";
import type { Arc } from "./arc";
import type { Body } from "./body";
import { createDiscs } from "./discs";
import type { DiscName, Discs } from "./discs";
import type { Ground } from "./ground";
import { toScene } from "./rig";
import { forwardOf, readHand, readHead, readSpace } from "./tracking";
import { createNotch, TURN } from "./turn";

export interface HeadsetActs {
  jump(x: number, y: number, z: number): void;
  leave(): void;
  /** The discs have come to be there; only with `discs`. */
  bare?(): void;
  /** The disc of a replay. */
  play?(): void;
}

export interface HeadsetOptions {
  /** Which discs the page shows to who has no buttons. */
  readonly discs: readonly DiscName[];
}

export interface Headset {
  /** In the scene: position and quaternion each. */
  readonly head: Float32Array;
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly leftTracked: boolean;
  readonly rightTracked: boolean;
  /** What is being aimed at, or null. */
  readonly aim: Arc | null;
  readonly discs: Discs;
  /** 0 … 1: how far the wish to leave has been held. */
  readonly leaving: number;
  attach(xrSession: XRSession): void;
  detach(): void;
  /** The headset's space has moved: one stays where one is in the scene. */
  recentre(): void;
  /** Reads a frame; false while the headset does not know where it is. */
  step(frame: XRFrame, space: XRReferenceSpace, lift: number, seconds: number): boolean;
}

const STICK_ON = 0.7;
const STICK_OFF = 0.35;
const LEAVE_SECONDS = 0.9;
/** B or Y of WebXR's xr-standard mapping. */
const B_BUTTON = 5;

export function createHeadset(ground: Ground, body: Body, acts: HeadsetActs, options: HeadsetOptions = { discs: [] }): Headset {
  return new Wearing(createArc(ground), body, acts, options);
}

class Wearing implements Headset {
  readonly head = new Float32Array(7);
  readonly left = new Float32Array(7);
  readonly right = new Float32Array(7);
  leftTracked = false;
  rightTracked = false;
  aim: Arc | null = null;
  leaving = 0;
  readonly discs: Discs;
  private readonly raw = new Float32Array(7);
  private readonly ray = new Float32Array(7);
  private readonly way = new Float32Array(3);
  private readonly notch = createNotch();
  private stop = new AbortController();
  /** The next frame is the first of this space. */
  private fresh = true;
  private aiming: XRInputSource | null = null;
  private byStick = false;
  /** Whether the first frame of this aim has said what it means: the floor or a disc. */
  private meant = false;
  private pinched = -1;
  private held = 0;

  constructor(private readonly arc: Arc, private readonly body: Body, private readonly acts: HeadsetActs, { discs }: HeadsetOptions) {
    this.discs = createDiscs(discs);
  }

  attach(xrSession: XRSession): void {
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.fresh = true;
    xrSession.addEventListener("selectstart", ({ inputSource }) => this.start(inputSource, false), { signal });
    // Only `select` is an act. A pinch that ends because the hand was lost has a `selectend`, too, and must lead nowhere.
    xrSession.addEventListener("select", ({ inputSource }) => this.finish(inputSource, false), { signal });
    xrSession.addEventListener("selectend", ({ inputSource }) => this.forget(inputSource, false), { signal });
    // A source that goes away takes with it what its stick aimed at.
    xrSession.addEventListener("inputsourceschange", ({ removed }) => removed.forEach((source) => this.forget(source, true)), { signal });
  }

  detach(): void {
    this.stop.abort();
    this.drop();
    this.discs.hide();
    this.notch.reset();
    this.held = this.leaving = 0;
    this.leftTracked = this.rightTracked = false;
  }

  recentre(): void {
    this.fresh = true;
  }

  step(frame: XRFrame, space: XRReferenceSpace, lift: number, seconds: number): boolean {
    if (!readHead(frame, space, lift, this.raw)) {
      return false;
    }
    if (this.fresh) {
      this.fresh = false;
      this.body.immerse(this.raw);
    }
    this.readSticks(frame.session.inputSources, seconds);
    this.body.follow(this.raw, this.head);
    this.stepDiscs(frame.session.inputSources, seconds);
    this.leftTracked = this.readSide(frame, space, lift, "left", this.left);
    this.rightTracked = this.readSide(frame, space, lift, "right", this.right);
    this.takeAim(frame, space, lift);
    this.lightDiscs(frame, space, lift);
    return true;
  }

  private start(source: XRInputSource, stick: boolean): void {
    if (!this.aiming) {
      this.aiming = source;
      this.byStick = stick;
      this.meant = stick;
    }
  }

  private finish(source: XRInputSource, stick: boolean): void {
    if (this.aiming !== source || this.byStick !== stick) {
      return;
    }
    const there = this.aim;
    const disc = this.discs.names[this.pinched];
    this.drop();
    if (disc === "left" || disc === "right") {
      this.body.turn(disc === "left" ? TURN : -TURN);
    } else if (disc === "play") {
      this.acts.play?.();
    } else if (there?.valid) {
      this.acts.jump(there.x, there.y, there.z);
    }
  }

  private forget(source: XRInputSource, stick: boolean): void {
    if (this.aiming === source && (stick || !this.byStick)) {
      this.drop();
    }
  }

  private drop(): void {
    this.aiming = null;
    this.aim = null;
    this.pinched = -1;
  }

  private stepDiscs(sources: XRInputSourceArray, seconds: number): void {
    const { discs, head, body } = this;
    if (discs.names.length === 0) {
      return;
    }
    const before = discs.shown;
    discs.step(!hasButtons(sources), head, body.yaw, seconds);
    if (discs.shown && !before) {
      this.acts.bare?.();
    }
  }

  /** The disc that is pinched, else one that a hand points at. */
  private lightDiscs(frame: XRFrame, space: XRReferenceSpace, lift: number): void {
    const { discs, ray } = this;
    if (!discs.shown) {
      return;
    }
    discs.light(this.pinched);
    for (const { targetRaySpace } of frame.session.inputSources) {
      if (discs.lit < 0 && readSpace(frame, space, targetRaySpace, lift, ray)) {
        toScene(this.body.rig, ray, ray, 0);
        discs.light(discs.at(ray));
      }
    }
  }

  private readSide(frame: XRFrame, space: XRReferenceSpace, lift: number, side: XRHandedness, out: Float32Array): boolean {
    for (const source of frame.session.inputSources) {
      if (source.handedness === side && readHand(frame, space, source, lift, out)) {
        toScene(this.body.rig, out, out, 0);
        return true;
      }
    }
    return false;
  }

  private readSticks(sources: XRInputSourceArray, seconds: number): void {
    let sideways = 0;
    let wantsOut = false;
    for (const source of sources) {
      const { gamepad } = source;
      if (!gamepad) {
        continue;
      }
      const x = stickAxis(gamepad, 0);
      const y = stickAxis(gamepad, 1);
      if (Math.abs(y) <= Math.abs(x) && Math.abs(x) > Math.abs(sideways)) {
        sideways = x;
      }
      this.aimByStick(source, x, y);
      wantsOut ||= isHeld(gamepad, B_BUTTON);
    }
    wantsOut ||= this.discs.names[this.pinched] === "leave";
    const turn = this.notch.read(sideways);
    if (turn !== 0) {
      this.body.turn(-turn * TURN);
    }
    this.holdToLeave(wantsOut, seconds);
  }

  private aimByStick(source: XRInputSource, x: number, y: number): void {
    if (y < -STICK_ON && Math.abs(x) < -y) {
      this.start(source, true);
    } else if (Math.hypot(x, y) < STICK_OFF) {
      this.finish(source, true);
    }
  }

  private holdToLeave(wanted: boolean, seconds: number): void {
    this.held = wanted ? this.held + seconds : 0;
    this.leaving = Math.min(1, this.held / LEAVE_SECONDS);
    if (this.leaving === 1) {
      this.held = 0;
      this.acts.leave();
    }
  }

  private takeAim(frame: XRFrame, space: XRReferenceSpace, lift: number): void {
    const { aiming, ray, way, arc, body } = this;
    if (!aiming || !readSpace(frame, space, aiming.targetRaySpace, lift, ray)) {
      this.aim = null;
      return;
    }
    toScene(body.rig, ray, ray, 0);
    if (!this.meant) {
      this.meant = true;
      this.pinched = this.discs.at(ray);
    }
    if (this.pinched >= 0) {
      return;
    }
    forwardOf(ray, way);
    const shape = aiming.targetRayMode === "tracked-pointer" ? "thrown" : "straight";
    arc.cast(shape, ray[0] ?? 0, ray[1] ?? 0, ray[2] ?? 0, way[0] ?? 0, way[1] ?? 0, way[2] ?? 0, body.y);
    this.aim = arc;
  }
}

/** A controller; the gamepad that some headsets give a bare hand has nothing but the pinch. */
function hasButtons(sources: XRInputSourceArray): boolean {
  for (const { gamepad, hand } of sources) {
    if (gamepad && !hand) {
      return true;
    }
  }
  return false;
}

function isHeld({ buttons }: Gamepad, n: number): boolean {
  return buttons[n]?.pressed === true;
}

/** The thumbstick of the xr-standard mapping is axes 2 and 3; older profiles have a touchpad on 0 and 1 only. */
function stickAxis({ axes }: Gamepad, n: 0 | 1): number {
  return (axes.length >= 4 ? axes[2 + n] : axes[n]) ?? 0;
}
