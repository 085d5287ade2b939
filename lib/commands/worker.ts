import { checkEnv, env } from "@/lib/env";
import { checkDatabase } from "./checks/check-database";
import { keepRunning } from "./processes/keep-running";
import { runCommand } from "./processes/lifetime";
import { spawnNode } from "./processes/spawn-node";

runCommand(async () => {
  checkEnv();
  if (!env.DATABASE_URL)
    throw new Error("DATABASE_URL is not set: with the embedded database, `npm start` runs the jobs too.");
  await checkDatabase(env.DATABASE_URL);
  const start = async () =>
    spawnNode(
      ["--disable-warning=ExperimentalWarning", "--import", "tsx", "lib/commands/processes/run-worker.ts"],
      "inherit",
      {
        GRAPHFLOW_WATCHDOG_SECONDS: String(env.BLOCKED_SECONDS),
      },
    );
  const worker = await start();
  console.log("The worker is running. Ctrl-C stops it.");
  return keepRunning("worker", worker, start);
});
