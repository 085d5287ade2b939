import { setTimeout as delay } from "node:timers/promises";
import { checkEnv, env } from "@/lib/env";
import { describeModel } from "@/lib/llm/model";
import { buildIfChanged } from "../build";
import { checkPort } from "../checks/check-port";
import { openDatabase } from "../open-database";
import { demoAccounts, demoPassword } from "../seed";
import { keepRunning } from "./keep-running";
import { serverAddress } from "./server-address";
import { type Output, type Running, spawnNode } from "./spawn-node";

/** Checks, migrates, builds and serves; runs until a signal comes. Throws an Error of one line. */
export async function serve(mode: "start" | "dev"): Promise<never> {
  checkEnv();
  await checkPort(env.PORT, env.HOST);
  await openDatabase();
  if (mode === "start") await buildIfChanged();
  const server = await startServer(mode, "inherit");
  printAddress();
  return keepRunning("web server", server, () => startServer(mode, "inherit"));
}

/** Starts the web server on the port, address and database of process.env; resolves when it answers. */
export async function startServer(mode: "start" | "dev", output: Output): Promise<Running> {
  if (!env.NEXTAUTH_URL) process.env.AUTH_TRUST_HOST ||= "true";
  const server = spawnNode(["lib/commands/processes/web-server.mjs", mode], output, {
    NODE_ENV: mode === "start" ? "production" : "development",
    GRAPHFLOW_WATCHDOG_SECONDS: mode === "start" ? String(env.BLOCKED_SECONDS) : "0",
  });
  await waitUntilAnswering(server);
  return server;
}

async function waitUntilAnswering(server: Running): Promise<void> {
  let hasEnded = false;
  void server.exit.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const answer = await fetch(`${serverUrl()}/health`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer) return;
    await delay(50);
  }
  throw new Error("The web server did not start.");
}

const serverUrl = (): string => `http://${serverAddress(env.HOST)}:${env.PORT}`;

function printAddress(): void {
  console.log(`\nGraphFlow is running at ${serverUrl()}\n`);
  if (env.DEMO) {
    console.log(`  Sign in as   ${demoAccounts.map((account) => account.email).join(", ")}`);
    console.log(`  Password     ${demoPassword}`);
    console.log(`  API keys     ${demoAccounts.map((account) => account.key).join(", ")}`);
  }
  console.log(`  Model        ${describeModel()}`);
  console.log("\nCtrl-C stops it.\n");
}
