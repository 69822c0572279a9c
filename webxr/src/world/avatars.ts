// Everybody else: heads and shoulders in one draw call, hands in one, names in one (person.ts, plates.ts). A participant has
// a row in each; showing someone writes numbers into arrays and nothing else.
import { Color, InstancedBufferAttribute, InstancedMesh } from "three";
import type { BufferGeometry, MeshStandardMaterial } from "three";
import { personColour } from "./colour";
import { createHandGeometry, createPersonGeometry, createPersonMaterial } from "./person";
import { createPlates } from "./plates";
import type { Plates } from "./plates";
import type { Stage } from "./stage";

export interface Avatars {
  /** The name plate; the colour is the person's own unless given. */
  name(slot: number, text: string, colour?: string): void;
  /** Head, left and right hand (7 numbers each: position, quaternion xyzw) in the scene; flags bit 6 left, bit 5 right tracked. */
  show(slot: number, pose: ArrayLike<number>, flags: number): void;
  /** One's own hands and nothing else, as near as they are; a hand that is not tracked is null. */
  ownHands(slot: number, left: ArrayLike<number> | null, right: ArrayLike<number> | null): void;
  /** Not drawn: oneself, or somebody of whom no pose is known. */
  hide(slot: number): void;
  /** Half there: away. */
  fade(slot: number, away: boolean): void;
  /** A hand up, as a mark on the plate. */
  raise(slot: number, raised: boolean): void;
  /** Gone for good. */
  forget(slot: number): void;
  /** Once a frame, after everybody was shown. */
  update(): void;
  /** How many are drawn. */
  readonly count: number;
  dispose(): void;
}

interface Person {
  readonly row: number;
  name: string;
  colour: string;
  raised: boolean;
  there: number;
  shown: boolean;
}

const LEFT_TRACKED = 0x40;
const RIGHT_TRACKED = 0x20;
const AWAY = 0.32;
/** What others hold near one's eyes is faded; one's own hands are not. */
const NEVER_FADED = 1e4;
const NOWHERE: readonly number[] = [0, 0, 0, 0, 0, 0, 1];
/** The plate hangs this far above the eyes. */
const ABOVE = 0.2;

export function createAvatars(stage: Stage, options: { readonly capacity?: number } = {}): Avatars {
  return new Crowd(stage, options.capacity ?? 128);
}

class Crowd implements Avatars {
  count = 0;
  private readonly people = new Map<number, Person>();
  private readonly free: number[];
  private readonly bodies: Instances;
  private readonly hands: Instances;
  private readonly plates: Plates;
  private used = 0;

  constructor(private readonly stage: Stage, capacity: number) {
    this.free = Array.from({ length: capacity }, (_, i) => capacity - 1 - i);
    this.bodies = createInstances(createPersonGeometry(), createPersonMaterial("person"), capacity);
    this.hands = createInstances(createHandGeometry(), createPersonMaterial("hand"), capacity * 2);
    this.plates = createPlates(capacity);
    stage.scene.add(this.bodies.mesh, this.hands.mesh, this.plates.mesh);
  }

  name(slot: number, text: string, colour: string = personColour(slot)): void {
    const person = this.personIn(slot);
    if (person && (person.name !== text || person.colour !== colour)) {
      person.name = text;
      person.colour = colour;
      this.colourIn(person);
      this.plates.paint(person.row, person);
    }
  }

  show(slot: number, pose: ArrayLike<number>, flags: number): void {
    const person = this.personIn(slot);
    if (!person) {
      return;
    }
    if (!person.shown) {
      person.shown = true;
      this.count++;
    }
    const { row, there } = person;
    this.bodies.set(row, pose, 0, there);
    this.showHand(2 * row, pose, 7, (flags & LEFT_TRACKED) !== 0, there);
    this.showHand(2 * row + 1, pose, 14, (flags & RIGHT_TRACKED) !== 0, there);
    // A name stays readable of somebody who is half there.
    this.plates.place(row, pose[0] ?? 0, (pose[1] ?? 0) + ABOVE, pose[2] ?? 0, person.name === "" ? 0 : 1);
  }

  ownHands(slot: number, left: ArrayLike<number> | null, right: ArrayLike<number> | null): void {
    const person = this.personIn(slot);
    if (person) {
      this.showHand(2 * person.row, left ?? NOWHERE, 0, left !== null, NEVER_FADED);
      this.showHand(2 * person.row + 1, right ?? NOWHERE, 0, right !== null, NEVER_FADED);
    }
  }

  hide(slot: number): void {
    const person = this.people.get(slot);
    if (person?.shown) {
      this.clear(person);
    }
  }

