import { describe, expect, it } from "vitest";
import { createRoom, meaning } from "./room";
import { createSettle } from "./settle";

const room = createRoom()
  .level("floor", 0, 0, 10, 10)
  .box("table", 4, 0.7, 4, 6, 0.75, 6)
  .quad("steep", 8, 0, 0, 9, 4, 0, 9, 4, 10, 8, 0, 10)
  .level("guide_navmesh", 0, 0, 10, 10, 0.1)
  .level("ground", -50, -50, 50, 50, -6);
const settle = (said: Parameters<typeof meaning>[0]) => createSettle(room.soup(), meaning({ floor: { nodes: [], height: -1, inferred: true }, ...said }));

describe("the floor under a place", () => {
  const named = { floor: { nodes: ["floor"], height: -1, inferred: false } };

  it("is what is meant to be walked on, whatever stands on it", () => {
    expect(settle(named)([5, 0.8, 5])).toEqual({ y: 0, kind: "walkable" });
    expect(settle(named)([5, 1.6, 5])).toEqual({ y: 0, kind: "walkable" });
    expect(settle(named)([5, -0.5, 5])).toEqual({ y: 0, kind: "walkable" });
  });

  it("is else what is below, and no wall or guide", () => {
    expect(settle({})([5, 0.8, 5])).toEqual({ y: 0.75, kind: "below" });
    expect(settle({})([2, 0.5, 2])).toEqual({ y: 0, kind: "below" });
    expect(settle({})([8.5, 3, 5])).toEqual({ y: 0, kind: "below" });
    expect(settle(named)([20, 0, 20])).toEqual({ y: -6, kind: "below" });
    expect(settle({ hidden: ["table"] })([5, 0.8, 5])).toEqual({ y: 0, kind: "below" });
  });

  it("is else the plane", () => {
    expect(settle(named)([90, 3, 90])).toEqual({ y: -1, kind: "inferred" });
  });
});
