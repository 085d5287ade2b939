import { defineConfig } from "@playwright/test";

// `npm test` starts the server and finds the browser; by hand: BASE_URL=http://localhost:3000 npx playwright test
export default defineConfig({
  testDir: "e2e",
  // e2e/faults has tests for Vitest.
  testMatch: "*.spec.ts",
  // One more than CI has processors: tests wait for deadlines, such as the eight seconds of each decision.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    // A trace costs a tenth of the time, and CI keeps none.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM,
      args: [
        // The browser visits only our own pages, and a container offers no sandbox.
        ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
        ...["--disable-background-networking", "--disable-component-update"],
      ],
    },
  },
  projects: [{ name: "desktop", use: { browserName: "chromium", viewport: { width: 1440, height: 900 } } }],
});
