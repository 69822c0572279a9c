// An emulated headset for tests: IWER in place of the browser's WebXR. Only in builds made with `--mode e2e`.
import { metaQuest3, XRDevice } from "iwer";

/** Chromium's own navigator.xr supports nothing on localhost, and IWER gives way to it unless forced. */
export function installHeadset(): void {
  const device = new XRDevice(metaQuest3, { stereoEnabled: true });
  device.installRuntime({ forceInstall: true });
  Object.assign(globalThis, { rehearsalHeadset: device });
}
