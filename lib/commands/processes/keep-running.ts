import { setTimeout as delay } from "node:timers/promises";
import { isEnding } from "./lifetime";
import { oneLine } from "./one-line";
import type { Running } from "./spawn-node";

const initialDelayMs = 500;
const maxDelayMs = 30_000;
/** After a process has run for so long, the delays begin again with the first one. */
const stableMs = 60_000;

/** Starts a process again whenever it ends, with exponential backoff, until the command is stopped. */
export async function keepRunning(name: string, first: Running, start: () => Promise<Running>): Promise<never> {
  let running = first;
  for (let delayMs = initialDelayMs; ; ) {
    const startedAt = performance.now();
    const code = await running.exit;
    if (isEnding()) return new Promise<never>(() => {});
    if (performance.now() - startedAt > stableMs) delayMs = initialDelayMs;
    for (let isStarted = false; !isStarted; ) {
      console.error(`The ${name} ended unexpectedly (exit code ${code}). It is started again in ${delayMs / 1000} s.`);
      await delay(delayMs);
      delayMs = Math.min(delayMs * 2, maxDelayMs);
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
