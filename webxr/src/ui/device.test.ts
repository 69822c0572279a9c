import { describe, expect, it } from "vitest";
import { deviceFrom, type DeviceSigns } from "./device";

const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
const laptop: DeviceSigns = {
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  touchPoints: 0,
  coarse: false,
  secure: true,
  xr: true,
  webgl2: true,
};

describe("what a device is", () => {
  it.each([
    ["a laptop", {}, "laptop", "desktop"],
    ["a Mac", { userAgent: mac, xr: false }, "laptop", "desktop"],
    ["a Quest", { userAgent: "Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 OculusBrowser/41.0 Chrome/140 VR Safari/537.36", coarse: true }, "quest", "headset"],
    ["a Pico", { userAgent: "Mozilla/5.0 (Linux; Android 12; Pico Neo 4) AppleWebKit/537.36 PicoBrowser/4.0 Chrome/120 VR Safari/537.36", coarse: true }, "pico", "headset"],
    ["a Vision Pro", { userAgent: mac, coarse: true, touchPoints: 1 }, "vision", "headset"],
    ["an iPad", { userAgent: mac, coarse: true, touchPoints: 5, xr: false }, "ipad", "phone"],
    ["an Android phone", { userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/156 Mobile Safari/537.36", coarse: true, touchPoints: 5 }, "android", "phone"],
  ] as const)("%s", (_, signs, kind, mode) => {
    const device = deviceFrom({ ...laptop, ...signs });
    expect(device).toEqual({ kind, mode, hindrances: [] });
  });

  it("says what stands in the way, and joins all the same", () => {
    expect(deviceFrom({ ...laptop, webgl2: false })).toMatchObject({ mode: "plan", hindrances: ["no-webgl2"] });
    expect(deviceFrom({ ...laptop, secure: false, xr: false }).hindrances).toEqual([]);
    expect(deviceFrom({ ...laptop, userAgent: "OculusBrowser/41.0", secure: false, xr: false }).hindrances).toEqual(["headset-insecure"]);
  });
});
