/**
 * A moment of a replay as an address: `#t=83.5&follow=3`. It lives in the fragment, so the server never learns which
 * moments somebody looked at, and a finding that cites one needs no more than a link.
 */
export interface Place {
  /** Session milliseconds, when the address names a moment. */
  ms?: number;
  /** The slot of the person followed. */
  follow?: number;
  /** Through their eyes instead of from behind. */
  eyes?: boolean;
}

export function readPlace(hash: string): Place {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const seconds = numberIn(values.get("t"), /^\d+(?:\.\d+)?$/);
  const follow = numberIn(values.get("follow"), /^\d{1,5}$/);
  return {
    ...(seconds === undefined ? {} : { ms: seconds * 1000 }),
    ...(follow === undefined ? {} : { follow }),
    ...(values.get("view") === "eyes" ? { eyes: true } : {}),
  };
}

export function writePlace(place: Place): string {
  const parts: string[] = [];
  if (place.ms !== undefined) parts.push(`t=${Number((place.ms / 1000).toFixed(1))}`);
  if (place.follow !== undefined) parts.push(`follow=${place.follow}`);
  if (place.eyes) parts.push("view=eyes");
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

function numberIn(text: string | null, form: RegExp): number | undefined {
  return text !== null && form.test(text) ? Number(text) : undefined;
}
