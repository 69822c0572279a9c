// An emulated headset for tests: IWER in place of the browser's WebXR. Only in builds made with `--mode e2e`.
import { metaQuest3, XRDevice } from "iwer";

/** Chromium's own navigator.xr supports nothing on localhost, and IWER gives way to it unless forced. */
export function installHeadset(): void {
  const device = new XRDevice(metaQuest3, { stereoEnabled: true });
  device.installRuntime({ forceInstall: true });
  Object.assign(globalThis, { rehearsalHeadset: device });
  const { xr } = navigator;
  const request = xr?.requestSession.bind(xr);
  if (xr && request) {
    xr.requestSession = async (mode, options) => inOrder(await request(mode, options));
  }
}

/** IWER tells of a `select` before its `selectstart`; browsers do when it is finished, before its `selectend`. */
function inOrder(xrSession: XRSession): XRSession {
  const tell = xrSession.dispatchEvent.bind(xrSession);
  xrSession.dispatchEvent = (event) => {
    if (event.type === "select") {
      return true;
    }
    if (event.type === "selectend" && event instanceof XRInputSourceEvent) {
      tell(new XRInputSourceEvent("select", { frame: event.frame, inputSource: event.inputSource }));
    }
    return tell(event);
  };
  return xrSession;
}
