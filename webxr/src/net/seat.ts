/**
 * The seat that this tab has, kept over reloads and over a headset's habit of dropping pages it does not show. Kept for
 * the tab and not for the browser: two people may join on one machine, and a shared laptop should forget.
 */

import { type Shelf, tabShelf } from "../log/shelf";
import type { Seat } from "./api";

const KEY = "rehearsal.seat";

export function keepSeat(seat: Seat, shelf: Shelf = tabShelf): void {
  shelf.setItem(KEY, JSON.stringify(seat));
}

export function keptSeat(shelf: Shelf = tabShelf): Seat | null {
  const text = shelf.getItem(KEY);
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isSeat(kept) ? kept : null;
  } catch {
    return null;
  }
}

export function forgetSeat(shelf: Shelf = tabShelf): void {
  shelf.removeItem(KEY);
}

function isSeat(kept: unknown): kept is Seat {
  return typeof kept === "object" && kept !== null && "token" in kept && typeof kept.token === "string" && "slot" in kept && "scene" in kept;
}
