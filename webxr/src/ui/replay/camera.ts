import { headingOf } from "../../motion/heading";

/**
 * Where a replay is watched from. Three ways, all writing into the same `Eye`: behind and above a participant (the
 * guided view), through a participant's eyes, and freely. Numbers in, numbers out: no three and no DOM underneath.
 *
 * Comfort rules. The horizon never tilts. Following is first-order smoothing, which cannot overshoot: nothing springs.
 * Small turns of a head leave the view where it is. A seek or a teleport cuts, it does not fly. For people who asked for
 * reduced motion the guided view does not swing round with the person: it stays, and cuts once they have turned away.
 * The view never passes through a wall: it comes nearer at once and draws back slowly.
 */
export interface Eye {
  x: number;
  y: number;
  z: number;
  /** Radians about +y; 0 looks along −z. */
  yaw: number;
  /** Radians up; never beyond straight up or down. */
  pitch: number;
}

/** Metres to the nearest surface from a point along a unit direction, Infinity when there is none within `far`. */
export type Ray = (x: number, y: number, z: number, dx: number, dy: number, dz: number, far: number) => number;

export const createEye = (): Eye => ({ x: 0, y: 1.6, z: 0, yaw: 0, pitch: 0 });

const BEHIND = 2.5;
const ABOVE = 0.75;
const BOOM = Math.hypot(BEHIND, ABOVE);
const CHEST = 0.45; // below the eyes
const AHEAD = 1.6; // the view aims at a point this far in front of the person, so that one sees what they see
const WALL_MARGIN = 0.22;
const NEAREST = 0.35;
const STILL_YAW = 0.26; // 15°: looking about, not turning round
const CUT_YAW = 1.05; // 60°, for reduced motion
const JUMP_METRES = 1.5; // further than this in one frame is a teleport

export const clampPitch = (pitch: number): number => Math.min(1.5, Math.max(-1.5, pitch));

/** The share of a remaining distance to cover in `dt` seconds so that 63 % is covered after `tau`. */
export const ease = (dt: number, tau: number): number => 1 - Math.exp(-Math.max(0, dt) / tau);

/** The signed way from one angle to another, the shorter way round. */
export function turn(from: number, to: number): number {
  const way = (to - from) % (2 * Math.PI);
  if (way > Math.PI) return way - 2 * Math.PI;
  return way <= -Math.PI ? way + 2 * Math.PI : way;
}

export interface Guide {
  /** Behind and above the person whose pose this is. `cut` forgets everything smoothed: after a seek, or another person. */
  behind(pose: Float32Array, dt: number, cut: boolean, eye: Eye): void;
  /** Through their eyes, without the tilt of their head. */
  through(pose: Float32Array, dt: number, cut: boolean, eye: Eye): void;
}

