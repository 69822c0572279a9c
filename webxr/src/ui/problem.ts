/**
 * What went wrong, as one sentence that says what to do. The server names its problems (`/problems/<name>`); the words are ours, in the
 * language of the page. A name that this page does not know yet is said in the server's own English.
 */
import { has, t } from "../text/index";

/** The part of an RFC 9457 problem that a person is told. */
export interface Problem {
  readonly type: string;
  readonly detail?: string | undefined;
  readonly problems?: readonly SceneProblem[] | undefined;
  /** What stands in the way: sessions that used it. */
  readonly sessions?: readonly SessionName[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

export interface SessionName {
  readonly id: string;
  readonly title: string;
}

export interface SceneProblem {
  readonly code: string;
  /** The sentences are found by it. */
  readonly kind: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly action: "refuse" | "repair" | "warn" | "note";
  readonly pointer: string;
  /** What is wrong, why it matters and what to do, in English. */
  readonly message: string;
  readonly why: string;
  readonly todo: string;
  readonly where: string;
  readonly values?: Readonly<Record<string, string>> | undefined;
}

export function problemOf(failure: unknown): Problem | null {
  if (typeof failure !== "object" || failure === null || !("type" in failure)) return null;
  const { type } = failure;
  if (typeof type !== "string" || !type.includes("/")) return null;
  return {
    type,
    detail: "detail" in failure && typeof failure.detail === "string" ? failure.detail : undefined,
    retryAfterSeconds: "retryAfterSeconds" in failure && typeof failure.retryAfterSeconds === "number" ? failure.retryAfterSeconds : undefined,
    problems: "problems" in failure && Array.isArray(failure.problems) ? failure.problems.filter(isSceneProblem) : undefined,
    sessions: "sessions" in failure && Array.isArray(failure.sessions) ? failure.sessions.filter(isSessionName) : undefined,
  };
}

/** The last part of the type: `/problems/unknown-code` is `unknown-code`. */
export function problemName(failure: unknown): string {
  return problemOf(failure)?.type.split("/").at(-1) ?? (failure instanceof TypeError ? "offline" : "unknown");
}

export function sayProblem(failure: unknown): string {
  const name = problemName(failure);
  const seconds = problemOf(failure)?.retryAfterSeconds;
  const key = `problems.${name}`;
  if (has(key)) return t(key, { seconds: Math.max(1, Math.ceil(seconds ?? 30)) });
  return problemOf(failure)?.detail ?? t("problems.unknown");
}

function isSceneProblem(value: unknown): value is SceneProblem {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

function isSessionName(value: unknown): value is SessionName {
  return typeof value === "object" && value !== null && "id" in value && "title" in value;
}
