/** Amounts as people say them, in the language of the page. */
import { locale, t } from "../text/index";

export function sayBytes(bytes: number): string {
  const [value, unit] = bytes < 1024 ? [bytes, "byte"] : bytes < 1024 ** 2 ? [bytes / 1024, "kilobyte"] : [bytes / 1024 ** 2, "megabyte"];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, maximumFractionDigits: value < 10 && unit === "megabyte" ? 1 : 0 }).format(value);
}

/** Bytes in a second. */
export function saySpeed(speed: number): string {
  const [value, unit] = speed < 1024 ** 2 ? [speed / 1024, "kilobyte-per-second"] : [speed / 1024 ** 2, "megabyte-per-second"];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, maximumFractionDigits: value < 10 && unit.startsWith("mega") ? 1 : 0 }).format(value);
}

export function sayNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

export function sayPercent(part: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent" }).format(part);
}

export function sayDuration(milliseconds: number): string {
  const total = Math.max(0, Math.round(milliseconds / 1000));
  const minutes = Math.floor(total / 60);
  if (minutes >= 60) return t("common.duration.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return minutes === 0 ? t("common.duration.seconds", { seconds: total }) : t("common.duration.minutes", { minutes, seconds: total % 60 });
}

export function sayWhen(time: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(time));
}

export function sayDay(time: Date): string {
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long" }).format(time);
}
