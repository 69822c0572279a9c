/** What the server says when it cannot do as asked (RFC 9457), as an error that carries it. */

import type { components } from "./api.gen";

export type Problem = components["schemas"]["Problem"];
export type SceneProblem = components["schemas"]["SceneProblem"];

/** `type` when no answer came at all: no network, or the server is down. */
export const OFFLINE = "/problems/offline";
/** `type` when something answered that is not our server: a proxy, a captive portal. */
export const FOREIGN = "/problems/foreign-answer";

export class ProblemError extends Error {
  override readonly name = "ProblemError";
  /** `/problems/<name>`; stable, so the words in each language are found by it. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** 0 when no answer came. */
  readonly status: number;
  /** What is wrong with a scene. */
  readonly problems: readonly SceneProblem[];
  /** What stands in the way: sessions that used it. */
  readonly sessions: readonly components["schemas"]["SessionName"][];
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ? `${problem.title}: ${problem.detail}` : problem.title, options);
    this.type = problem.type;
    this.title = problem.title;
    this.detail = problem.detail ?? "";
    this.status = problem.status;
    this.problems = problem.problems ?? [];
    this.sessions = problem.sessions ?? [];
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}

export function offline(cause: unknown): ProblemError {
  return new ProblemError({ type: OFFLINE, title: "The server cannot be reached", status: 0 }, { cause });
}

/** The problem in an answer's parsed body, whatever that is. */
export function problemOf(status: number, body: unknown): ProblemError {
  if (isProblem(body)) return new ProblemError({ ...body, status });
  return new ProblemError({ type: FOREIGN, title: `The server answered ${status}`, status });
}

/** The same from text, as XMLHttpRequest and `Response.text` give it. */
export function problemIn(status: number, text: string): ProblemError {
  try {
    return problemOf(status, JSON.parse(text));
  } catch {
    return problemOf(status, null);
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "type" in body && "title" in body && typeof body.title === "string";
}
