/** Ways in for staff: a one-time link the first time, name and password after. */
import { useEffect, useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../text/index";
import { ArrivingHeading } from "../page";
import { sayProblem } from "../problem";
import type { Keeper } from "./account";

/** The token of a one-time link, which is taken out of the address at once: not in the history, not on a shared screen. */
export function takeInvitationToken(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(null, "", location.pathname);
  return token;
}

export function Welcome({ keeper, token }: { readonly keeper: Keeper; readonly token: string }) {
  if (token === "") {
    return (
      <div class="stack">
        <ArrivingHeading>{t("staff.welcome.title")}</ArrivingHeading>
        <p class="error">{t("staff.welcome.noToken")}</p>
        <p><a href="/staff/sign-in">{t("staff.signIn")}</a></p>
      </div>
    );
  }
  return (
    <div class="stack">
      <ArrivingHeading>{t("staff.welcome.title")}</ArrivingHeading>
      <p class="lead">{t("staff.welcome.lead")}</p>
      <Credentials fresh action={t("staff.welcome.action")} onSubmit={(name, password) => keeper.accept(token, name, password)} />
    </div>
  );
}

export function SignIn({ keeper }: { readonly keeper: Keeper }) {
  return (
    <div class="stack">
      <ArrivingHeading>{t("staff.signIn.title")}</ArrivingHeading>
      <Credentials action={t("staff.signIn")} onSubmit={keeper.signIn} />
      <p class="muted">{t("staff.signIn.help")}</p>
    </div>
  );
}

interface CredentialsProps {
  /** The name and the password are chosen now. */
  readonly fresh?: boolean;
  readonly action: string;
  readonly onSubmit: (name: string, password: string) => Promise<void>;
}

function Credentials({ fresh = false, action, onSubmit }: CredentialsProps) {
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const shown = useSignal(false);
  const alert = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (trouble.value !== null) alert.current?.focus();
  }, [trouble.value]);

  const send = async () => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = null;
    try {
      await onSubmit(name.current?.value.trim() ?? "", password.current?.value ?? "");
    } catch (failure) {
      trouble.value = sayProblem(failure);
    } finally {
      busy.value = false;
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void send();
  };
  return (
    <form class="card stack" onSubmit={submit}>
      {trouble.value !== null && <p ref={alert} tabIndex={-1} class="error" role="alert">{trouble.value}</p>}
      <div class="field">
        <label for="staff-name">{t("staff.name")}</label>
        <input id="staff-name" ref={name} required maxLength={60} autocomplete="username" spellcheck={false} autocapitalize="none" />
      </div>
      <div class="field">
        <label for="staff-password">{t("staff.password")}</label>
        {fresh && <p class="hint" id="staff-password-hint">{t("staff.password.hint")}</p>}
        <input
          id="staff-password"
          ref={password}
          required
          maxLength={200}
          {...(shown.value ? ({ type: "text" } as const) : ({ type: "password" } as const))}
          autocomplete={fresh ? "new-password" : "current-password"}
          {...(fresh ? { "aria-describedby": "staff-password-hint" } : {})}
        />
      </div>
      <label class="tick">
        <input
          type="checkbox"
          checked={shown.value}
          onChange={(event) => {
            shown.value = event.currentTarget.checked;
          }}
        />
        {t("staff.password.show")}
      </label>
      <p><button type="submit" class="button large" aria-disabled={busy.value}>{action}</button></p>
    </form>
  );
}
