import { checkEnv, env } from "@/lib/env";
import { checkDatabase } from "./check-database";
import { keepRunning } from "./keep-running";
import { runCommand } from "./lifetime";
import { spawnNode } from "./spawn-node";

runCommand(async () => {
  checkEnv();
  if (!env.DATABASE_URL)
    throw new Error("DATABASE_URL is not set: with the embedded database, `npm start` runs the jobs too.");
  await checkDatabase(env.DATABASE_URL);
  const start = async () =>
    spawnNode(["--disable-warning=ExperimentalWarning", "--import", "tsx", "lib/commands/run-worker.ts"], "inherit", {
      GRAPHFLOW_WATCHDOG_SECONDS: String(env.BLOCKED_SECONDS),
    });
  const worker = await start();
  console.log("The worker is running. Ctrl-C stops it.");
  return keepRunning("worker", worker, start);
});
