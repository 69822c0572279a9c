// The keys and what else leads through the scene; a switch for people whom letter keys trip up (WCAG 2.1.4).
import { language, languages, setLanguage, t } from "../../text/index";
import type { Visiting } from "./visiting";

const MOVES = ["walk", "turn", "look", "go"] as const;
const KEYS: readonly (readonly [string, string])[] = [["H", "hand"], ["P", "people"], ["M", "places"], ["V", "vr"]];
const FACILITATOR_KEYS: readonly (readonly [string, string])[] = [["B", "bookmark"], ["I", "invite"]];
const HEADSET = ["jump", "turn", "out", "again"] as const;

export function Help({ visiting }: { readonly visiting: Visiting }) {
  const keys = [...KEYS, ...(visiting.facilitator ? FACILITATOR_KEYS : []), ["?", "help"] as const];
  const vr = visiting.vr.value;
  const touch = matchMedia("(pointer: coarse)").matches; // a phone has no keys, and a stick that needs a word
  return (
    <div class="stack visit-help">
      <dl>
        {touch ? <div><dt>{t("visit.help.walk")}</dt><dd>{t("visit.help.walk.touch")}</dd></div> : null}
        {MOVES.slice(touch ? 2 : 0).map((move) => (
          <div key={move}>
            <dt>{t(`visit.help.${move}`)}</dt>
            <dd>{t(`visit.help.${move}.do`)}</dd>
          </div>
        ))}
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>{t(`visit.help.${what}`)}</dt>
            <dd><kbd>{key}</kbd></dd>
          </div>
        ))}
      </dl>
      <h3>{t("visit.help.headset")}</h3>
      {vr.kind === "no" ? <p>{t(`visit.noVR.${vr.why}`)}</p> : null}
      <ul class="visit-help-list">{HEADSET.map((line) => <li key={line}>{t(`visit.help.headset.${line}`)}</li>)}</ul>
      <div class="row" role="group" aria-label={t("common.language")}>
        {languages.map(({ code, name }) => (
          <button key={code} type="button" class="link" lang={code} aria-pressed={code === language()} onClick={() => setLanguage(code)}>{name}</button>
        ))}
      </div>
      <label class="visit-switch">
        <input type="checkbox" checked={visiting.letters.value} onChange={(event) => { visiting.letters.value = event.currentTarget.checked; }} />
        <span><strong>{t("visit.help.letters")}</strong><br /><span class="muted small">{t("visit.help.lettersWhy")}</span></span>
      </label>
    </div>
  );
}
