import { defineConfig } from "vitest/config";

// End to end: the real program, real Chromium. One file after the other, two cores are all there is.
export default defineConfig({
  test: { include: ["e2e/**/*.test.ts"], environment: "node", fileParallelism: false, testTimeout: 180_000, hookTimeout: 120_000 },
});
