// axe on a page as it stands: what it complains of, one line each, so that a failing test says all of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type WithAxe = typeof globalThis & { axe: { run(where: Document): Promise<{ violations: { id: string; impact: string; nodes: { target: string[] }[] }[] }> } };

export async function complaintsOfAxe(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as WithAxe).axe.run(document);
    return violations.map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
  });
}
