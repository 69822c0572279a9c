import { BoxGeometry, Group, InstancedMesh, Matrix4, Mesh, PlaneGeometry } from "three";
import type { BufferGeometry } from "three";
import { describe, expect, test } from "vitest";
import { createFloor, createFloorHit, mergeStatic } from "./floor";
import { placeNear, ringOffsets, standingPlace } from "./spawn";

/** A hall of 12 by 10 metres with a roof, a pillar, a table made of two instances, and a hole in one corner. */
function hall(): { root: Group; min: [number, number, number]; max: [number, number, number] } {
  const root = new Group();
  const add = (geometry: BufferGeometry, x: number, y: number, z: number) => {
    const mesh = new Mesh(geometry);
    mesh.position.set(x, y, z);
    root.add(mesh);
  };
  add(new PlaneGeometry(10, 10).rotateX(-Math.PI / 2), -1, 0, 0); // x −6 … 4; from 4 to 6 there is no floor
  add(new PlaneGeometry(12, 10).rotateX(Math.PI / 2), 0, 3, 0);
  add(new BoxGeometry(0.1, 3, 10), -6, 1.5, 0);
  add(new BoxGeometry(12, 3, 0.1), 0, 1.5, -5);
  add(new BoxGeometry(12, 3, 0.1), 0, 1.5, 5);
  add(new BoxGeometry(0.5, 3, 0.5), 0, 1.5, 0);
  const tables = new InstancedMesh(new BoxGeometry(1, 0.1, 1), undefined, 2);
  tables.setMatrixAt(0, new Matrix4().setPosition(-3, 0.75, 2));
  tables.setMatrixAt(1, new Matrix4().setPosition(-2, 0.75, 2));
  root.add(tables);
  return { root, min: [-6, -0.5, -5], max: [6, 3, 5] };
}

const model = () => {
  const { root, min, max } = hall();
  return { floor: createFloor(root, min, max), min, max };
};

describe("the floor", () => {
  test("is the highest one under the feet, not the roof above", () => {
    const { floor } = model();
    expect(floor.below(-4, 1, 0)).toBeCloseTo(0, 5);
    expect(floor.below(-3, 1, 2)).toBeCloseTo(0.8, 5); // an instance counts
    expect(floor.below(-3, 0.3, 2)).toBeCloseTo(0, 5);
  });

  test("nobody falls: where the scene has a hole there is its lowest point, and outside it nothing", () => {
    const { floor } = model();
    expect(floor.below(5, 1, 0)).toBe(-0.5);
    expect(floor.below(7, 1, 0)).toBeNaN();
  });

  test("who comes in stands on what is meant to be walked on, else on what is below, else on the plane", () => {
    const { root, min, max } = hall();
    const ground = root.children[0];
    const floor = createFloor(root, min, max, { plane: -0.2, isWalkable: (one) => one === ground });
    expect(floor.settle(-4, 0, 0)).toBeCloseTo(0, 5);
    expect(floor.settle(-3, 1, 2)).toBeCloseTo(0, 5); // not on the table
    expect(floor.settle(-4, 1.6, 0)).toBeCloseTo(0, 5); // a tool that puts it at the eyes
    expect(floor.settle(-4, -0.4, 0)).toBeCloseTo(0, 5); // or sinks it
    expect(floor.settle(5, 0, 0)).toBe(-0.2);
    expect(floor.settle(50, 9, 0)).toBe(-0.2);
    expect(createFloor(root, min, max).settle(-3, 1, 2)).toBeCloseTo(0.8, 5);
  });

  test("walls are met from both sides", () => {
    const { floor } = model();
    expect(floor.reach(-4, 1.2, 3, -1, 0)).toBeCloseTo(1.95, 4);
    expect(floor.reach(-8, 1.2, 3, 1, 0)).toBeCloseTo(1.95, 4);
    expect(floor.reach(3, 1.2, 0, 1, 0)).toBe(Infinity);
  });

  test("a hit faces whoever asked", () => {
    const { floor } = model();
    const hit = createFloorHit();
    expect(floor.hit(-4, 2, 3, 0, -1, 0, 10, hit)).toBe(true);
    expect(hit.y).toBeCloseTo(0, 9);
    expect(hit.normalY).toBeCloseTo(1, 9);
    expect(floor.hit(-4, 2, 3, 0, 1, 0, 10, hit)).toBe(true);
    expect(hit.normalY).toBeCloseTo(-1, 9);
    expect(floor.hit(-4, 2, 3, 0, -1, 0, 1.5, hit)).toBe(false);
  });

  test("a scene without triangles is one flat floor", () => {
    const floor = createFloor(new Group(), [-5, 0, -5], [5, 3, 5]);
    expect(mergeStatic(new Group())).toBeNull();
    expect(floor.below(0, 1, 0)).toBe(0);
    expect(floor.free(0, 0, 0)).toBe(true);
  });
});

