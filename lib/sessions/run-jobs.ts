import { prisma } from "@/lib/db/client";
import { startQueue, stopQueue, stopTakingJobs } from "@/lib/jobs/queue";
import { commitDecisions, sweepCases, wakeCases } from "./cases/run-case-jobs";
import { markOverdue } from "./mutations";
import { handOverRuns, untilRunsEnd } from "./run-session";
import { advanceIfFree } from "./session-host";
import { dueSessions } from "./sql/leases/due-sessions";
import { overdueSessions } from "./sql/people/mark-overdue";

/**
 * Makes this process a worker for background jobs: retries, timers, due dates, and sessions whose process crashed. Any
 * number of processes may be workers; one of them runs a session.
 */
export async function startJobs(): Promise<void> {
  await startQueue({
    advance: advanceIfFree,
    overdue: markOverdue,
    commit: commitDecisions,
    wakeCase: wakeCases,
    sweep: async () => {
      await sweepCases();
      const [due, overdue] = await Promise.all([
        prisma.$queryRaw<{ id: string }[]>(dueSessions(100)),
        prisma.$queryRaw<{ id: string }[]>(overdueSessions(100)),
      ]);
      return { due: due.map(({ id }) => id), overdue: overdue.map(({ id }) => id) };
    },
  });
}

/** Lets this process schedule jobs that other processes run. */
export const startScheduling = (): Promise<void> => startQueue();

/** Stops the worker; running jobs may finish. */
export const stopJobs = stopQueue;

/**
 * Ends the work of a process that stops: no new jobs, and runs that have not ended after `graceMs` milliseconds are
 * aborted: their sessions are free at once, and continue in another process or after a restart.
 */
export async function endWork(graceMs: number): Promise<void> {
  const late = setTimeout(() => void handOverRuns(), graceMs);
  await stopTakingJobs();
  await untilRunsEnd();
  clearTimeout(late);
  await stopJobs();
}
