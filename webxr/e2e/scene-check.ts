// What the program says of files, asked for as anybody would: on the command line.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { SpaceMeaning } from "../src/space/meaning";

const program = fileURLToPath(new URL("../../bin/rehearsal", import.meta.url));

export interface Checked {
  readonly file: string;
  readonly verdict: "accept" | "repair" | "refuse";
  readonly figures: { readonly triangles: number };
  readonly meaning: SpaceMeaning;
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 1 << 28 }, (error, output, complaints) => {
      if (error && output === "") reject(new Error(complaints, { cause: error }));
      else resolve(output); // it ends with 1 when a file is refused, and says so
    });
  });
}

export async function checkScenes(files: readonly string[]): Promise<Checked[]> {
  const lines = await run(["scene", "check", "--json", "--meaning", ...files]);
  return lines.trim().split("\n").map((line): Checked => JSON.parse(line));
}

/** All sample spaces, as they are and as variant B, in a directory. */
export async function writeSamples(directory: string): Promise<void> {
  await run(["scene", "sample", directory]);
}
