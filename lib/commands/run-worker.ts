import { probeModels } from "@/lib/llm/probe";
import { startJobs, stopJobs } from "@/lib/sessions/run-jobs";
import { onStop, runCommand } from "./lifetime";

// The process that `npm run worker` keeps running.
runCommand(async () => {
  onStop(stopJobs);
  // The timer keeps the process alive while there is nothing to do.
  setInterval(() => {}, 2 ** 30);
  void probeModels();
  await startJobs();
  return new Promise<never>(() => {});
});
