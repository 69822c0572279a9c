import { describe, expect, it } from "vitest";
import { added, changed, draftOf, meaningOf, removed, toggled, turnedTo, type Meaning } from "./draft";
import { createEdits } from "./edits";

const meaning: Meaning = {
  spawns: [{ name: "Entrance", node: "spawn:entrance", position: [-2, 0, 5.2], yaw: 0 }],
  seats: [{ name: "Seat", node: "Seat.1", position: [1, 0, 1], yaw: 1.5 }],
  touchpoints: [{ name: "desk", node: "tp:desk", position: [-2, 0, -3.35], yaw: 3, kind: "desk", party: "wedding" }],
  zones: [{ name: "queue", node: "zone:queue", min: [0, 0, 0], max: [2, 2.5, 1] }],
  links: [{ name: "web", node: "", position: [1, 1, 1], address: "https://example.org/" }],
  floor: { nodes: ["floor"], height: 0, inferred: false },
  hidden: ["cage"],
};

describe("what a scene means, while it is edited", () => {
  it("comes back as it was when nothing was done", () => {
    expect(meaningOf(draftOf(meaning))).toEqual(meaning);
  });

  it("takes what is added, changed and taken away, and nothing else with it", () => {
    const first = draftOf(meaning);
    const { draft, id } = added(first, "touchpoint", "Kiosk", 1.2345, 0, 2);
    const kiosk = changed(draft, id, { kind: "kiosk", x: 3 });
    expect(meaningOf(kiosk).touchpoints[1]).toEqual({ name: "Kiosk", node: "", position: [3, 0, 2], yaw: 0, kind: "kiosk" });
    expect(meaningOf(removed(kiosk, id))).toEqual(meaning);
    expect(new Set(kiosk.things.map((thing) => thing.id)).size).toBe(kiosk.things.length);
  });

  it("moves a zone whole", () => {
    const first = draftOf(meaning);
    const zone = first.things.find(({ sort }) => sort === "zone");
    expect(meaningOf(changed(first, zone?.id ?? 0, { x: 5 })).zones[0]).toMatchObject({ min: [4, 0, 0], max: [6, 2.5, 1] });
  });

  it("keeps the lists of surfaces", () => {
    const draft = toggled(toggled(draftOf(meaning), "floor", "ramp", true), "hidden", "cage", false);
    expect(meaningOf(draft)).toMatchObject({ floor: { nodes: ["floor", "ramp"] }, hidden: [] });
  });

  it("says a turn the short way round", () => {
    expect(turnedTo(Math.PI * 2.5)).toBeCloseTo(Math.PI / 2);
    expect(turnedTo(-Math.PI * 1.5)).toBeCloseTo(Math.PI / 2);
  });
});

describe("undoing", () => {
  const first = draftOf(meaning);
  const second = changed(first, 1, { x: 1 });
  const third = changed(second, 1, { x: 2 });

  it("goes back and forth, and a new edit ends what was undone", () => {
    const edits = createEdits(first);
    edits.edit(second);
    edits.edit(third);
    edits.undo();
    expect(edits.draft.value).toBe(second);
    edits.redo();
    expect(edits.draft.value).toBe(third);
    edits.undo();
    edits.edit(first);
    expect(edits.canRedo.value).toBe(false);
    edits.undo();
    expect(edits.draft.value).toBe(second);
  });

  it("takes a drag back at once", () => {
    const edits = createEdits(first);
    edits.edit(second, "drag 1");
    edits.edit(third, "drag 1");
    edits.undo();
    expect(edits.draft.value).toBe(first);
  });

  it("knows what is saved, also after going back to it", () => {
    const edits = createEdits(first);
    expect(edits.dirty.value).toBe(false);
    edits.edit(second);
    expect(edits.dirty.value).toBe(true);
    edits.saved(second);
    expect(edits.dirty.value).toBe(false);
    edits.undo();
    expect(edits.dirty.value).toBe(true);
    edits.redo();
    expect(edits.dirty.value).toBe(false);
  });
});
