// One frame of a replay: the clock goes on, everybody is put where they were, and the camera where it is wished. This is the
// only place where the log's timeline, the scene and the player meet in time.
import { POSE_FLOATS } from "../motion/pose";
import type { Replay } from "../net/history";
import type { Plan } from "../plan/plan";
import type { Buffer } from "../ui/replay/buffer";
import { createEye, createGuide, type Eye, fly, type Guide } from "../ui/replay/camera";
import type { Pilot } from "../ui/replay/pilot";
import type { CameraView, Viewing } from "../ui/replay/viewing";
import type { Avatars } from "../world/avatars";
import type { Model } from "../world/model";
import type { Stage } from "../world/stage";
import type { People } from "./people";

export interface WatchParts {
  readonly history: Replay;
  readonly viewing: Viewing;
  readonly people: People;
  readonly plan: Plan;
  readonly buffer: Buffer;
  readonly reducedMotion: boolean;
  /** After the lists were brought up to date, about once a second. */
  readonly onSecond: () => void;
}

/** What is drawn in three dimensions; a browser without WebGL goes without. */
export interface Scene3D {
  readonly stage: Stage;
  readonly avatars: Avatars;
  readonly pilot: Pilot;
  model: Model | null;
  /** In a headset the camera is the wearer's. */
  immersed(): boolean;
}

export interface Watch {
  readonly eye: Eye;
  scene: Scene3D | null;
  step(nowMs: number): void;
  /** Everything is drawn anew in the next frame. */
  refresh(): void;
}

const PLAN_EVERY_MS = 80;
const WORDS_EVERY_MS = 1_000;

export function createWatch(parts: WatchParts): Watch {
  return new Watching(parts);
}

class Watching implements Watch {
  readonly eye = createEye();
  scene: Scene3D | null = null;
  private readonly pose = new Float32Array(POSE_FLOATS);
  /** Who is known to the avatars. */
  private readonly met = new Set<number>();
  private readonly guide: Guide;
  private readonly last = { now: NaN, plan: -Infinity, words: -Infinity };
  /** What the camera smooths is forgotten when one of these changes. */
  private readonly looked: { jumps: number; target: number | null; view: CameraView | "nobody" } = { jumps: -1, target: null, view: "nobody" };

  constructor(private readonly parts: WatchParts) {
    this.guide = createGuide({
      ray: (x, y, z, dx, dy, dz, far) => rayInto(this.scene?.model ?? null, x, y, z, dx, dy, dz, far),
      reducedMotion: parts.reducedMotion,
    });
  }

  step(nowMs: number): void {
    const { viewing, buffer } = this.parts;
    const frameMs = Number.isNaN(this.last.now) ? 0 : nowMs - this.last.now;
    this.last.now = nowMs;
    viewing.tick(frameMs, buffer.want(viewing.transport.ms, nowMs));
    const { ms } = viewing.transport;
    this.meetPeople(ms);
    if (this.scene) {
      this.scene.model?.animate(ms / 1000);
      this.drawPeople(this.scene, ms);
      if (!this.scene.immersed()) this.placeCamera(this.scene, ms, Math.min(frameMs, 250) / 1000);
    }
    this.drawPlan(ms, nowMs);
  }

  refresh(): void {
    this.parts.people.relabel();
    this.parts.viewing.people.value = [];
    this.last.plan = this.last.words = -Infinity;
  }

  /** Names and states change only when somebody comes, goes or changes. */
  private meetPeople(ms: number): void {
    const { people, viewing } = this.parts;
    const now = people.at(ms);
    if (now === viewing.people.peek()) return;
    viewing.people.value = now;
    this.last.words = -Infinity;
    const avatars = this.scene?.avatars;
    if (!avatars) return;
    const here = new Set(now.filter((person) => person.track !== "refused").map((person) => person.slot));
    for (const slot of this.met) if (!here.has(slot)) avatars.forget(slot);
    this.met.clear();
    for (const person of now) {
      if (person.track === "refused") continue;
      this.met.add(person.slot);
      avatars.name(person.slot, person.name, person.colour);
      avatars.fade(person.slot, person.away);
      avatars.raise(person.slot, people.raised(person.slot));
    }
  }

  private drawPeople(scene: Scene3D, ms: number): void {
    const { viewing, history } = this.parts;
    const hidden = viewing.view.peek() === "eyes" && !scene.immersed() ? viewing.target() : null;
    for (const person of viewing.people.peek()) {
      const flags = person.track !== "refused" ? history.timeline.poseAt(person.slot, ms, this.pose) : 0;
      if (flags === 0 || person.slot === hidden) scene.avatars.hide(person.slot);
      else scene.avatars.show(person.slot, this.pose, flags);
    }
    scene.avatars.update();
  }

  private placeCamera(scene: Scene3D, ms: number, seconds: number): void {
    const { eye } = this;
    this.look(scene, ms, seconds);
    scene.stage.camera.position.set(eye.x, eye.y, eye.z);
    scene.stage.camera.rotation.set(eye.pitch, eye.yaw, 0, "YXZ");
  }

  private look(scene: Scene3D, ms: number, seconds: number): void {
    const { viewing, history } = this.parts;
    const { transport } = viewing;
    const view = viewing.view.peek();
    const target = viewing.target();
    if (view === "free") {
      fly(this.eye, scene.pilot.steer, seconds);
      this.looked.view = view;
      return;
    }
    if (target === null || history.timeline.poseAt(target, ms, this.pose) === 0) return; // nobody there: stay where one is
    const { looked } = this;
    const cut = looked.jumps !== transport.jumps || looked.target !== target || looked.view !== view;
    // Smoothing runs in the time of the replay: at eight times the speed nobody is left behind.
    const passed = seconds * Math.max(1, transport.playing ? transport.speed : 1);
    if (view === "eyes") this.guide.through(this.pose, passed, cut, this.eye);
    else this.guide.behind(this.pose, passed, cut, this.eye);
    looked.jumps = transport.jumps;
    looked.target = target;
    looked.view = view;
  }

  private drawPlan(ms: number, nowMs: number): void {
    const { plan, viewing } = this.parts;
    if (nowMs - this.last.plan >= PLAN_EVERY_MS) {
      this.last.plan = nowMs;
      plan.follow(viewing.target());
      plan.draw(ms);
    }
    if (nowMs - this.last.words >= WORDS_EVERY_MS) {
      this.last.words = nowMs;
      plan.say(ms);
      this.parts.onSecond();
    }
  }
}

const strike = { x: 0, y: 0, z: 0, normalX: 0, normalY: 1, normalZ: 0, distance: Infinity };

function rayInto(model: Model | null, x: number, y: number, z: number, dx: number, dy: number, dz: number, far: number): number {
  return model?.floor.hit(x, y, z, dx, dy, dz, far, strike) ? strike.distance : Infinity;
}
