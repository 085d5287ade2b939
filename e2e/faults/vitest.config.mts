import { defineConfig } from "vitest/config";

// `npm run test:faults`: processes are killed, Postgres restarts. How often: setup/doses.ts.
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["e2e/faults/**/*.test.ts"],
    env: {
      TZ: "Asia/Kathmandu",
      LANG: "de_DE.UTF-8",
      LC_ALL: "de_DE.UTF-8",
      LOG_LEVEL: "fatal",
      DATABASE_URL: "",
      OPENROUTER_API_KEY: "",
      LLM_BASE_URL: "",
      // One key sends here in seconds what many people send.
      RATE_LIMIT_API: "1000000",
      NEXTAUTH_SECRET: "only for the processes of fault runs",
    },
    globalSetup: ["lib/db/testing/test-server.ts", "e2e/faults/setup/global-setup.ts"],
    // One after the other: the processes of one test are load enough for the machine.
    fileParallelism: false,
    // As `minutes` in doses.ts.
    testTimeout: 60_000 * Math.max(1, Number(process.env.FAULT_DOSE || 1)),
    execArgv: ["--disable-warning=ExperimentalWarning"],
    hookTimeout: 60_000,
  },
});
