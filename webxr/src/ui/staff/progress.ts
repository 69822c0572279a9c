/** How far an upload is and when it will be there. Pure: the caller reads the clock. */

export interface Progress {
  readonly sent: number;
  readonly total: number;
  /** Of one. */
  readonly part: number;
  /** NaN while it is not known. */
  readonly msLeft: number;
}

const SETTLING = 1000; // before that a speed says little

export function createProgress(startMs: number): (sent: number, total: number, nowMs: number) => Progress {
  return (sent, total, nowMs) => {
    const passed = nowMs - startMs;
    const known = passed >= SETTLING && sent > 0;
    return { sent, total, part: total > 0 ? Math.min(1, sent / total) : 0, msLeft: known ? ((total - sent) / sent) * passed : Number.NaN };
  };
}

/** What to call a scene, from what its file is called: `civic-office_v2.glb` is "Civic office v2". */
export function nameFromFile(file: string): string {
  const bare = file.replace(/\.(glb|gltf)$/i, "").replace(/[_\-\s]+/g, " ").trim();
  return (bare.charAt(0).toUpperCase() + bare.slice(1)).slice(0, 100);
}
