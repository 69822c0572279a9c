/** The staff pages: one document, and a place in it for each address. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../text/index";
import { CopyLink } from "../copy";
import { Dialog } from "../dialog";
import { useLoaded, WhenLoaded } from "../loaded";
import { ArrivingHeading, Page } from "../page";
import { sayWhen } from "../amounts";
import type { Keeper } from "./account";
import type { Doors } from "./doors";
import { SignIn, Welcome } from "./enter";
import { isOutside, placeOf, type Place, type Wayfinder } from "./place";
import { ScenePage } from "./scene/page";
import { Scenes } from "./scenes";
import { SessionDesk } from "./session-desk";
import { Sessions } from "./sessions";
import "./staff.css";
import "./upload/upload.css";
import "./scene/scene.css";

export interface StaffProps {
  readonly doors: Doors;
  readonly keeper: Keeper;
  readonly way: Wayfinder;
  /** From the one-time link, or empty. */
  readonly token: string;
}

const FIRST = "/staff/scenes";

export function StaffPages(props: StaffProps) {
  const { keeper, way } = props;
  const place = placeOf(way.path.value);
  const account = keeper.account.value;
  const wanted = useRef(FIRST);
  const inside = account.kind === "in" && !isOutside(place);

  // Signed out inside: to the door, remembering what was wanted. Signed in at the door: on to it.
  useEffect(() => {
    if (account.kind === "out" && !isOutside(place)) {
      wanted.current = place.kind === "door" ? FIRST : way.path.value;
      way.replace("/staff/sign-in");
    }
    if (account.kind === "in" && (isOutside(place) || place.kind === "door")) way.replace(wanted.current);
  }, [account.kind, way.path.value]);

  return (
    <Page title={t(`staff.title.${place.kind}`)} narrow={isOutside(place)} class="staff" nav={inside ? <StaffBar place={place} {...props} /> : undefined}>
      {account.kind === "unknown" ? (
        <p class="muted" role="status">{t("common.loading")}…</p>
      ) : isOutside(place) === (account.kind === "out") ? (
        <Inside key={place.kind === "scene" ? place.id : way.path.value} place={place} {...props} />
      ) : null}
    </Page>
  );
}

function Inside({ place, doors, keeper, way, token }: StaffProps & { readonly place: Place }) {
  switch (place.kind) {
    case "door":
      return null;
    case "welcome":
      return <Welcome keeper={keeper} token={token} />;
    case "sign-in":
      return <SignIn keeper={keeper} />;
    case "scenes":
      return <Scenes doors={doors} onOpened={(id) => way.go(`/staff/sessions/${id}`)} />;
    case "scene":
      return <ScenePage doors={doors} way={way} id={place.id} tab={place.tab} />;
    case "sessions":
      return <Sessions doors={doors} />;
    case "session":
      return <SessionDesk doors={doors} id={place.id} />;
    case "unknown":
    default:
      return (
        <div class="stack">
          <ArrivingHeading>{t("staff.title.unknown")}</ArrivingHeading>
          <p><a href={FIRST}>{t("staff.title.scenes")}</a></p>
        </div>
      );
  }
}

function StaffBar({ place, doors, keeper }: StaffProps & { readonly place: Place }) {
  const inviting = useSignal(false);
  const account = keeper.account.value;
  const current = (...kinds: readonly Place["kind"][]) => (kinds.includes(place.kind) ? { "aria-current": "page" as const } : {});
  return (
    <>
      <nav class="row staff-nav" aria-label={t("staff.nav")}>
        <a href="/staff/scenes" {...current("scenes", "scene")}>{t("staff.title.scenes")}</a>
        <a href="/staff/sessions" {...current("sessions", "session")}>{t("staff.title.sessions")}</a>
      </nav>
      <div class="row staff-me">
        <button
          type="button"
          class="link"
          onClick={() => {
            inviting.value = true;
          }}
        >
          {t("staff.invite")}
        </button>
        <button type="button" class="link" onClick={() => void keeper.signOut().catch(() => keeper.look())}>
          {t("staff.signOut", { name: account.kind === "in" ? account.name : "" })}
        </button>
      </div>
      {inviting.value && (
        <Invite
          doors={doors}
          onClose={() => {
            inviting.value = false;
          }}
        />
      )}
    </>
  );
}

function Invite({ doors, onClose }: { readonly doors: Doors; readonly onClose: () => void }) {
  const invitation = useLoaded(doors.invite, "invitation");
  return (
    <Dialog title={t("staff.invite")} onClose={onClose}>
      <WhenLoaded source={invitation}>
        {({ link, expiresAt }) => (
          <>
            <p>{t("staff.invite.text", { when: sayWhen(expiresAt) })}</p>
            <CopyLink link={link} label={t("staff.invite.link")} />
          </>
        )}
      </WhenLoaded>
      <p><button type="button" class="button quiet" onClick={onClose}>{t("staff.done")}</button></p>
    </Dialog>
  );
}
