/** Whom one follows, and from where: three views as radio buttons, people as a select. */
import { t } from "../../text/index";
import type { CameraView, Viewing } from "./viewing";

const VIEWS: readonly { readonly view: CameraView; readonly says: string }[] = [
  { view: "behind", says: "replay.behind" },
  { view: "eyes", says: "replay.eyes" },
  { view: "free", says: "replay.free" },
];

export function CameraBar({ viewing }: { readonly viewing: Viewing }) {
  const shown = viewing.view.value;
  return (
    <div class="camera-bar" role="group" aria-label={t("replay.camera")}>
      <FollowSelect viewing={viewing} />
      <fieldset class="views">
        <legend class="visually-hidden">{t("replay.camera")}</legend>
        {VIEWS.map(({ view, says }) => (
          <label key={view}>
            <input type="radio" name="replay-view" checked={shown === view} onChange={() => viewing.look(view)} />
            <span>{t(says)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function FollowSelect({ viewing }: { readonly viewing: Viewing }) {
  const people = viewing.people.value.filter((person) => person.track === "kept");
  const target = viewing.followed.value !== null || people.length > 0 ? viewing.target() : null;
  return (
    <label class="follow">
      <span>{t("replay.follow")}</span>
      <select
        value={target === null ? "" : String(target)}
        disabled={people.length === 0}
        onChange={(event) => viewing.follow(Number(event.currentTarget.value))}
      >
        {people.length === 0 ? <option value="">{t("replay.followNobody")}</option> : null}
        {people.map((person) => (
          <option key={person.slot} value={String(person.slot)}>{person.name}</option>
        ))}
      </select>
    </label>
  );
}
