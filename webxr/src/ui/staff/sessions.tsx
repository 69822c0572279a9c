/** Sessions that run and sessions that have ended, newest first. */
import { t } from "../../text/index";
import { sayDuration, sayWhen } from "../amounts";
import { spacedCode } from "../code";
import { useLoaded, WhenLoaded } from "../loaded";
import { ArrivingHeading } from "../page";
import type { Doors, Session } from "./doors";

const EVERY_MS = 10_000;

export function Sessions({ doors }: { readonly doors: Doors }) {
  const sessions = useLoaded(doors.sessions, "sessions", EVERY_MS);
  return (
    <div class="stack loose">
      <ArrivingHeading>{t("staff.title.sessions")}</ArrivingHeading>
      <WhenLoaded source={sessions}>
        {(all) => (
          <>
            <Group title={t("staff.sessions.running")} none={t("staff.sessions.running.none")} sessions={all.filter(({ phase }) => phase === "open")} />
            <Group title={t("staff.sessions.finished")} none={t("staff.sessions.finished.none")} sessions={all.filter(({ phase }) => phase === "closed")} />
          </>
        )}
      </WhenLoaded>
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly none: string;
  readonly sessions: readonly Session[];
}

function Group({ title, none, sessions }: GroupProps) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      {sessions.length === 0 ? <p class="muted">{none}</p> : <ul class="sessions">{sessions.map((session) => <Row key={session.id} session={session} />)}</ul>}
    </section>
  );
}

function Row({ session }: { readonly session: Session }) {
  const { id, title, scene, code, openedAt, closedAt, simulated, people } = session;
  const lasted = closedAt === undefined ? null : sayDuration(Date.parse(closedAt) - Date.parse(openedAt));
  return (
    <li class="card session">
      <div class="stack tight">
        <h3 dir="auto"><a href={`/staff/sessions/${id}`}>{title}</a></h3>
        <p class="muted">
          <span dir="auto">{scene.name}</span> · {sayWhen(openedAt)}
          {lasted !== null && ` · ${lasted}`} · {t("staff.sessions.people", { count: people.length })}
        </p>
        {simulated && <p><span class="tag warn">{t("common.simulated")}</span></p>}
      </div>
      <div class="row push">
        {code !== "" && <span class="code-small" dir="ltr">{spacedCode(code)}</span>}
        <a class="button quiet" href={`/replay/${id}`} aria-label={t("staff.replayOf", { title })}>{t("staff.replay")}</a>
      </div>
    </li>
  );
}
