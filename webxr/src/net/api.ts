/** The HTTP API, typed from server/api/openapi.yaml. `ask` turns an answer into its data or throws a ProblemError. */

import createClient, { type Client } from "openapi-fetch";

import type { components, paths } from "./api.gen";
import { offline, problemIn, ProblemError, problemOf } from "./problem";

export { ProblemError } from "./problem";

type Schemas = components["schemas"];
export type About = Schemas["About"];
export type AccessMode = Schemas["AccessMode"];
export type ChunkRef = Schemas["ChunkRef"];
export type Invitation = Schemas["Invitation"];
export type Meaning = Schemas["Meaning"];
export type JoinRequest = Schemas["JoinRequest"];
export type LogEvent = Schemas["LogEvent"];
export type ReplayManifest = Schemas["Replay"];
export type Place = Schemas["Place"];
export type Scene = Schemas["Scene"];
export type SceneFigures = Schemas["SceneFigures"];
export type SceneView = Schemas["SceneView"];
export type Seat = Schemas["Seat"];
export type Session = Schemas["Session"];
export type SessionParticipant = Schemas["Participant"];
export type SceneVersion = Schemas["Version"];
export type Spawn = Schemas["Place"];
export type Staff = Schemas["Staff"];
export type Touchpoint = Schemas["Place"];
export type Welcome = Schemas["Welcome"];

export type Api = Client<paths>;

export interface ApiOptions {
  /** A seat's token; staff are known by their cookie. */
  readonly token?: string;
  readonly baseUrl?: string;
  readonly fetch?: typeof globalThis.fetch;
}

export function createApi(options: ApiOptions = {}): Api {
  const fetch = options.fetch ?? globalThis.fetch;
  return createClient<paths>({
    baseUrl: options.baseUrl ?? ownOrigin(),
    fetch: (request) => fetch(request),
    ...(options.token ? { headers: { Authorization: `Bearer ${options.token}` } } : {}),
  });
}

interface Answer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** `const seat = await ask(api.POST("/api/join", { body }))` */
export async function ask<A extends Answer>(asked: Promise<A>): Promise<NonNullable<A["data"]>> {
  const answer = await heard(asked);
  if (succeeded(answer)) return answer.data;
  throw problemOf(answer.response.status, answer.error);
}

function succeeded<A extends Answer>(answer: A): answer is A & { readonly data: NonNullable<A["data"]> } {
  return answer.response.ok;
}

async function heard<A>(answer: Promise<A>): Promise<A> {
  try {
    return await answer;
  } catch (cause) {
    throw cause instanceof ProblemError || isAbort(cause) ? cause : offline(cause);
  }
}

/** The bytes at an address of ours. */
export async function askBytes(url: string, options: ApiOptions & { signal?: AbortSignal } = {}): Promise<Uint8Array> {
  const fetch = options.fetch ?? globalThis.fetch;
  const response = await heard(fetch(new URL(url, options.baseUrl ?? ownOrigin()), { signal: options.signal ?? null }));
  if (!response.ok) throw problemIn(response.status, await heard(response.text()));
  return new Uint8Array(await heard(response.arrayBuffer()));
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

function ownOrigin(): string {
  return typeof location === "undefined" ? "" : location.origin;
}
