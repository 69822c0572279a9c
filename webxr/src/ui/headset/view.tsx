/** How to get in with a headset, tablet or phone, in four pictures; and whether this device can. */
import { useSignal, type ReadonlySignal } from "@preact/signals";
import { t } from "../../text/index";
import type { Device, DeviceKind } from "../device";
import { Page } from "../page";
import { panelOf, TabList } from "../tablist";
import { StepPicture } from "./drawings";
import { deviceKinds, instructions } from "./steps";
import "./headset.css";

/** What the page must know about the server. */
export interface About {
  readonly secure: boolean;
  readonly authority: boolean;
  readonly addresses: readonly string[];
}

export interface HeadsetProps {
  readonly device: Device;
  readonly secure: boolean;
  /** Null while it is not known. */
  readonly immersive: ReadonlySignal<boolean | null>;
  readonly about: ReadonlySignal<About | null>;
}

export function Headset({ device, secure, immersive, about }: HeadsetProps) {
  const server = about.value;
  return (
    <Page title={t("headset.title")} class="headset">
      <div class="stack loose">
        <div class="stack tight">
          <h1>{t("headset.title")}</h1>
          <p class="lead">{t("headset.lead")}</p>
        </div>
        {server !== null && <ServerNotice about={server} />}
        <Devices own={device.kind} about={server} />
        <Check device={device} secure={secure} immersive={immersive.value} />
        <section class="stack tight">
          <h2>{t("headset.why")}</h2>
          <p class="measure">{t("headset.why.text")}</p>
        </section>
      </div>
    </Page>
  );
}

function ServerNotice({ about }: { readonly about: About }) {
  if (about.secure && about.authority) return null;
  if (about.secure) return <p class="notice">{t("headset.ready")}</p>;
  return (
    <div class="notice stack tight">
      <p>{t("headset.insecure")}</p>
      <p>{t("headset.insecure.do", { command: "" })}<code dir="ltr">rehearsal serve --https</code></p>
    </div>
  );
}

function Devices({ own, about }: { readonly own: DeviceKind; readonly about: About | null }) {
  const chosen = useSignal(own);
  return (
    <section class="stack">
      <h2>{t("headset.devices")}</h2>
      <TabList
        class="devices"
        label={t("headset.devices")}
        tabs={deviceKinds.map((kind) => ({ id: kind, label: t(`headset.device.${kind}`) }))}
        shown={chosen.value}
        choose={(kind) => {
          chosen.value = kind;
        }}
      />
      <div class="card stack" {...panelOf(chosen.value)}>
        {chosen.value === own && <p><span class="tag good">{t("headset.yours")}</span></p>}
        <Steps kind={chosen.value} />
        <Addresses about={about} />
        {about?.authority === true && <SealNote kind={chosen.value} />}
      </div>
    </section>
  );
}

function Steps({ kind }: { readonly kind: DeviceKind }) {
  return (
    <ol class="steps">
      {instructions[kind].steps.map(({ drawing, title, text }) => (
        <li key={drawing}>
          <StepPicture device={kind} drawing={drawing} />
          <h3>{t(title)}</h3>
          <p>{t(text)}</p>
        </li>
      ))}
    </ol>
  );
}

function Addresses({ about }: { readonly about: About | null }) {
  if (about === null) return null;
  const { addresses } = about;
  return (
    <div class="stack tight">
      <h3>{t("headset.address")}</h3>
      {addresses.length === 0 ? <p>{t("headset.address.none")}</p> : addresses.map((address) => <p key={address} class="address" dir="ltr">{address}</p>)}
    </div>
  );
}

function SealNote({ kind }: { readonly kind: DeviceKind }) {
  const { seal } = instructions[kind];
  if (seal === "none") return null;
  const button = <p><a class="button" href="/authority.crt" download="rehearsal-authority.crt">{t("headset.seal")}</a></p>;
  if (seal === "step") {
    return (
      <div class="stack tight">
        {button}
        <p class="hint">{t("headset.seal.safe")}</p>
      </div>
    );
  }
  return (
    <details>
      <summary>{t("headset.seal.more")}</summary>
      <div class="stack tight">
        <p>{t(kind === "android" ? "headset.seal.android" : "headset.seal.laptop")}</p>
        {button}
        <p class="hint">{t("headset.seal.safe")}</p>
      </div>
    </details>
  );
}

interface CheckProps {
  readonly device: Device;
  readonly secure: boolean;
  readonly immersive: boolean | null;
}

function Check({ device, secure, immersive }: CheckProps) {
  const draws = !device.hindrances.includes("no-webgl2");
  return (
    <section class="stack tight" aria-labelledby="check">
      <h2 id="check">{t("headset.check")}</h2>
      <ul class="checks" aria-live="polite">
        <Finding of="webgl" good={draws} />
        <Finding of="secure" good={secure} />
        {immersive !== null && <Finding of="xr" good={immersive} />}
      </ul>
    </section>
  );
}

function Finding({ of, good }: { readonly of: "webgl" | "secure" | "xr"; readonly good: boolean }) {
  // No VR is no fault: most devices join on a screen.
  const mark = good ? "yes" : of === "xr" ? "without" : "no";
  return (
    <li class={mark}>
      <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round">
        <path d={{ yes: "M4 13l5 5L20 7", no: "M6 6l12 12M18 6L6 18", without: "M5 12h14" }[mark]} />
      </svg>
      <span class="visually-hidden">{t(good ? "headset.yes" : "headset.no")}</span>
      {t(`headset.check.${of}.${good ? "yes" : "no"}`)}
    </li>
  );
}
