import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // Vitest leaves one processor free; half of the tests' time is waiting for Postgres and for deadlines.
    maxWorkers: Math.min(availableParallelism() + 1, 4),
    // An unusual time zone and locale on purpose: code that relies on the usual ones fails here.
    env: {
      TZ: "Asia/Kathmandu",
      LANG: "de_DE.UTF-8",
      LC_ALL: "de_DE.UTF-8",
      LOG_LEVEL: "fatal",
      // Tests never use the database or the model of the caller.
      DATABASE_URL: "",
      OPENROUTER_API_KEY: "",
      LLM_BASE_URL: "",
    },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "app/**/*.test.ts", "components/**/*.test.ts", "examples/**/*.test.ts"],
          globalSetup: ["lib/db/testing/test-server.ts"],
        },
      },
      {
        extends: true,
        test: {
          // What people do with a component, in a DOM without layout and without a server.
          name: "components",
          include: ["components/**/*.test.tsx"],
          environment: "happy-dom",
          setupFiles: ["components/testing/test-setup.tsx"],
        },
      },
    ],
  },
});
