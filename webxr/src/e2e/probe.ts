// What a test reads off a visit, to the integer. Only in builds made with `--mode e2e`.
import { POSE_FLOATS, POSE_INTS } from "../motion/pose";
import type { Visiting } from "../ui/visit/visiting";
import type { Inner } from "../visit/inner";
import type { Moving } from "../visit/moving";

export interface VisitProbe {
  /** "connecting", "live", "resuming", "ended" */
  status(): string;
  /** "loading", "shown", "failed" */
  scene(): string;
  slot(): number;
  /** Session time now, and the session time that is drawn. */
  nowMs(): number;
  shownMs(): number;
  delayMs(): number;
  /** One's own pose as it was last quantised, and the head in metres (x, y, z, quaternion). */
  own(): { ints: number[]; head: number[]; left: number[] | null; right: number[] | null } | null;
  /** The sample of somebody in force at `ms`, as the 22 integers of its record, and its time. */
  sampleAt(slot: number, ms: number): { ms: number; ints: number[] } | null;
  /** What is drawn of somebody at `ms`: flags, head and hands. */
  drawnAt(slot: number, ms: number): { flags: number; pose: number[] } | null;
  people(): { slot: number; name: string; away: boolean; hand: boolean; recorded: boolean }[];
  /** Confirmed events so far. */
  seq(): number;
  drawCalls(): number;
  triangles(): number;
  immersed(): boolean;
  yaw(): number;
  /** The discs of bare hands, in the headset's own space, from left to right; null while there are none. */
  discs(): number[][] | null;
  /** The disc that is aimed at, or −1. */
  lit(): number;
  goTo(x: number, y: number, z: number, yaw: number): void;
  /** How many frames were drawn. */
  frames(): number;
}

export function installProbe(inner: Inner, visiting: Visiting): void {
  const { log, timeline, clock, playout, view, connection, seat } = inner;
  const probe: VisitProbe = {
    status: () => connection.peek().kind,
    scene: () => visiting.scene.peek().kind,
    slot: () => seat.slot,
    nowMs: () => clock.now(),
    shownMs: () => view.now?.others.shownMs ?? NaN,
    delayMs: () => playout.delay,
    own() {
      const moving = view.now?.moving;
      if (!moving) {
        return null;
      }
      const { headset } = moving;
      const hand = (tracked: boolean, pose: Float32Array) => (view.now?.immersion.xrSession && tracked ? [...pose] : null);
      return { ints: [...moving.ints], head: [...moving.head], left: hand(headset.leftTracked, headset.left), right: hand(headset.rightTracked, headset.right) };
    },
    sampleAt(slot, at) {
      const ints = new Int32Array(POSE_INTS);
      const ms = timeline.sampleBefore(slot, at, ints);
      return Number.isNaN(ms) ? null : { ms, ints: [...ints] };
    },
    drawnAt(slot, at) {
      const pose = new Float32Array(POSE_FLOATS);
      const flags = timeline.poseAt(slot, at, pose);
      return flags === 0 ? null : { flags, pose: [...pose] };
    },
    people: () => visiting.people.peek().map(({ slot, name, away, hand, recorded }) => ({ slot, name, away, hand, recorded })),
    seq: () => log.seq,
    drawCalls: () => view.now?.stage.renderer.info.render.calls ?? 0,
    triangles: () => view.now?.stage.renderer.info.render.triangles ?? 0,
    immersed: () => Boolean(view.now?.immersion.xrSession),
    yaw: () => view.now?.moving.body.yaw ?? NaN,
    discs() {
      const moving = view.now?.moving;
      return moving?.headset.discs.shown ? inRoom(moving) : null;
    },
    lit: () => view.now?.moving.headset.discs.lit ?? -1,
    goTo: (x, y, z, yaw) => view.now?.moving.goTo({ x, y, z, yaw }),
    frames: () => view.now?.stage.renderer.info.render.frame ?? 0,
  };
  Object.assign(globalThis, { rehearsalProbe: probe });
}

function inRoom({ headset, body }: Moving): number[][] {
  const { places } = headset.discs;
  const { x, y, z, yaw } = body.rig;
  return [0, 3, 6].map((at) => {
    const [dx, dz] = [(places[at] ?? 0) - x, (places[at + 2] ?? 0) - z];
    return [dx * Math.cos(yaw) - dz * Math.sin(yaw), (places[at + 1] ?? 0) - y, dx * Math.sin(yaw) + dz * Math.cos(yaw)];
  });
}
