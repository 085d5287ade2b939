import { defineConfig } from "vitest/config";

const minute = 60_000;

const common = {
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
  // As `minutes` in doses.ts.
  testTimeout: minute * Math.max(1, Number(process.env.FAULT_DOSE || 1)),
  execArgv: ["--disable-warning=ExperimentalWarning"],
  hookTimeout: minute,
};

/** They are load enough for the machine, or they measure a time. The others mostly wait. */
const alone = ["any-order", "backends", "crash-points", "database-restarts", "kills", "many-processes"].map(
  (name) => `e2e/faults/${name}.test.ts`,
);

// `npm run test:faults`: processes are killed, Postgres restarts. How often: setup/doses.ts.
export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    globalSetup: ["lib/db/testing/test-server.ts", "e2e/faults/setup/global-setup.ts"],
    projects: [
      {
        resolve: { tsconfigPaths: true },
        test: {
          ...common,
          name: "waiting",
          include: ["e2e/faults/**/*.test.ts"],
          exclude: alone,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { tsconfigPaths: true },
        test: { ...common, name: "alone", include: alone, fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
