/** The part of a scene that its plan shows, in metres on the floor. */
export interface Box {
  minX: number;
  minZ: number;
  maxX: number;
  maxZ: number;
}

const MARGIN = 0.6;
/** Room to walk around a place. */
const ROUND_PLACES = 4;

/**
 * What to show of a scene: the surroundings of its places and of where people come in, as far as the scene goes. A scene's
 * own bounds say little: designers paint a street outside the window, or a sky. All of it where nothing is named.
 */
export function planBox(min: readonly number[], max: readonly number[], places: readonly (readonly number[])[]): Box {
  const whole: Box = { minX: min[0] ?? 0, minZ: min[2] ?? 0, maxX: max[0] ?? 0, maxZ: max[2] ?? 0 };
  const around = boxAround(places);
  const box = around ? clip(grown(around, ROUND_PLACES), whole) : whole;
  const shown = grown(box, MARGIN);
  const [width, depth] = [shown.maxX - shown.minX, shown.maxZ - shown.minZ];
  return Number.isFinite(width + depth) && width > 0 && depth > 0 ? shown : { minX: -5, minZ: -5, maxX: 5, maxZ: 5 };
}

function boxAround(places: readonly (readonly number[])[]): Box | undefined {
  if (places.length === 0) return undefined;
  const box: Box = { minX: Infinity, minZ: Infinity, maxX: -Infinity, maxZ: -Infinity };
  for (const place of places) {
    const [x = 0, , z = 0] = place;
    box.minX = Math.min(box.minX, x);
    box.maxX = Math.max(box.maxX, x);
    box.minZ = Math.min(box.minZ, z);
    box.maxZ = Math.max(box.maxZ, z);
  }
  return box;
}

function grown(box: Box, by: number): Box {
  return { minX: box.minX - by, minZ: box.minZ - by, maxX: box.maxX + by, maxZ: box.maxZ + by };
}

function clip(box: Box, to: Box): Box {
  return {
    minX: Math.max(box.minX, to.minX),
    minZ: Math.max(box.minZ, to.minZ),
    maxX: Math.min(box.maxX, to.maxX),
    maxZ: Math.min(box.maxZ, to.maxZ),
  };
}
