// The official validator (npm gltf-validator), one file after another: a path a line in, a JSON object a line out. Each file is read
// into memory first, and answered `runs` times; the fastest counts.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";

const [, , client, runs = "1"] = process.argv;
const { validateBytes } = createRequire(join(resolve(client), "package.json"))("gltf-validator");

for await (const path of createInterface({ input: process.stdin })) {
  const bytes = new Uint8Array(readFileSync(path));
  const folder = dirname(path);
  const files = new Map();
  const beside = async (uri) => {
    const name = resolve(folder, decodeURIComponent(uri));
    if (relative(folder, name).startsWith("..")) {
      throw new Error("outside");
    }
    if (!files.has(name)) {
      files.set(name, new Uint8Array(readFileSync(name)));
    }
    return files.get(name);
  };
  const out = { path, accept: false, codes: [], micros: 0, bytes: bytes.length, failed: "" };
  try {
    for (let i = 0; i < Number(runs); i++) {
      const start = performance.now();
      const report = await validateBytes(bytes, { maxIssues: 0, externalResourceFunction: beside });
      const micros = (performance.now() - start) * 1000;
      out.micros = i === 0 ? micros : Math.min(out.micros, micros);
      out.accept = report.issues.numErrors === 0;
      out.codes = [...new Set(report.issues.messages.filter((m) => m.severity === 0).map((m) => m.code))].sort();
    }
  } catch (error) {
    // That it is no glTF at all is an answer; anything else is a failure.
    out.failed = String(error).startsWith("Invalid data") ? "" : String(error).slice(0, 200);
  }
  for (const file of files.values()) {
    out.bytes += file.length;
  }
  out.peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
