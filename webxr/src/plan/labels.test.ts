import { expect, it } from "vitest";
import { placeLabels } from "./labels";

const frame = { left: 0, top: 0, right: 1000, bottom: 1000 };

it("a name stands above its place, where there is room", () => {
  expect(placeLabels([{ x: 500, y: 500, text: "Kiosk" }], 30, 15, frame)).toMatchObject([{ x: 0, anchor: "middle" }]);
  expect(placeLabels([{ x: 500, y: 500, text: "Kiosk" }], 30, 15, frame)[0]?.y).toBeLessThan(0);
});

it("A04: the names of a door and its exit, close together, do not cover each other", () => {
  const places = [{ x: 500, y: 500, text: "Door" }, { x: 520, y: 505, text: "Exit" }, { x: 500, y: 470, text: "Sign" }];
  const boxes = placeLabels(places, 30, 15, frame).map(({ x, y, anchor }, at) => {
    const [px, py] = [places[at]?.x ?? 0, places[at]?.y ?? 0];
    const left = px + x - { start: 0, middle: 33, end: 66 }[anchor];
    return { left, right: left + 66, top: py + y - 22, bottom: py + y + 4 };
  });
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) expect(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom).toBe(true);
  }
});

it("stays on the paper", () => {
  const [top, right] = placeLabels([{ x: 500, y: 5, text: "Entrance" }, { x: 995, y: 500, text: "Entrance" }], 30, 15, frame);
  expect(top?.y).toBeGreaterThan(0);
  expect(right?.anchor).toBe("end");
});