describe("coming in", () => {
  test("at the spawn point, looking its way, dropped to the floor", () => {
    const place = standingPlace(model(), [{ position: [-3, 0.2, -2], yaw: 1 }], 1);
    expect([place.x, place.z, place.yaw]).toEqual([-3, -2, 1]);
    expect(place.y).toBeCloseTo(0, 5);
  });

  test("forty people stand apart, on free floor, not in the pillar or on the table", () => {
    const hallModel = model();
    const places = Array.from({ length: 40 }, (_, i) => standingPlace(hallModel, [{ position: [-2, 0, 0], yaw: 0 }], i + 1));
    for (const [i, a] of places.entries()) {
      expect(hallModel.floor.free(a.x, a.y, a.z)).toBe(true);
      expect(a.y).toBeCloseTo(0, 5);
      for (const b of places.slice(i + 1)) {
        expect(Math.hypot(a.x - b.x, a.z - b.z)).toBeGreaterThan(0.7);
      }
    }
  });

  test("rings hold people 0.8 m apart", () => {
    const offsets = ringOffsets();
    for (const [i, [ax, az]] of offsets.entries()) {
      for (const [bx, bz] of offsets.slice(i + 1)) {
        expect(Math.hypot(ax - bx, az - bz)).toBeGreaterThan(0.75);
      }
    }
  });

  test("without a spawn point: on free floor inside, looking into the open", () => {
    const hallModel = model();
    const place = standingPlace(hallModel, [], 1);
    expect(hallModel.floor.free(place.x, place.y, place.z)).toBe(true);
    expect(hallModel.floor.reach(place.x, 1.2, place.z, -Math.sin(place.yaw), -Math.cos(place.yaw))).toBeGreaterThan(3);
  });

  test("without a spawn point one stands on a floor, though something lies deep under it", () => {
    const root = new Group();
    root.add(new Mesh(new PlaneGeometry(10, 10).rotateX(-Math.PI / 2)));
    const drain = new Mesh(new BoxGeometry(0.4, 1, 0.4));
    drain.position.set(4, -7, 4);
    root.add(drain);
    const place = standingPlace({ floor: createFloor(root, [-5, -7.5, -5], [5, 0, 5]), min: [-5, -7.5, -5], max: [5, 0, 5] }, [], 1);
    expect(place.y).toBeCloseTo(0, 5);
  });

  test("going to a thing ends beside it, looking at it", () => {
    const hallModel = model();
    const from = { x: -5, y: 0, z: -3, yaw: 0 };
    const place = placeNear(hallModel, [-2.5, 0.8, 2], from);
    expect(place).not.toBeNull();
    expect(hallModel.floor.free(place?.x ?? 0, place?.y ?? 0, place?.z ?? 0)).toBe(true);
    expect(Math.hypot((place?.x ?? 0) + 2.5, (place?.z ?? 0) - 2)).toBeLessThan(3.1);
  });
});
