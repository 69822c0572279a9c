// What opens beside the scene: the people, the plan with its places, help, and a facilitator's invitation. The focus goes in
// when a panel opens and back to what opened it when it closes.
import { useEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { t } from "../../text/index";
import { CopyLink } from "../copy";
import { useLentFocus } from "./focus";
import { Help } from "./help";
import { Icon } from "./icons";
import type { PersonLine, Visiting } from "./visiting";

/** Each panel is one of its own (`key`), so that going from one to the other moves the focus, too. */
export function Panels({ visiting }: { readonly visiting: Visiting }) {
  const panel = visiting.panel.value;
  switch (panel) {
    case "people":
      return <Panel key={panel} visiting={visiting} title={t("visit.peopleCount", { count: visiting.people.value.length })}><People visiting={visiting} /></Panel>;
    case "places":
      return <Panel key={panel} visiting={visiting} title={t("visit.placesTitle")}><Plan parts={visiting.plan} /></Panel>;
    case "invite":
      return <Panel key={panel} visiting={visiting} title={t("visit.inviteTitle")}><Invite visiting={visiting} /></Panel>;
    case "help":
      return <Panel key={panel} visiting={visiting} title={t("visit.help.title")}><Help visiting={visiting} /></Panel>;
    default:
      return null;
  }
}

interface PanelProps {
  readonly visiting: Visiting;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Panel({ visiting, title, children }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const section = useRef<HTMLElement>(null);
  useLentFocus(heading, section);
  const close = () => {
    visiting.panel.value = null;
  };
  return (
    <section ref={section} class="visit-panel panel" aria-labelledby="visit-panel" data-own-keys onKeyDown={(event) => event.key === "Escape" && close()}>
      <div class="visit-panel-head">
        <h2 id="visit-panel" ref={heading} tabIndex={-1}>{title}</h2>
        <button type="button" class="visit-close" aria-label={t("visit.close")} onClick={close}><Icon name="close" /></button>
      </div>
      {children}
    </section>
  );
}

function People({ visiting }: { readonly visiting: Visiting }) {
  return (
    <ul class="visit-people">
      {visiting.people.value.map((person) => <Person key={person.slot} person={person} visiting={visiting} />)}
    </ul>
  );
}

function Person({ person, visiting }: { readonly person: PersonLine; readonly visiting: Visiting }) {
  return (
    <li class={person.away ? "away" : ""}>
      <span class="visit-dot" style={{ background: person.colour }} aria-hidden="true" />
      <span class="visit-person">
        <strong><bdi>{person.name}</bdi></strong>
        {person.self ? <span class="muted">{t("visit.self")}</span> : null}
        {person.facilitator ? <span class="tag good">{t("common.role.facilitator")}</span> : null}
        {person.hand ? <span class="tag warn"><Icon name="hand" />{t("visit.handUp")}</span> : null}
        {person.away ? <span class="tag">{t("visit.away")}</span> : null}
        {person.recorded ? null : <span class="tag">{t("common.notRecorded")}</span>}
      </span>
      {person.self || visiting.scene.value.kind !== "shown" ? null : (
        <button type="button" class="button quiet visit-go" aria-label={t("visit.goToName", { name: person.name })} onClick={() => visiting.goToPerson(person.slot)}>
          {t("visit.goTo")}
        </button>
      )}
    </li>
  );
}

function Plan({ parts }: { readonly parts: readonly Element[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.replaceChildren(...parts), [parts]);
  return <div ref={place} class="visit-plan stack" />;
}

function Invite({ visiting }: { readonly visiting: Visiting }) {
  const invitation = visiting.invitation.value;
  if (invitation === null) {
    return <p role="status">{t("common.loading")}…</p>;
  }
  if (invitation === "failed") {
    return <p class="error" role="alert">{t("visit.inviteFailed")}</p>;
  }
  return (
    <div class="stack">
      <p>{t("visit.inviteCode")}: <strong class="visit-code">{invitation.code}</strong></p>
      <CopyLink link={invitation.link} label={t("visit.inviteLink")} />
    </div>
  );
}
