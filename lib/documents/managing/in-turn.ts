import { RequestQueue } from "@/lib/limits/request-queue";
import { processState } from "@/lib/process-state";

/**
 * A file that is taken in and a collection that is embedded need a processor and memory for minutes, and each holds one
 * of the places of requests: few run at a time, few wait, and the rest of the product stays available.
 */
const limits = { maxInFlight: 2, maxWaiting: 8, maxWaitMs: 120_000 };

/** Runs long work on documents when its turn comes. Throws AppError `busy` when too much waits. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turns = processState("document-turns", () => new RequestQueue(limits));
  const release = await turns.enter(new AbortController().signal);
  try {
    return await work();
  } finally {
    release();
  }
}
