import { probeModels } from "@/lib/llm/probe";
import { endWork, startJobs } from "@/lib/sessions/run-jobs";
import { onStop, runCommand } from "./lifetime";

/** Milliseconds until runs that have not ended are handed over. */
const stopGraceMs = 3_000;

// The process that `npm run worker` keeps running.
runCommand(async () => {
  onStop(() => endWork(stopGraceMs));
  // The timer keeps the process alive while there is nothing to do.
  setInterval(() => {}, 2 ** 30);
  void probeModels();
  await startJobs();
  return new Promise<never>(() => {});
});
