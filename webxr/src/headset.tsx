import "./ui/style.css";
import { signal } from "@preact/signals";
import { ask, createApi } from "./net/api";
import { lookAtDevice } from "./ui/device";
import { Headset, type About } from "./ui/headset/view";
import { mountPage } from "./ui/page";

const device = lookAtDevice();
const immersive = signal<boolean | null>(null);
const about = signal<About | null>(null);

async function lookForVr() {
  const xr: unknown = Reflect.get(navigator, "xr");
  immersive.value = xr === undefined ? false : await navigator.xr?.isSessionSupported("immersive-vr").catch(() => false) ?? false;
}

async function lookAtServer() {
  // Without an answer the pictures still help; only the address and the seal are missing.
  about.value = await ask(createApi().GET("/api/about")).catch(() => null);
}

void lookForVr();
void lookAtServer();
mountPage(() => <Headset device={device} secure={isSecureContext} immersive={immersive} about={about} />);
