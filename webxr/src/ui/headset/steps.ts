/**
 * What a person does, device by device, in four steps. Two ways: pass the browser's warning (enough for Chromium, which then
 * counts the page as secure and lets its socket through), or trust the authority first (Apple's devices refuse a socket
 * behind a passed warning).
 */
import type { DeviceKind } from "../device";

export type Drawing = "wifi" | "address" | "scan" | "warning" | "code" | "seal" | "install" | "switch";

export interface Step {
  readonly drawing: Drawing;
  /** Keys of its heading and its sentence. */
  readonly title: string;
  readonly text: string;
}

export interface Instructions {
  readonly steps: readonly [Step, Step, Step, Step];
  /** The seal is a step of its own, something for those who want no warning again, or not possible here. */
  readonly seal: "step" | "more" | "none";
}

export const deviceKinds: readonly DeviceKind[] = ["quest", "pico", "vision", "ipad", "android", "laptop"];

const step = (drawing: Drawing, name: string, text: string): Step => ({
  drawing,
  title: `headset.step.${name}.title`,
  text: `headset.step.${text}`,
});

const wifi = step("wifi", "wifi", "wifi.text");
const open = step("address", "open", "open.text");
const scan = step("scan", "scan", "scan.text");
const pass = step("warning", "pass", "pass.chrome");
const passOnLaptop = step("warning", "pass", "pass.laptop");
const goInVr = step("code", "go", "go.vr");
const goIn = step("code", "go", "go.flat");
const getSeal = step("seal", "get", "get.text");
const install = step("install", "install", "install.text");
const trust = step("switch", "trust", "trust.text");

export const instructions: Readonly<Record<DeviceKind, Instructions>> = {
  quest: { steps: [wifi, open, pass, goInVr], seal: "none" },
  pico: { steps: [wifi, open, pass, goInVr], seal: "none" },
  vision: { steps: [getSeal, install, trust, goInVr], seal: "step" },
  ipad: { steps: [getSeal, install, trust, goIn], seal: "step" },
  android: { steps: [wifi, scan, pass, goIn], seal: "more" },
  laptop: { steps: [wifi, open, passOnLaptop, goIn], seal: "more" },
};
