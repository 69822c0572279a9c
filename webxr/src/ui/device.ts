/**
 * What this device can do, decided from what the browser says and never from a list of good browsers. Pure: the caller looks
 * (`lookAtDevice`), this module concludes.
 */

export type DeviceKind = "quest" | "pico" | "vision" | "ipad" | "android" | "laptop";
export type AccessMode = "headset" | "desktop" | "phone" | "plan";

export interface DeviceSigns {
  readonly userAgent: string;
  readonly touchPoints: number;
  readonly coarse: boolean;
  readonly secure: boolean;
  readonly xr: boolean;
  readonly webgl2: boolean;
}

export type Hindrance = "no-webgl2" | "headset-insecure";

export interface Device {
  readonly kind: DeviceKind;
  readonly mode: AccessMode;
  readonly hindrances: readonly Hindrance[];
}

export function deviceFrom(signs: DeviceSigns): Device {
  const kind = kindFrom(signs);
  const headset = kind === "quest" || kind === "pico" || kind === "vision";
  const hindrances: Hindrance[] = [];
  if (!signs.webgl2) hindrances.push("no-webgl2");
  // Browsers hide WebXR from pages that did not come over HTTPS; the person only sees that nothing happens.
  if (headset && !signs.secure) hindrances.push("headset-insecure");
  // Without 3D there is the plan, with equal powers.
  const mode = !signs.webgl2 ? "plan" : headset ? "headset" : signs.coarse ? "phone" : "desktop";
  return { kind, mode, hindrances };
}

function kindFrom({ userAgent, touchPoints, coarse, xr }: DeviceSigns): DeviceKind {
  if (/OculusBrowser|\bQuest\b/i.test(userAgent)) return "quest";
  if (/\bPico\b|PicoBrowser/i.test(userAgent)) return "pico";
  const apple = /Macintosh|iPad|iPhone/.test(userAgent);
  // A Vision Pro calls itself a Mac; Safari on it speaks WebXR and has a finger's pointer.
  if (/\bVisionOS\b|Apple ?Vision/i.test(userAgent) || (apple && xr && coarse && !/iPhone/.test(userAgent))) return "vision";
  if (apple && (touchPoints > 1 || /iPad|iPhone/.test(userAgent))) return "ipad";
  if (/Android/i.test(userAgent)) return "android";
  return "laptop";
}

export function lookAtDevice(): Device {
  return deviceFrom({
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    coarse: matchMedia("(pointer: coarse)").matches,
    secure: isSecureContext,
    xr: "xr" in navigator,
    webgl2: drawsWebgl2(),
  });
}

function drawsWebgl2(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