export function createGuide(options: { ray: Ray; reducedMotion: boolean }): Guide {
  const heading = { yaw: 0, pitch: 0 };
  const at = { x: 0, y: 0, z: 0, yaw: 0, distance: BEHIND };

  function moveAnchor(pose: Float32Array, dt: number, cut: boolean): boolean {
    const x = pose[0] ?? 0;
    const y = pose[1] ?? 0;
    const z = pose[2] ?? 0;
    const jump = cut || Math.hypot(x - at.x, z - at.z) > JUMP_METRES;
    const near = jump ? 1 : ease(dt, 0.12);
    at.x += (x - at.x) * near;
    at.z += (z - at.z) * near;
    at.y += (y - at.y) * (jump ? 1 : ease(dt, 0.35));
    return jump;
  }

  function turnYaw(dt: number, jump: boolean): void {
    const way = turn(at.yaw, heading.yaw);
    if (jump) at.yaw = heading.yaw;
    else if (options.reducedMotion) at.yaw += Math.abs(way) > CUT_YAW ? way : 0;
    else if (Math.abs(way) > STILL_YAW) at.yaw += (way - Math.sign(way) * STILL_YAW) * ease(dt, 0.55);
  }

  function keepClearOfWalls(dx: number, dy: number, dz: number, dt: number, jump: boolean): void {
    const head = options.ray(at.x, at.y, at.z, dx, dy, dz, BOOM + WALL_MARGIN);
    // From the chest as well: over a screen or a shelf one would see the top of a head.
    const rise = dy * BOOM + CHEST;
    const length = Math.hypot(dx * BOOM, rise, dz * BOOM);
    const chest = options.ray(at.x, at.y - CHEST, at.z, (dx * BOOM) / length, rise / length, (dz * BOOM) / length, length + WALL_MARGIN);
    const free = Math.min(BOOM, Math.max(NEAREST, Math.min(head, (chest * BOOM) / length) - WALL_MARGIN));
    if (jump || free < at.distance) at.distance = free;
    else at.distance += (free - at.distance) * ease(dt, 0.7);
  }

  return {
    behind(pose, dt, cut, eye) {
      headingOf(pose, heading);
      const jump = moveAnchor(pose, dt, cut);
      turnYaw(dt, jump);
      const forwardX = -Math.sin(at.yaw);
      const forwardZ = -Math.cos(at.yaw);
      const dx = (-forwardX * BEHIND) / BOOM;
      const dy = ABOVE / BOOM;
      const dz = (-forwardZ * BEHIND) / BOOM;
      keepClearOfWalls(dx, dy, dz, dt, jump);
      eye.x = at.x + dx * at.distance;
      eye.y = at.y + dy * at.distance;
      eye.z = at.z + dz * at.distance;
      lookAt(eye, at.x + forwardX * AHEAD, at.y - 0.25, at.z + forwardZ * AHEAD);
    },
    through(pose, dt, cut, eye) {
      headingOf(pose, heading);
      const jump = moveAnchor(pose, dt, cut);
      const near = jump || options.reducedMotion ? 1 : ease(dt, 0.1);
      at.yaw += turn(at.yaw, heading.yaw) * near;
      eye.x = at.x;
      eye.y = at.y;
      eye.z = at.z;
      eye.yaw = at.yaw;
      eye.pitch = jump ? clampPitch(heading.pitch) : eye.pitch + (clampPitch(heading.pitch) - eye.pitch) * near;
    },
  };
}

export function lookAt(eye: Eye, x: number, y: number, z: number): void {
  const dx = x - eye.x;
  const dy = y - eye.y;
  const dz = z - eye.z;
  const flat = Math.hypot(dx, dz);
  if (flat > 1e-6) eye.yaw = Math.atan2(-dx, -dz);
  eye.pitch = clampPitch(Math.atan2(dy, flat));
}

/** What is held down while flying: wills from −1 to 1 along and about the axes. */
export interface Steer {
  forward: number;
  right: number;
  up: number;
  turnLeft: number;
  tiltUp: number;
  fast: boolean;
}

export const createSteer = (): Steer => ({ forward: 0, right: 0, up: 0, turnLeft: 0, tiltUp: 0, fast: false });

const FLY_SPEED = 2.6;
const FAST = 3;
const TURN_SPEED = 1.2;

/** Moves the eye as steered: at one speed from the first frame to the last, no acceleration. */
export function fly(eye: Eye, steer: Steer, dt: number): void {
  eye.yaw += steer.turnLeft * TURN_SPEED * dt;
  eye.pitch = clampPitch(eye.pitch + steer.tiltUp * TURN_SPEED * 0.6 * dt);
  const size = Math.hypot(steer.forward, steer.right, steer.up);
  if (size > 0) step(eye, steer.forward, steer.right, steer.up, (FLY_SPEED * (steer.fast ? FAST : 1) * dt) / Math.max(1, size));
}

/** Moves the eye by so many metres along the way it looks on the floor. */
export function step(eye: Eye, forward: number, right: number, up: number, metres: number): void {
  const sin = Math.sin(eye.yaw);
  const cos = Math.cos(eye.yaw);
  eye.x += (-sin * forward + cos * right) * metres;
  eye.z += (-cos * forward - sin * right) * metres;
  eye.y += up * metres;
}

/** Turns the eye by a drag: what one grabbed stays under the pointer, roughly, at a field of view of 60°. */
export function look(eye: Eye, dxPixels: number, dyPixels: number, heightPixels: number): void {
  const perPixel = Math.PI / 3 / Math.max(1, heightPixels);
  eye.yaw += dxPixels * perPixel;
  eye.pitch = clampPitch(eye.pitch + dyPixels * perPixel);
}
