/** A replay in words: times, and what happened. The sentences are in the catalogue, `replay.*`. */
import { t } from "../../text/index";
import type { Mark } from "./marks";

/** What to call a participant: a name, or words for someone who was not recorded. */
export type NameOf = (slot: number) => string;

/** "1:05", "1:02:09": for eyes. */
export function clockTime(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, "0")}:${String(seconds).padStart(2, "0")}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** "1 minute 5 seconds": for ears. */
export function spokenTime(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts: string[] = [];
  if (hours > 0) parts.push(t("replay.time.hours", { count: hours }));
  if (minutes > 0) parts.push(t("replay.time.minutes", { count: minutes }));
  if (seconds > 0 || parts.length === 0) parts.push(t("replay.time.seconds", { count: seconds }));
  return parts.join(" ");
}

/** "1 minute 20 seconds of 3 minutes". */
export const spokenPosition = (ms: number, endMs: number): string =>
  t("replay.time.of", { time: spokenTime(ms), whole: spokenTime(endMs) });

export function sayMark(mark: Mark, nameOf: NameOf): string {
  switch (mark.kind) {
    case "bookmark":
      return mark.label === "" ? t("replay.mark.bookmark") : t("replay.mark.bookmarked", { label: mark.label });
    case "gap":
      return t("replay.mark.gap", { time: spokenTime(mark.untilMs - mark.ms) });
    case "end":
      return t("replay.mark.end");
    default:
      return t(`replay.mark.${mark.kind}`, { name: nameOf(mark.slot) });
  }
}
