// Where one stood, kept for the tab: a page that is loaded again, or that a headset dropped, comes back to the same spot.
import { type Shelf, tabShelf } from "../log/shelf";
import type { Place } from "../xr/ground";

const KEY = "rehearsal.place";

/** The seat it belongs to: its session and slot. */
export function keepPlace(seat: string, place: Place, shelf: Shelf = tabShelf): void {
  const { x, y, z, yaw } = place;
  shelf.setItem(KEY, JSON.stringify({ seat, x, y, z, yaw }));
}

export function keptPlace(seat: string, shelf: Shelf = tabShelf): Place | null {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(KEY) ?? "null");
    return isPlace(kept) && kept.seat === seat ? { x: kept.x, y: kept.y, z: kept.z, yaw: kept.yaw } : null;
  } catch {
    return null;
  }
}

function isPlace(kept: unknown): kept is Place & { readonly seat: string } {
  return (
    typeof kept === "object" && kept !== null && "seat" in kept && "x" in kept && "y" in kept && "z" in kept && "yaw" in kept &&
    [kept.x, kept.y, kept.z, kept.yaw].every((value) => typeof value === "number" && Number.isFinite(value))
  );
}
