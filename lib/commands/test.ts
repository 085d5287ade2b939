import * as fs from "node:fs";
import { variableNames } from "@/lib/env";
import { buildIfChanged } from "./build";
import { findChromium } from "./checks/find-chromium";
import { runCommand } from "./processes/lifetime";
import { packageScript, spawnNode } from "./processes/spawn-node";
import { startTemporaryServer, unusualLocale } from "./processes/temporary-server";

/** How many tests of a part passed and failed. */
interface Score {
  passed: number;
  failed: number;
}

/** What dependency-cruiser reads: the folders that import-rules.ts has rules for. */
const folders = ["app", "components", "lib", "examples"];

const parts: Record<string, { title: string; run(args: string[]): Promise<Score> }> = {
  types: { title: "Types (tsc)", run: checkTypes },
  lint: { title: "Lint and format (Biome), imports (dependency-cruiser), unused code (knip)", run: lint },
  unit: {
    title: "Unit, contract and integration tests on a real Postgres (Vitest)",
    run: (args) => runVitest("unit", args),
  },
  faults: {
    title: "Fault tests: killed processes, restarts of Postgres, concurrent requests (Vitest)",
    run: (args) => runVitest("faults", ["--config=e2e/faults/vitest.config.mts", ...args]),
  },
  e2e: { title: "End-to-end tests in Chromium against the production build (Playwright)", run: runEndToEndTests },
};

runCommand(async () => {
  const [name, ...args] = process.argv.slice(2);
  const only = name === "full" ? undefined : name;
  // e2e/faults/setup/doses.ts
  if (name === "full") process.env.FAULT_DOSE ??= "4";
  if (only && !parts[only]) throw new Error(`There is no test part "${only}", only ${Object.keys(parts).join(", ")}.`);
  // Tests never use the caller's settings: one of them names a real database.
  for (const name of variableNames) delete process.env[name];

  let total: Score = { passed: 0, failed: 0 };
  for (const [name, { title, run }] of Object.entries(parts)) {
    if (only && name !== only) continue;
    console.log(`\n== ${title}`);
    const score = await run(args).catch((error: Error) => {
      console.error(error.message);
      return { passed: 0, failed: 1 };
    });
    total = add(total, score);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});

const add = (one: Score, other: Score): Score => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
});

/** A check counts as one test. */
async function check(script: string, args: string[]): Promise<Score> {
  const code = await spawnNode([packageScript(script), ...args], "inherit").exit;
  console.log(code === 0 ? "passed" : "failed");
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function lint(): Promise<Score> {
  const isPlain = !process.stdout.isTTY;
  const scores = [
    await check("@biomejs/biome/bin/biome", ["check", "--max-diagnostics=50", ...(isPlain ? ["--colors=off"] : [])]),
    await check("dependency-cruiser/bin/dependency-cruiser.mjs", ["--config", "lib/lint/import-rules.ts", ...folders]),
    await check("knip/bin/knip.js", ["--config", "lib/lint/unused.ts", ...(isPlain ? ["--no-progress"] : [])]),
  ];
  return scores.reduce(add);
}

async function checkTypes(): Promise<Score> {
  // Next.js writes the types of its routes and of imported style sheets.
  await spawnNode([packageScript("next/dist/bin/next"), "typegen"], "inherit").exit;
  return check("typescript/bin/tsc", ["--noEmit", "-p", "."]);
}

async function runVitest(part: string, args: string[]): Promise<Score> {
  const report = `test-results/${part}.json`;
  fs.rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const vitest = [packageScript("vitest/vitest.mjs"), "run", ...reporters, ...args];
  const code = await spawnNode(vitest, "inherit", { NODE_ENV: "test" }).exit;
  const { numPassedTests: passed, testResults } = readReport<VitestReport>(report);
  const failed = testResults.reduce((sum, file) => {
    const tests = file.assertionResults.filter((test) => test.status === "failed").length;
    // A file that failed before its first test counts as one.
    return sum + Math.max(tests, file.status === "failed" ? 1 : 0);
  }, 0);
  return { passed, failed: Math.max(failed, code === 0 ? 0 : 1) };
}

async function runEndToEndTests(args: string[]): Promise<Score> {
  const chromium = await findChromium();
  await buildIfChanged();
  const { ownerUrl } = await startTemporaryServer();
  const report = "test-results/e2e.json";
  fs.rmSync(report, { force: true });
  // Tests that are named run alone, without the project that follows the others.
  const chosen = args.length > 0 ? ["--no-deps", ...args] : [];
  const code = await spawnNode([packageScript("@playwright/test/cli.js"), "test", ...chosen], "inherit", {
    ...unusualLocale,
    BASE_URL: `http://${process.env.HOST}:${process.env.PORT}`,
    // For tests that create databases.
    DATABASE_OWNER_URL: ownerUrl,
    PLAYWRIGHT_CHROMIUM: chromium,
  }).exit;
  if (code !== 0) printServerErrors();
  const { stats, errors } = readReport<PlaywrightReport>(report);
  return { passed: stats.expected, failed: Math.max(stats.unexpected + errors.length, code === 0 ? 0 : 1) };
}

/** The last errors in the logs of the servers: what a failed test met. */
function printServerErrors(): void {
  for (const file of fs.globSync(".data/e2e-*.log")) {
    const lines = fs.readFileSync(file, "utf8").split("\n");
    const errors = lines.filter((line) => line.includes('"level":50')).slice(-5);
    if (errors.length > 0) console.log(`\n${file}:\n${errors.map((line) => line.slice(0, 600)).join("\n")}`);
  }
}

function readReport<Report>(file: string): Report {
  if (!fs.existsSync(file)) throw new Error(`The run ended without a report (${file}).`);
  return JSON.parse(fs.readFileSync(file, "utf8")) as Report;
}

interface VitestReport {
  numPassedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number };
  errors: unknown[];
}
