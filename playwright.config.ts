import { defineConfig } from "@playwright/test";

const desktop = { browserName: "chromium", viewport: { width: 1440, height: 900 } } as const;

/** They load the machine so much that others would wait: hundreds of clients, bodies of megabytes, many windows. */
const load = ["web-server", "many-servers", "templates", "editor/large-graph"].map((name) => `${name}.spec.ts`);

// `npm test` starts the server and finds the browser; by hand: BASE_URL=http://localhost:3000 npx playwright test
export default defineConfig({
  testDir: "e2e",
  // One more than CI has processors: tests wait for deadlines, such as the eight seconds of each decision.
  workers: 3,
  retries: 0,
  // Long enough for a machine that is several times slower and does other work: a test that passes waits for neither.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    contextOptions: { reducedMotion: "reduce" },
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
  projects: [
    // e2e/faults has tests for Vitest. A teardown project begins after this one, also when a test has failed; without
    // it, and with the names of files: `--no-deps`.
    { name: "desktop", use: desktop, testMatch: "*.spec.ts", testIgnore: load, teardown: "load" },
    { name: "load", use: desktop, testMatch: load },
  ],
});
