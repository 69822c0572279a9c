/** One session as its facilitator has it in front of them: the code to show the room, who is here, and the ways in, back and out. */
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../text/index";
import { sayDuration, sayWhen } from "../amounts";
import { spacedCode } from "../code";
import { CopyLink } from "../copy";
import { useLoaded, WhenLoaded } from "../loaded";
import { ArrivingHeading, useArrival } from "../page";
import { sayProblem } from "../problem";
import type { Doors, Session } from "./doors";

const EVERY_MS = 2000;

interface DeskProps {
  readonly doors: Doors;
  readonly id: string;
}

export function SessionDesk({ doors, id }: DeskProps) {
  const session = useLoaded(() => doors.session(id), id, EVERY_MS);
  return (
    <WhenLoaded source={session}>
      {(value) => (
        <div class="stack loose">
          <Heading session={value} />
          <div class="desk">
            {value.phase === "open" && <Invitation session={value} />}
            <div class="stack">
              <Actions doors={doors} session={value} onClosed={session.set} />
              <People session={value} />
            </div>
          </div>
        </div>
      )}
    </WhenLoaded>
  );
}

function Heading({ session: { title, scene, openedAt, closedAt, simulated } }: { readonly session: Session }) {
  return (
    <div class="stack tight">
      <p><a href="/staff/sessions">{t("staff.desk.back")}</a></p>
      <ArrivingHeading><span dir="auto">{title}</span></ArrivingHeading>
      <p class="muted">
        <span dir="auto">{scene.name}</span> ·{" "}
        {closedAt === undefined
          ? t("staff.desk.since", { when: sayWhen(openedAt) })
          : t("staff.desk.ended", { when: sayWhen(closedAt), time: sayDuration(Date.parse(closedAt) - Date.parse(openedAt)) })}
      </p>
      {simulated && <p class="notice">{t("staff.desk.simulated")}</p>}
    </div>
  );
}

function Invitation({ session: { id, code, joinUrl } }: { readonly session: Session }) {
  return (
    <section class="card stack invitation" aria-labelledby="invitation">
      <h2 id="invitation">{t("staff.desk.join")}</h2>
      <p class="code-large" dir="ltr"><span aria-hidden="true">{spacedCode(code)}</span><span class="visually-hidden">{code.split("").join(" ")}</span></p>
      <p>{t("staff.desk.join.how", { address: new URL(joinUrl).host })}</p>
      <img class="qr" src={`/api/sessions/${encodeURIComponent(id)}/qr.svg`} alt={t("staff.desk.qr")} width="280" height="280" />
      <CopyLink link={joinUrl} label={t("staff.desk.link")} />
      {onlyHere(joinUrl) && <p class="notice">{t("staff.desk.onlyHere", { command: "make run HTTPS=1" })}</p>}
    </section>
  );
}

/** A name that every device gives to itself. */
const onlyHere = (url: string) => /^(localhost|127\..*|\[::1\])$/.test(new URL(url).hostname);

interface ActionsProps {
  readonly doors: Doors;
  readonly session: Session;
  readonly onClosed: (session: Session) => void;
}

function Actions({ doors, session, onClosed }: ActionsProps) {
  const trouble = useSignal<string | null>(null);
  const sure = useSignal(false);
  const asker = useRef<HTMLButtonElement>(null);
  const replay = useRef<HTMLAnchorElement>(null);
  const attempt = async (work: () => Promise<void>) => {
    trouble.value = null;
    try {
      await work();
    } catch (failure) {
      trouble.value = sayProblem(failure);
    }
  };
  const end = () =>
    attempt(async () => {
      onClosed(await doors.close(session.id));
      sure.value = false;
      replay.current?.focus(); // what is left to do
    });
  const open = session.phase === "open";
  return (
    <section class="stack" aria-label={t("staff.desk.actions")}>
      {trouble.value !== null && <p class="error" role="alert">{trouble.value}</p>}
      <div class="row">
        {open && <button type="button" class="button large" onClick={() => void attempt(() => doors.goIn(session.id))}>{t("staff.desk.goIn")}</button>}
        <a ref={replay} class={open ? "button quiet" : "button large"} href={`/replay/${session.id}`}>{t("staff.replay")}</a>
        {open && (
          <button
            ref={asker}
            type="button"
            class="button quiet danger"
            aria-expanded={sure.value}
            onClick={() => {
              sure.value = !sure.value;
            }}
          >
            {t("staff.desk.end")}
          </button>
        )}
      </div>
      {open && sure.value && (
        <Sure
          onEnd={() => void end()}
          onKeep={() => {
            sure.value = false;
            asker.current?.focus();
          }}
        />
      )}
    </section>
  );
}

// Asked on the spot: nothing covers the page, and the button that asked stays where it was.
function Sure({ onEnd, onKeep }: { readonly onEnd: () => void; readonly onKeep: () => void }) {
  return (
    <div class="notice stack tight" role="group" aria-labelledby="sure">
      <p id="sure" ref={useArrival<HTMLParagraphElement>()} tabIndex={-1}>{t("staff.desk.end.sure")}</p>
      <div class="row">
        <button type="button" class="button danger" onClick={onEnd}>{t("staff.desk.end.yes")}</button>
        <button type="button" class="button quiet" onClick={onKeep}>{t("staff.desk.end.no")}</button>
      </div>
    </div>
  );
}

function People({ session: { people, phase } }: { readonly session: Session }) {
  const open = phase === "open";
  const here = people.filter(({ presence }) => presence === "here").length;
  return (
    <section class="card stack" aria-labelledby="people">
      <h2 id="people">{t(open ? "staff.desk.people" : "staff.desk.people.ended")}</h2>
      {open && <p class="visually-hidden" role="status">{t("staff.desk.here", { count: here })}</p>}
      {people.length === 0 ? (
        <p class="muted">{t(open ? "staff.desk.nobody" : "staff.desk.nobody.ended")}</p>
      ) : (
        <ul class="people">{people.map((person) => <PersonRow key={person.slot} person={person} open={open} />)}</ul>
      )}
    </section>
  );
}

interface PersonRowProps {
  readonly person: Session["people"][number];
  readonly open: boolean;
}

// Afterwards nobody is here or away any more, and who was not recorded has no name.
function PersonRow({ person: { name, role, recorded, mode, presence }, open }: PersonRowProps) {
  const shown = name !== "" && (open || recorded) ? name : t("staff.desk.unnamed");
  return (
    <li class={open ? presence : ""}>
      {open && <span class="dot" aria-hidden="true" />}
      <span class="person-name" dir="auto">{shown}</span>
      <span class="muted small">{open ? `${t(`common.presence.${presence}`)} · ${t(`common.mode.${mode}`)}` : t(`common.mode.${mode}`)}</span>
      {role === "facilitator" && <span class="tag good">{t("common.role.facilitator")}</span>}
      {!recorded && <span class="tag">{t("common.notRecorded")}</span>}
    </li>
  );
}
