import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const page = (name: string) => fileURLToPath(new URL(`${name}.html`, import.meta.url));
const server = process.env["REHEARSAL_DEV_SERVER"] ?? "http://localhost:8080";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["index", "join", "visit", "staff", "replay", "headset"].map(page) },
  },
  server: {
    proxy: {
      "/api": { target: server, ws: true },
      "/authority.crt": server,
      "/healthz": server,
    },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
