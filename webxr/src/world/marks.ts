// Where a jump would land: an arc from the hand and a ring on the floor, whole when one can go there, crossed when not (never by
// colour alone). And the veil: the short darkness in which a jump happens.
import {
  BackSide, BoxGeometry, BufferAttribute, BufferGeometry, DoubleSide, DynamicDrawUsage, Group, Mesh, MeshBasicMaterial, PlaneGeometry,
  RingGeometry,
} from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Stage } from "./stage";

export interface Marks {
  /** `points` holds `count` positions (x, y, z); the ring lies at (x, y, z). */
  aim(points: ArrayLike<number>, count: number, valid: boolean, x: number, y: number, z: number): void;
  /** The ring alone, for a pointer on a flat screen. */
  ring(valid: boolean, x: number, y: number, z: number): void;
  clear(): void;
  /** 0 clear … 1 dark. */
  veil(darkness: number): void;
  dispose(): void;
}

const GOOD = "#0c8f86";
const BAD = "#c8472b";
const MOST_POINTS = 64;

export function createMarks(stage: Stage): Marks {
  const group = new Group();
  const arc = createArc();
  const good = new Mesh(
    mergeGeometries([new RingGeometry(0.26, 0.32, 40), new RingGeometry(0.03, 0.07, 20)]).rotateX(-Math.PI / 2),
    new MeshBasicMaterial({ color: GOOD, side: DoubleSide, transparent: true, opacity: 0.92, depthWrite: false, toneMapped: false }),
  );
  const bad = new Mesh(crossed(), new MeshBasicMaterial({ color: BAD, side: DoubleSide, transparent: true, opacity: 0.92, depthWrite: false, toneMapped: false }));
  const veil = new Mesh(
    new BoxGeometry(0.4, 0.4, 0.4),
    new MeshBasicMaterial({ color: "#14161d", side: BackSide, transparent: true, opacity: 0, depthTest: false, depthWrite: false, fog: false, toneMapped: false }),
  );
  veil.renderOrder = 1000;
  veil.frustumCulled = false;
  veil.visible = false;
  group.add(arc.line, good, bad);
  stage.scene.add(group);
  stage.camera.add(veil);

  const ring = (valid: boolean, x: number, y: number, z: number) => {
    good.visible = valid;
    bad.visible = !valid;
    (valid ? good : bad).position.set(x, y + 0.015, z);
  };
  const clear = () => {
    arc.line.visible = false;
    good.visible = false;
    bad.visible = false;
  };
  clear();
  return {
    aim(points, count, valid, x, y, z) {
      arc.set(points, count, valid);
      ring(valid, x, y, z);
    },
    ring(valid, x, y, z) {
      arc.line.visible = false;
      ring(valid, x, y, z);
    },
    clear,
    veil(darkness) {
      veil.visible = darkness > 0.001;
      veil.material.opacity = darkness;
    },
    dispose() {
      stage.scene.remove(group);
      stage.camera.remove(veil);
      arc.dispose();
      for (const mesh of [good, bad, veil]) {
        mesh.geometry.dispose();
        mesh.material.dispose();
      }
    },
  };
}

function crossed(): BufferGeometry {
  return mergeGeometries([new RingGeometry(0.26, 0.3, 40), bar(Math.PI / 4), bar(-Math.PI / 4)]).rotateX(-Math.PI / 2);
}

function bar(angle: number): BufferGeometry {
  return new PlaneGeometry(0.5, 0.055).rotateZ(angle);
}

/** A ribbon two centimetres wide, lying on its side: a line one pixel wide is lost in a headset. */
const HALF_WIDTH = 0.01;

function createArc() {
  const geometry = new BufferGeometry();
  const positions = new BufferAttribute(new Float32Array(MOST_POINTS * 2 * 3), 3).setUsage(DynamicDrawUsage);
  geometry.setAttribute("position", positions);
  geometry.setIndex(ribbon(MOST_POINTS));
  const material = new MeshBasicMaterial({ color: GOOD, side: DoubleSide, toneMapped: false });
  const line = new Mesh(geometry, material);
  line.frustumCulled = false;
  return {
    line,
    // A buffer made for the longest arc, and a range of it: `setFromPoints` cannot grow an attribute.
    set(points: ArrayLike<number>, count: number, valid: boolean) {
      const n = Math.min(count, MOST_POINTS);
      const end = (n - 1) * 3;
      const alongX = (points[end] ?? 0) - (points[0] ?? 0);
      const alongZ = (points[end + 2] ?? 0) - (points[2] ?? 0);
      const way = Math.hypot(alongX, alongZ) || 1;
      const sideX = (-alongZ / way) * HALF_WIDTH;
      const sideZ = (alongX / way) * HALF_WIDTH;
      for (let i = 0; i < n; i++) {
        const x = points[i * 3] ?? 0;
        const y = points[i * 3 + 1] ?? 0;
        const z = points[i * 3 + 2] ?? 0;
        positions.setXYZ(2 * i, x - sideX, y, z - sideZ);
        positions.setXYZ(2 * i + 1, x + sideX, y, z + sideZ);
      }
      positions.needsUpdate = true;
      geometry.setDrawRange(0, Math.max(0, n - 1) * 6);
      material.color.set(valid ? GOOD : BAD);
      line.visible = true;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}

/** Two triangles between each pair of points and the next. */
function ribbon(points: number): number[] {
  return Array.from({ length: points - 1 }, (_, i) => [2 * i, 2 * i + 1, 2 * i + 2, 2 * i + 1, 2 * i + 3, 2 * i + 2]).flat();
}
