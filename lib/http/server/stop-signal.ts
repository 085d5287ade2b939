import { processState } from "@/lib/process-state";

/** Aborted when the server stops: what streams without an end of its own ends then. */
export const serverStop = (): AbortController => processState("server-stop", () => new AbortController());

const works = () => processState("server-stop-works", () => new Set<() => Promise<void>>());

/** Has `work` done when the server stops; the process ends after it. */
export const onServerStop = (work: () => Promise<void>): void => void works().add(work);

/** Says that the server stops. Resolves when all work of `onServerStop` has ended; rejects with the first failure. */
export async function stopWork(): Promise<void> {
  serverStop().abort();
  await Promise.all([...works()].map((work) => work()));
}
