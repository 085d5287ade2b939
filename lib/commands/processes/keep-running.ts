import { setTimeout as delay } from "node:timers/promises";
import { oneLine } from "../one-line";
import { isEnding } from "./lifetime";
import type { Running } from "./spawn-node";

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A process that ran for so long ended for a new reason: the pauses start anew. */
const steadyMs = 60_000;

/** Starts a process again whenever it ends, with growing pauses; goes on until the command is stopped. */
export async function keepRunning(name: string, first: Running, start: () => Promise<Running>): Promise<never> {
  let running = first;
  for (let pauseMs = firstPauseMs; ; ) {
    const startedAt = performance.now();
    const code = await running.exit;
    if (isEnding()) return new Promise<never>(() => {});
    if (performance.now() - startedAt > steadyMs) pauseMs = firstPauseMs;
    for (let isStarted = false; !isStarted; ) {
      console.error(`The ${name} ended unexpectedly (exit code ${code}). It is started again in ${pauseMs / 1000} s.`);
      await delay(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      isStarted = await start().then(
        (restarted) => {
          running = restarted;
          return true;
        },
        (error: unknown) => {
          console.error(oneLine(error));
          return false;
        },
      );
    }
    console.log(`The ${name} runs again.`);
  }
}
