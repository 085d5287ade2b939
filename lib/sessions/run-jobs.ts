import { prisma } from "@/lib/db/client";
import { startQueue, stopQueue } from "@/lib/jobs/queue";
import { advanceIfFree } from "./advance-session";
import { dueSessions } from "./sql/due-sessions";

/** Starts this process's share of the background work: retries, and sessions that a dead process left behind. */
export async function startJobs(): Promise<void> {
  await startQueue({
    advance: advanceIfFree,
    findDue: async () => (await prisma.$queryRaw<{ id: string }[]>(dueSessions(100))).map(({ id }) => id),
  });
}

/** Ends it; running jobs may finish. */
export const stopJobs = stopQueue;
