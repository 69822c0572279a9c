// The program under test: the real binary on a free port of the loopback, with a directory of its own.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface Program {
  readonly url: string;
  readonly data: string;
  /** What it printed so far. */
  output(): string;
  /** The one-time link that staff sign in with the first time. */
  staffLink(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  dispose(): Promise<void>;
}

export async function startProgram(): Promise<Program> {
  const data = mkdtempSync(join(tmpdir(), "rehearsal-e2e-"));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | undefined;
  let printed = "";

  const keep = (chunk: Buffer) => (printed += chunk.toString());

  const program: Program = {
    url,
    data,
    output: () => printed,
    staffLink: () => {
      const link = /http\S+\/staff\/welcome#\S+/.exec(printed)?.[0];
      if (!link) throw new Error(`no staff link in:\n${printed}`);
      return link;
    },
    async start() {
      child = spawn(here("../../bin/rehearsal"), ["serve", "--addr", `localhost:${port}`, "--data", data, "--samples", "library", "--client", here("../dist-e2e")]);
      child.stdout?.on("data", keep);
      child.stderr?.on("data", keep);
      await healthy(url, () => child?.exitCode ?? null, () => printed);
    },
    async kill(signal) {
      const dying = child;
      if (!dying || dying.exitCode !== null) return;
      const gone = new Promise((done) => dying.once("exit", done));
      dying.kill(signal);
      await gone;
    },
    async dispose() {
      await program.kill("SIGTERM");
      rmSync(data, { recursive: true, force: true });
    },
  };
  await program.start();
  return program;
}

async function healthy(url: string, exited: () => number | null, printed: () => string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const code = exited();
    if (code !== null) throw new Error(`the program ended with ${code}:\n${printed()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`not healthy after 30 s:\n${printed()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
