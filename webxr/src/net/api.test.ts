/** Every error of the API arrives as one kind of error, whoever caused it: the server, a portal in between, or no network. */

import { describe, expect, it } from "vitest";

import { ask, askBytes, createApi, ProblemError } from "./api";
import { FOREIGN, OFFLINE } from "./problem";

const BASE = "http://rehearsal.test";

function answering(answer: () => Response | Promise<Response>) {
  const requests: Request[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push(new Request(input, init));
    return await answer();
  };
  return { api: createApi({ baseUrl: BASE, fetch, token: "secret" }), fetch, requests };
}

const problem = (status: number, body: object) => () =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/problem+json" } });

describe("ask", () => {
  it("gives the data, and sends the seat's token as a bearer", async () => {
    const { api, requests } = answering(() => Response.json({ ticket: "t" }, { status: 201 }));
    await expect(ask(api.POST("/api/seat/ticket", {}))).resolves.toEqual({ ticket: "t" });
    expect(requests[0]?.url).toBe(`${BASE}/api/seat/ticket`);
    expect(requests[0]?.headers.get("Authorization")).toBe("Bearer secret");
  });

  it("throws the server's problem, with its type and what is wrong", async () => {
    const body = { type: "/problems/too-many-attempts", title: "Too many", detail: "Wait.", status: 429, retryAfterSeconds: 7 };
    const { api } = answering(problem(429, body));
    const thrown = await ask(api.GET("/api/about")).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ProblemError);
    expect(thrown).toMatchObject({ ...body, problems: [], message: "Too many: Wait." });
  });

  it.each([
    ["HTML of a portal", () => new Response("<h1>Log in</h1>", { status: 502 })],
    ["JSON of somebody else", () => Response.json({ error: "no" }, { status: 502 })],
    ["nothing", () => new Response(null, { status: 502 })],
  ])("throws a problem of its own for %s", async (_, answer) => {
    const { api } = answering(answer);
    await expect(ask(api.GET("/api/about"))).rejects.toMatchObject({ type: FOREIGN, status: 502 });
  });

  it("throws a problem when there is no network", async () => {
    const { api } = answering(() => Promise.reject(new TypeError("Failed to fetch")));
    await expect(ask(api.GET("/api/about"))).rejects.toMatchObject({ type: OFFLINE, status: 0 });
  });

  it("lets an abort be an abort", async () => {
    const { api } = answering(() => Promise.reject(new DOMException("Stopped", "AbortError")));
    await expect(ask(api.GET("/api/about"))).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("askBytes", () => {
  it("gives the bytes at an address of ours", async () => {
    const { fetch } = answering(() => new Response(Uint8Array.of(1, 2, 3)));
    await expect(askBytes("/api/x", { baseUrl: BASE, fetch })).resolves.toEqual(Uint8Array.of(1, 2, 3));
  });

  it("throws the server's problem", async () => {
    const { fetch } = answering(problem(404, { type: "/problems/not-found", title: "Not found", status: 404 }));
    await expect(askBytes("/api/x", { baseUrl: BASE, fetch })).rejects.toMatchObject({ type: "/problems/not-found", status: 404 });
  });
});
