// What a scene means, stood in it: a figure of 1.70 m where people come in, pins at touchpoints, discs at seats, boxes round zones. One can
// point at them and drag them over the floor.
import {
  BoxGeometry, CapsuleGeometry, ConeGeometry, CylinderGeometry, EdgesGeometry, Group, LineBasicMaterial, LineSegments, Mesh,
  MeshBasicMaterial, MeshStandardMaterial, Plane, Raycaster, RingGeometry, SphereGeometry, Vector2, Vector3,
} from "three";
import type { BufferGeometry, Object3D } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Stage } from "./stage";

export interface SignOf {
  readonly id: number;
  readonly sort: "spawn" | "touchpoint" | "seat" | "zone" | "link";
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
  readonly width: number;
  readonly depth: number;
  readonly height: number;
}

export interface Signs {
  show(signs: readonly SignOf[], chosen: number | null): void;
  /** A ring on the floor where a design prompt is; null for none. */
  mark(at: { readonly x: number; readonly y: number; readonly z: number } | null): void;
  /** The sign under a pointer. */
  pick(clientX: number, clientY: number): number | null;
  /** Where a pointer meets a level plane. */
  onLevel(clientX: number, clientY: number, y: number): { readonly x: number; readonly z: number } | null;
  dispose(): void;
}

const COLOURS = { spawn: "#0c5c63", touchpoint: "#c8472b", seat: "#2c4467", zone: "#8a5d00", link: "#6b3fa0" } as const;
const CHOSEN = "#f4b942";
const PROMPT = "#a93a21";

export function createSigns(stage: Stage): Signs {
  const group = new Group();
  const shapes = createShapes();
  const drawn = new Map<number, Object3D>();
  const raycaster = new Raycaster();
  const pointer = new Vector2();
  const level = new Plane(new Vector3(0, 1, 0), 0);
  const hit = new Vector3();
  const ring = new Mesh(new RingGeometry(0.3, 0.42, 32).rotateX(-Math.PI / 2), new MeshBasicMaterial({ color: PROMPT, toneMapped: false, depthTest: false, transparent: true }));
  ring.renderOrder = 20;
  ring.visible = false;
  group.add(ring);
  stage.scene.add(group);

  const aim = (clientX: number, clientY: number) => {
    const box = stage.canvas.getBoundingClientRect();
    pointer.set(((clientX - box.left) / box.width) * 2 - 1, 1 - ((clientY - box.top) / box.height) * 2);
    raycaster.setFromCamera(pointer, stage.camera);
  };
  return {
    show(signs, chosen) {
      const left = new Set(drawn.keys());
      for (const sign of signs) {
        left.delete(sign.id);
        const object = drawn.get(sign.id) ?? shapes.make(sign.sort);
        if (!drawn.has(sign.id)) {
          object.userData["sign"] = sign.id;
          drawn.set(sign.id, object);
          group.add(object);
        }
        object.position.set(sign.x, sign.y, sign.z);
        object.rotation.y = sign.sort === "zone" ? 0 : sign.yaw;
        object.scale.set(...(sign.sort === "zone" ? ([Math.max(0.05, sign.width), Math.max(0.05, sign.height), Math.max(0.05, sign.depth)] as const) : ([1, 1, 1] as const)));
        shapes.colour(object, sign.sort, sign.id === chosen);
        object.updateMatrixWorld(true);
      }
      for (const id of left) {
        const object = drawn.get(id);
        if (object) group.remove(object);
        drawn.delete(id);
      }
    },
    mark(at) {
      ring.visible = at !== null;
      if (at) ring.position.set(at.x, at.y + 0.02, at.z);
      ring.updateMatrixWorld(true);
    },
    pick(clientX, clientY) {
      aim(clientX, clientY);
      const first = raycaster.intersectObjects([...drawn.values()], true).find(({ object }) => object instanceof Mesh);
      for (let at = first?.object ?? null; at; at = at.parent) {
        const id: unknown = at.userData["sign"];
        if (typeof id === "number") return id;
      }
      return null;
    },
    onLevel(clientX, clientY, y) {
      aim(clientX, clientY);
      level.constant = -y;
      return raycaster.ray.intersectPlane(level, hit) ? { x: hit.x, z: hit.z } : null;
    },
    dispose() {
      stage.scene.remove(group);
      ring.geometry.dispose();
      ring.material.dispose();
      shapes.dispose();
    },
  };
}

/** A person of 1.70 m who looks along −z, a pin 1.2 m over the floor, a disc with a back, a box, a ball. */
function createShapes() {
  const geometries = {
    spawn: merged([
      new CapsuleGeometry(0.2, 0.85, 4, 12).translate(0, 0.82, 0), new SphereGeometry(0.14, 16, 12).translate(0, 1.56, 0),
      new ConeGeometry(0.14, 0.45, 12).rotateX(-Math.PI / 2).translate(0, 0.06, -0.55),
    ]),
    touchpoint: merged([new ConeGeometry(0.16, 0.4, 16).rotateX(Math.PI).translate(0, 1.4, 0), new SphereGeometry(0.16, 16, 12).translate(0, 1.66, 0), new CylinderGeometry(0.02, 0.02, 1.3, 8).translate(0, 0.65, 0)]),
    seat: merged([new CylinderGeometry(0.2, 0.2, 0.04, 20).translate(0, 0.5, 0), new BoxGeometry(0.36, 0.3, 0.04).translate(0, 0.66, 0.18)]),
    zone: new BoxGeometry(1, 1, 1).translate(0, 0.5, 0),
    link: merged([new SphereGeometry(0.18, 16, 12).translate(0, 1.3, 0), new CylinderGeometry(0.02, 0.02, 1.2, 8).translate(0, 0.6, 0)]),
  };
  const edges = new EdgesGeometry(geometries.zone);
  const plain = new Map<string, MeshStandardMaterial>();
  const lines = new Map<string, LineBasicMaterial>();
  const material = (colour: string, faint: boolean) => {
    const key = `${colour}${faint}`;
    const known = plain.get(key) ?? new MeshStandardMaterial({ color: colour, roughness: 0.6, emissive: colour, emissiveIntensity: 0.35, transparent: faint, opacity: faint ? 0.16 : 1, depthWrite: !faint });
    plain.set(key, known);
    return known;
  };
  const line = (colour: string) => {
    const known = lines.get(colour) ?? new LineBasicMaterial({ color: colour });
    lines.set(colour, known);
    return known;
  };
  return {
    make(sort: SignOf["sort"]): Object3D {
      const mesh = new Mesh(geometries[sort], material(COLOURS[sort], sort === "zone"));
      if (sort === "zone") mesh.add(new LineSegments(edges, line(COLOURS.zone)));
      return mesh;
    },
    colour(object: Object3D, sort: SignOf["sort"], chosen: boolean) {
      const colour = chosen ? CHOSEN : COLOURS[sort];
      if (object instanceof Mesh) object.material = material(colour, sort === "zone");
      for (const child of object.children) {
        if (child instanceof LineSegments) child.material = line(colour);
      }
    },
    dispose() {
      for (const one of [...Object.values(geometries), edges, ...plain.values(), ...lines.values()]) one.dispose();
    },
  };
}

function merged(parts: BufferGeometry[]): BufferGeometry {
  const whole = mergeGeometries(parts);
  for (const part of parts) part.dispose();
  return whole;
}
