import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["lib/**/*.test.ts", "app/**/*.test.ts", "components/**/*.test.{ts,tsx}", "examples/**/*.test.ts"],
    // A hostile place on purpose: code that forgets the time zone or the locale fails here.
    env: {
      ...{ TZ: "Asia/Kathmandu", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", LOG_LEVEL: "fatal" },
      // Nobody's own database or model is ever tested on.
      ...{ DATABASE_URL: "", OPENROUTER_API_KEY: "", LLM_BASE_URL: "" },
    },
    globalSetup: ["lib/db/testing/test-server.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
