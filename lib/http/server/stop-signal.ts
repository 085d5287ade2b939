import { processState } from "@/lib/process-state";

/** Aborted when the server stops, so that endless streams end. */
export const serverStop = (): AbortController => processState("server-stop", () => new AbortController());

const stopHandlers = () => processState("server-stop-handlers", () => new Set<() => Promise<void>>());

/** Registers work for the stop of the server. The process ends after it. */
export const onServerStop = (work: () => Promise<void>): void => void stopHandlers().add(work);

/**
 * Aborts `serverStop` and runs the registered work. Resolves when all work of `onServerStop` has ended; rejects with
 * the first failure.
 */
export async function stopWork(): Promise<void> {
  serverStop().abort();
  await Promise.all([...stopHandlers()].map((handler) => handler()));
}