  fade(slot: number, away: boolean): void {
    const person = this.personIn(slot);
    if (person) {
      person.there = away ? AWAY : 1;
    }
  }

  raise(slot: number, raised: boolean): void {
    const person = this.personIn(slot);
    if (person && person.raised !== raised) {
      person.raised = raised;
      this.plates.paint(person.row, person);
    }
  }

  forget(slot: number): void {
    const person = this.people.get(slot);
    if (person) {
      this.clear(person);
      this.people.delete(slot);
      this.free.push(person.row);
    }
  }

  update(): void {
    this.bodies.update(this.used);
    this.hands.update(2 * this.used);
    this.plates.update(this.used);
  }

  dispose(): void {
    this.stage.scene.remove(this.bodies.mesh, this.hands.mesh, this.plates.mesh);
    this.bodies.dispose();
    this.hands.dispose();
    this.plates.dispose();
  }

  /** Null when there are more people than rows: a session admits fewer. */
  private personIn(slot: number): Person | null {
    const known = this.people.get(slot);
    if (known) {
      return known;
    }
    const row = this.free.pop();
    if (row === undefined) {
      return null;
    }
    const person = { row, name: "", colour: personColour(slot), raised: false, there: 1, shown: false };
    this.people.set(slot, person);
    this.used = Math.max(this.used, row + 1);
    this.colourIn(person);
    return person;
  }

  private colourIn({ row, colour }: Person): void {
    this.bodies.colour(row, colour);
    this.hands.colour(2 * row, colour);
    this.hands.colour(2 * row + 1, colour);
  }

  private showHand(row: number, pose: ArrayLike<number>, at: number, tracked: boolean, there: number): void {
    if (tracked) {
      this.hands.set(row, pose, at, there);
    } else {
      this.hands.clear(row);
    }
  }

  private clear(person: Person): void {
    this.count -= person.shown ? 1 : 0;
    person.shown = false;
    this.bodies.clear(person.row);
    this.hands.clear(2 * person.row);
    this.hands.clear(2 * person.row + 1);
    this.plates.hide(person.row);
  }
}

type Instances = ReturnType<typeof createInstances>;

function createInstances(geometry: BufferGeometry, material: MeshStandardMaterial, capacity: number) {
  const mesh = new InstancedMesh(geometry, material, capacity);
  const there = new InstancedBufferAttribute(new Float32Array(capacity), 1);
  geometry.setAttribute("there", there);
  mesh.frustumCulled = false;
  mesh.count = 0;
  const white = new Color(1, 1, 1);
  const tone = new Color();
  for (let i = 0; i < capacity; i++) {
    mesh.setColorAt(i, white);
  }
  const matrices = mesh.instanceMatrix.array;
  matrices.fill(0);
  return {
    mesh,
    set(row: number, pose: ArrayLike<number>, at: number, share: number) {
      writeMatrix(matrices, row * 16, pose, at);
      there.array[row] = share;
    },
    clear(row: number) {
      matrices.fill(0, row * 16, row * 16 + 16);
    },
    colour(row: number, colour: string) {
      mesh.setColorAt(row, tone.set(colour));
      if (mesh.instanceColor) {
        mesh.instanceColor.needsUpdate = true;
      }
    },
    update(rows: number) {
      mesh.count = rows;
      mesh.instanceMatrix.needsUpdate = true;
      there.needsUpdate = true;
    },
    dispose() {
      mesh.dispose();
      geometry.dispose();
      material.dispose();
    },
  };
}

/** The matrix of a position and a unit quaternion, column by column. */
export function writeMatrix(out: { [n: number]: number }, o: number, pose: ArrayLike<number>, at: number): void {
  const x = pose[at + 3] ?? 0;
  const y = pose[at + 4] ?? 0;
  const z = pose[at + 5] ?? 0;
  const w = pose[at + 6] ?? 1;
  out[o] = 1 - 2 * (y * y + z * z);
  out[o + 1] = 2 * (x * y + w * z);
  out[o + 2] = 2 * (x * z - w * y);
  out[o + 3] = 0;
  out[o + 4] = 2 * (x * y - w * z);
  out[o + 5] = 1 - 2 * (x * x + z * z);
  out[o + 6] = 2 * (y * z + w * x);
  out[o + 7] = 0;
  out[o + 8] = 2 * (x * z + w * y);
  out[o + 9] = 2 * (y * z - w * x);
  out[o + 10] = 1 - 2 * (x * x + y * y);
  out[o + 11] = 0;
  out[o + 12] = pose[at] ?? 0;
  out[o + 13] = pose[at + 1] ?? 0;
  out[o + 14] = pose[at + 2] ?? 0;
  out[o + 15] = 1;
}
