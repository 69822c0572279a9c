// Over the picture of the scene: who one is, how the connection stands, and what one can do. Calm, at the edges, and all of
// it reachable by keyboard in the order in which it is read.
import { useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { t } from "../../text/index";
import { Dialog } from "../dialog";
import { Mount } from "../mount";
import { Icon, type IconName } from "./icons";
import { Panels } from "./panels";
import { Curtain } from "./curtain";
import { useLentFocus } from "./focus";
import type { PanelName, Visiting } from "./visiting";

export function Overlay({ visiting }: { readonly visiting: Visiting }) {
  const ended = visiting.connection.value.kind === "ended";
  return (
    <main class="visit">
      <Mount element={visiting.canvas} class="visit-canvas" />
      {ended ? null : (
        <>
          <h1 class="visually-hidden">{visiting.title}</h1>
          <Header visiting={visiting} />
          <Mount element={visiting.stick} class="visit-stick" />
          <Dock visiting={visiting} />
          <Panels visiting={visiting} />
        </>
      )}
      <Curtain visiting={visiting} />
      <Words visiting={visiting} />
      {visiting.leaving.value ? <Leaving visiting={visiting} /> : null}
    </main>
  );
}

function Header({ visiting }: { readonly visiting: Visiting }) {
  const connection = visiting.connection.value.kind;
  return (
    <header class="visit-header">
      <div class="visit-card visit-who">
        <strong class="visit-title">{visiting.title}</strong>
        <span class="visit-line">
          <span>{t("visit.you", { name: visiting.name })}</span>
          <span class={`visit-status ${connection}`} role="status">{t(`visit.status.${connection}`)}{connection === "live" ? "" : "…"}</span>
        </span>
      </div>
      <div class="visit-tools">
        <Vr visiting={visiting} />
        <button type="button" class="button quiet visit-tool" aria-expanded={visiting.panel.value === "help"} onClick={() => visiting.open("help")}>
          {t("visit.help")}
        </button>
        <button type="button" class="button quiet danger visit-tool" onClick={() => { visiting.leaving.value = true; }}>{t("visit.leave")}</button>
      </div>
    </header>
  );
}

function Vr({ visiting }: { readonly visiting: Visiting }) {
  const vr = visiting.vr.value;
  if (vr.kind === "checking" || visiting.scene.value.kind !== "shown") {
    return null;
  }
  if (vr.kind === "no") {
    return <p class="visit-card visit-novr">{t(`visit.noVR.${vr.why}`)}</p>;
  }
  return (
    <button type="button" class="button" onClick={() => visiting.enterOrLeave()}>
      <Icon name="headset" />
      {t(vr.kind === "inside" ? "visit.leaveVR" : "visit.enterVR")}
    </button>
  );
}

function Dock({ visiting }: { readonly visiting: Visiting }) {
  const hand = visiting.hand.value;
  const recorded = visiting.recorded.value;
  return (
    <nav class="visit-dock visit-card" aria-label={t("visit.actions")}>
      <Act icon="hand" pressed={hand} onPress={() => visiting.raiseHand()} keys="H">{t(hand ? "visit.handDown" : "visit.hand")}</Act>
      <Opener name="people" visiting={visiting} keys="P">
        {t("visit.people")} <span class="visit-count">{visiting.people.value.length}</span>
      </Opener>
      <Opener name="places" visiting={visiting} keys="M">{t("visit.places")}</Opener>
      {visiting.facilitator ? (
        <>
          <Act icon="bookmark" onPress={() => visiting.mark()} keys="B">{t("visit.bookmark")}</Act>
          <Opener name="invite" visiting={visiting} keys="I">{t("visit.invite")}</Opener>
        </>
      ) : null}
      <div class={`visit-record ${recorded ? "on" : "off"}`}>
        <span class="visit-record-state"><Icon name={recorded ? "recording" : "notRecording"} />{t(recorded ? "visit.recorded" : "visit.notRecorded")}</span>
        <button type="button" class="link" onClick={() => visiting.record()}>{t(recorded ? "visit.stopRecording" : "visit.startRecording")}</button>
      </div>
    </nav>
  );
}

interface ActProps {
  readonly icon: IconName;
  readonly keys: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

function Act({ icon, keys, pressed, expanded, onPress, children }: ActProps) {
  return (
    <button
      type="button"
      class={`visit-act ${pressed === true || expanded === true ? "on" : ""}`}
      aria-keyshortcuts={keys}
      {...(expanded === undefined ? {} : { "aria-expanded": expanded })}
      onClick={onPress}
    >
      <Icon name={icon} />
      <span>{children}</span>
    </button>
  );
}

interface OpenerProps {
  readonly name: Exclude<PanelName, "help">;
  readonly keys: string;
  readonly visiting: Visiting;
  readonly children: ComponentChildren;
}

function Opener({ name, keys, visiting, children }: OpenerProps) {
  return (
    <Act icon={name} keys={keys} expanded={visiting.panel.value === name} onPress={() => visiting.open(name)}>
      {children}
    </Act>
  );
}

/** What is read out, and what is shown for a moment. */
function Words({ visiting }: { readonly visiting: Visiting }) {
  const hint = visiting.hint.value;
  return (
    <>
      <p class="visually-hidden" role="status" aria-live="polite">{visiting.said.value}</p>
      <div class="visit-toasts">
        {visiting.marking.value ? <Marking visiting={visiting} /> : null}
        <div role="status">{hint === null ? null : <p class="toast">{hint}</p>}</div>
      </div>
    </>
  );
}

function Marking({ visiting }: { readonly visiting: Visiting }) {
  const field = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useLentFocus(field, form);
  const keep = (event: Event) => {
    event.preventDefault();
    visiting.label(field.current?.value ?? "");
  };
  return (
    <form ref={form} class="panel visit-marking" onSubmit={keep} onKeyDown={(event) => event.key === "Escape" && visiting.label("")}>
      <p role="status"><strong>{t("visit.bookmarked")}</strong></p>
      <div class="field">
        <label for="visit-mark">{t("visit.bookmarkLabel")}</label>
        <input id="visit-mark" ref={field} maxLength={200} autocomplete="off" />
      </div>
      <div class="row">
        <button type="submit" class="button">{t("visit.bookmarkKeep")}</button>
        <button type="button" class="link" onClick={() => visiting.label("")}>{t("visit.close")}</button>
      </div>
    </form>
  );
}

function Leaving({ visiting }: { readonly visiting: Visiting }) {
  const stay = () => {
    visiting.leaving.value = false;
  };
  return (
    <Dialog title={t("visit.leave.title")} onClose={stay}>
      <p>{t("visit.leave.text")}</p>
      <div class="row">
        <button type="button" class="button danger" onClick={() => visiting.leave()}>{t("visit.leave.yes")}</button>
        <button type="button" class="button quiet" onClick={stay}>{t("visit.leave.no")}</button>
      </div>
    </Dialog>
  );
}
