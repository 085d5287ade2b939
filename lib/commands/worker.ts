import { checkEnv, env } from "@/lib/env";
import { startJobs, stopJobs } from "@/lib/sessions/run-jobs";
import { checkDatabase } from "./check-database";
import { onStop, runCommand } from "./lifetime";

runCommand(async () => {
  checkEnv();
  if (!env.DATABASE_URL)
    throw new Error("DATABASE_URL is not set: with the embedded database, `npm start` runs the jobs too.");
  await checkDatabase(env.DATABASE_URL);
  onStop(stopJobs);
  await startJobs();
  console.log("The worker is running. Ctrl-C stops it.");
  // The timer keeps the process alive while there is nothing to do.
  setInterval(() => {}, 2 ** 30);
  return new Promise<never>(() => {});
});
