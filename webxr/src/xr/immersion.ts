// Immersion: WebXR's XRSession, never called a session here. Entering and leaving it changes what one sees through, and
// nothing else: the seat, the log and the place stay. Lifting the headset only hides it; it comes back by itself.
import { STANDING_EYES } from "./ground";

/** What draws for a headset; three's WebXRManager is one. */
export interface ImmersionHost {
  setReferenceSpaceType(type: XRReferenceSpaceType): void;
  setSession(xrSession: XRSession | null): Promise<void>;
  getReferenceSpace(): XRReferenceSpace | null;
}

export interface ImmersionEvents {
  begun(): void;
  ended(): void;
  /** The headset was put on again, or a system menu closed. */
  resumed(): void;
  /** The wearer recentred: the space has moved under them. */
  recentred(): void;
}

export interface Immersion {
  readonly xrSession: XRSession | null;
  readonly space: XRReferenceSpace | null;
  /** Metres between the space's origin and the floor: 0 where the headset knows the floor. */
  readonly lift: number;
  /** Must be called from a click or a key. Rejects with ImmersionError. */
  enter(): Promise<void>;
  leave(): Promise<void>;
  dispose(): void;
}

/** Why there is no immersion here, in order of what one can do about it. */
export type Hindrance = "insecure" | "no-webxr" | "no-headset" | "blocked";
export type ImmersionSupport = { readonly kind: "yes" } | { readonly kind: "no"; readonly why: Hindrance };

export class ImmersionError extends Error {}

export async function immersionSupport(): Promise<ImmersionSupport> {
  if (!globalThis.isSecureContext) {
    return { kind: "no", why: "insecure" };
  }
  const { xr } = navigator;
  if (!xr) {
    return { kind: "no", why: "no-webxr" };
  }
  try {
    return (await xr.isSessionSupported("immersive-vr")) ? { kind: "yes" } : { kind: "no", why: "no-headset" };
  } catch {
    return { kind: "no", why: "blocked" }; // a permissions policy, or the person's own setting
  }
}

export function createImmersion(host: ImmersionHost, events: ImmersionEvents): Immersion {
  let current: XRSession | null = null;
  let lift = 0;
  let entering = false;

  const onEnd = () => {
    current = null;
    events.ended();
  };
  const onVisibility = () => {
    if (current?.visibilityState === "visible") {
      events.resumed();
    }
  };

  const begin = async (xrSession: XRSession) => {
    const floor = await xrSession.requestReferenceSpace("local-floor").then(() => true, () => false);
    lift = floor ? 0 : STANDING_EYES;
    host.setReferenceSpaceType(floor ? "local-floor" : "local");
    xrSession.addEventListener("end", onEnd);
    xrSession.addEventListener("visibilitychange", onVisibility);
    await host.setSession(xrSession);
    host.getReferenceSpace()?.addEventListener("reset", () => events.recentred());
    current = xrSession;
    events.begun();
  };

  return {
    get xrSession() { return current; },
    get space() { return current ? host.getReferenceSpace() : null; },
    get lift() { return lift; },
    async enter() {
      if (current || entering) {
        return;
      }
      entering = true;
      let xrSession: XRSession | undefined;
      try {
        xrSession = await navigator.xr?.requestSession("immersive-vr", { optionalFeatures: ["local-floor", "hand-tracking"] });
        if (!xrSession) {
          throw new ImmersionError("no WebXR");
        }
        await begin(xrSession);
      } catch (cause) {
        await xrSession?.end().catch(() => undefined);
        throw new ImmersionError("immersion: could not begin", { cause });
      } finally {
        entering = false;
      }
    },
    async leave() {
      await current?.end().catch(() => undefined);
    },
    dispose() {
      current?.removeEventListener("end", onEnd);
      current?.removeEventListener("visibilitychange", onVisibility);
      void current?.end().catch(() => undefined);
      current = null;
    },
  };
}
