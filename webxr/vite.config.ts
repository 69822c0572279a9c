import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { basisWithoutEval } from "./build/basis.ts";
import { withoutNode } from "./build/without-node.ts";

const page = (name: string) => fileURLToPath(new URL(`${name}.html`, import.meta.url));
const pages = ["index", "join", "visit", "staff", "replay", "headset"].map(page).filter((file) => existsSync(file));
const server = process.env["REHEARSAL_DEV_SERVER"] ?? "http://localhost:8080";

// `vite build --mode e2e` adds the emulated headset and window.rehearsalProbe; nothing else differs.
export default defineConfig({
  plugins: [basisWithoutEval(), withoutNode()],
  worker: { format: "es", plugins: () => [withoutNode()] },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900, // three.js is one chunk
    rolldownOptions: { input: pages },
  },
  server: {
    fs: { allow: [".."] }, // the sentences about scenes lie in scenes/words
    proxy: {
      "/api": { target: server, ws: true },
      "/authority.crt": server,
      "/healthz": server,
    },
  },
  test: { include: ["src/**/*.test.ts", "build/**/*.test.ts"], environment: "node" },
});
