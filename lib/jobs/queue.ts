import { PgBoss } from "pg-boss";
import { databaseUrl } from "@/lib/db/pool";
import { log } from "@/lib/log";
import { queueConnection } from "./install-queue";

const advanceQueue = "advance-session";
const overdueQueue = "wait-overdue";

/** What the alarm clock wakes; every handler may be called twice, for nothing, or by several processes at once. */
export interface JobHandlers {
  /** Something is due in the session: left over, to be retried, or a timer that has run out. */
  advance(sessionId: string): Promise<void>;
  /** The due time of an open question has passed. */
  overdue(sessionId: string): Promise<void>;
  /** Ids of the sessions on which something is due and nobody works, and of those with a question that is overdue. */
  sweep(): Promise<{ due: string[]; overdue: string[] }>;
}

let boss: PgBoss | undefined;
let sweeping: NodeJS.Timeout | undefined;
const sweepEveryMs = 5_000;
/** How many sessions one process advances in the background at a time: most of that time is waiting for a model. */
const sessionsAtOnce = 8;

/**
 * Opens the alarm clock of this process. With handlers it also does the work: it advances the sessions that jobs name,
 * and looks regularly for those that a dead process left behind. Nothing depends on it for being right, only for being
 * soon: a job that is lost is found by the next sweep.
 */
export async function startQueue(handlers?: JobHandlers): Promise<void> {
  if (boss) return;
  const worker = handlers !== undefined;
  boss = new PgBoss({ ...queueConnection(databaseUrl()), max: 2, supervise: worker, schedule: false });
  boss.on("error", (error) => log.warn({ err: error }, "The job queue has trouble with the database"));
  await boss.start();
  await boss.createQueue(advanceQueue, { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 300 });
  await boss.createQueue(overdueQueue, { retryLimit: 3, retryDelay: 30, expireInSeconds: 60 });
  if (handlers) await work(boss, handlers);
}

async function work(open: PgBoss, handlers: JobHandlers): Promise<void> {
  const options = { pollingIntervalSeconds: 0.5, localConcurrency: sessionsAtOnce };
  await open.work<{ sessionId: string }>(advanceQueue, options, async (jobs) => {
    for (const { data } of jobs) await handlers.advance(data.sessionId);
  });
  await open.work<{ sessionId: string }>(overdueQueue, { pollingIntervalSeconds: 2 }, async (jobs) => {
    for (const { data } of jobs) await handlers.overdue(data.sessionId);
  });
  const sweep = async (): Promise<void> => {
    const { due, overdue } = await handlers.sweep();
    for (const id of due) await enqueueAdvance(id);
    for (const id of overdue) await handlers.overdue(id);
  };
  const sweepSafely = () => {
    sweep().catch((error: unknown) =>
      log.warn({ err: error }, "The sweep for sessions left behind failed; the next one follows"),
    );
  };
  sweepSafely();
  sweeping = setInterval(sweepSafely, sweepEveryMs);
}

/** Stops taking jobs and lets the running ones end, at most 10 s. */
export async function stopQueue(): Promise<void> {
  clearInterval(sweeping);
  const stopping = boss;
  boss = undefined;
  await stopping?.stop({ graceful: true, timeout: 10_000 });
}

/** "Advance this session", as soon as a worker is free; the same session twice in the queue is once. */
export async function enqueueAdvance(sessionId: string): Promise<void> {
  await boss?.send(advanceQueue, { sessionId }, { singletonKey: sessionId, singletonSeconds: 5 });
}

/** "Advance this session" after so many milliseconds: a retry, or a timer. */
export const scheduleAdvance = (sessionId: string, inMs: number): Promise<void> =>
  schedule(advanceQueue, sessionId, inMs);

/** "This session's question is overdue", after so many milliseconds. */
export const scheduleOverdue = (sessionId: string, inMs: number): Promise<void> =>
  schedule(overdueQueue, sessionId, inMs);

/** Never throws: what could not be scheduled is found by a sweep. */
async function schedule(queue: string, sessionId: string, inMs: number): Promise<void> {
  try {
    await boss?.send(queue, { sessionId }, { startAfter: Math.ceil(inMs / 1000) });
  } catch (error) {
    log.warn({ err: error }, "A job could not be scheduled; a sweep will find what it was for");
  }
}
