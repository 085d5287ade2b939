import { probeModels } from "@/lib/llm/probe";
import { endWork, startJobs } from "@/lib/sessions/run-jobs";
import { onStop, runCommand } from "./lifetime";

/** Milliseconds until unfinished runs release their leases. */
const stopGraceMs = 3_000;

// The worker process; `npm run worker` starts it again when it ends.
runCommand(async () => {
  onStop(() => endWork(stopGraceMs));
  // The timer keeps the process running while no job is due.
  setInterval(() => {}, 2 ** 30);
  void probeModels();
  await startJobs();
  return new Promise<never>(() => {});
});
