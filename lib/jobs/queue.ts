import { setTimeout as delay } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import { prisma } from "@/lib/db/client";
import { databaseUrl } from "@/lib/db/connections/pool";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { Dispatcher } from "./dispatcher";
import { queueConnection, queueSchema } from "./install-queue";
import { type JobName, jobNames, queueOptions, scheduledChannel } from "./job-names";

/** The handlers of jobs. Each may be called twice, by several processes at once, or when nothing is due any more. */
export interface JobHandlers {
  /** Something is due in the session: unfinished work, a retry, or a timer. */
  advance(sessionId: string): Promise<void>;
  /** The due time of an open question has passed. */
  overdue(sessionId: string): Promise<void>;
  /** The time of a pending decision has come. */
  commit(sessionId: string): Promise<void>;
  /** The snooze of a case is over. */
  wakeCase(sessionId: string): Promise<void>;
  /** Ids of sessions that are due and have no lease, and of sessions with an overdue question. */
  sweep(): Promise<{ due: string[]; overdue: string[] }>;
}

/** "stopped": this process has not started its queue. "failed": it could not be started; it is tried again. */
export type JobsState = "stopped" | "starting" | "ok" | "failed";

interface JobQueue {
  state: JobsState;
  boss: PgBoss | undefined;
  dispatcher: Dispatcher | undefined;
  sweeping: NodeJS.Timeout | undefined;
  /** Jobs that are being sent. */
  sending: Set<Promise<void>>;
  /** Aborted when the queue is stopped. */
  stopping: AbortController;
}

const queue = processState<JobQueue>("job-queue", () => ({
  state: "stopped",
  boss: undefined,
  dispatcher: undefined,
  sweeping: undefined,
  sending: new Set(),
  stopping: new AbortController(),
}));

const initialDelayMs = 500;
const maxDelayMs = 30_000;

/** Whether this process's jobs run. */
export const jobsState = (): JobsState => queue.state;

/**
 * Starts the job queue of this process, with exponential backoff until it has started or is stopped. With handlers the
 * process is a worker: it runs jobs at their due times, and every `SWEEP_SECONDS` it looks for sessions that are due
 * and have no lease. A lost job makes a session late, never wrong: the sweep finds it.
 */
export async function startQueue(handlers?: JobHandlers): Promise<void> {
  if (queue.state !== "stopped") return;
  databaseUrl(); // throws when it is not set
  queue.state = "starting";
  queue.stopping = new AbortController();
  const { signal } = queue.stopping;
  for (let delayMs = initialDelayMs; !signal.aborted; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
    try {
      const boss = await openBoss(handlers !== undefined);
      if (signal.aborted) return void (await boss.stop({ graceful: false }));
      queue.boss = boss;
      queue.state = "ok";
      if (handlers) startWork(boss, handlers);
      return;
    } catch (error) {
      if (signal.aborted) return;
      queue.state = "failed";
      log.error({ err: error, retryInMs: delayMs }, "Background jobs did not start; they are tried again");
      await delay(delayMs, undefined, { signal }).catch(() => {}); // stopped meanwhile
    }
  }
}

async function openBoss(worker: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    ...queueConnection(databaseUrl()),
    max: 2,
    supervise: worker,
    schedule: false,
    // Nothing here uses flows; every 5 s would be its default.
    flowIntervalSeconds: 3600,
  });
  boss.on("error", (error) => log.warn({ err: error }, "The job queue has trouble with the database"));
  try {
    await boss.start();
    for (const name of jobNames) await boss.createQueue(name, queueOptions[name]);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {}); // it never started
    throw error;
  }
}

function startWork(boss: PgBoss, handlers: JobHandlers): void {
  const dispatcher = new Dispatcher(boss, queueSchema(databaseUrl()), {
    "advance-session": handlers.advance,
    "wait-overdue": handlers.overdue,
    "commit-decision": handlers.commit,
    "wake-case": handlers.wakeCase,
  });
  queue.dispatcher = dispatcher;
  dispatcher.start();
  const intervalMs = env.SWEEP_SECONDS * 1000;
  if (intervalMs === 0) return;
  const { signal } = queue.stopping;
  const sweep = async () => {
    try {
      const { due, overdue } = await handlers.sweep();
      if (due.length > 0 && !signal.aborted) await enqueueAdvance(boss, due);
      for (const id of overdue) await handlers.overdue(id);
    } catch (error) {
      log.warn({ err: error }, "The sweep for sessions left behind failed");
    }
    if (!signal.aborted) queue.sweeping = setTimeout(sweep, intervalMs);
  };
  void sweep();
}

/** Takes no more jobs and lets the running ones end, at most 10 s; jobs can still be scheduled. */
export async function stopTakingJobs(): Promise<void> {
  queue.stopping.abort();
  clearTimeout(queue.sweeping);
  await queue.dispatcher?.stop(10_000);
}

/** Ends the queue of this process, after its running jobs. */
export async function stopQueue(): Promise<void> {
  await stopTakingJobs();
  await Promise.all(queue.sending);
  const { boss } = queue;
  Object.assign(queue, { state: "stopped", boss: undefined, dispatcher: undefined, sweeping: undefined });
  await boss?.stop({ graceful: true, timeout: 2_000 });
}

/** Queues jobs that advance these sessions; a session that is queued twice within 5 s has one job. */
async function enqueueAdvance(boss: PgBoss, sessionIds: string[]): Promise<void> {
  const jobs = sessionIds.map((sessionId) => ({ data: { sessionId }, singletonKey: sessionId, singletonSeconds: 5 }));
  await boss.insert("advance-session", jobs);
  await notifyWorkers("advance-session", 0);
}

/**
 * Schedules a job for the session in `inMs` milliseconds. Never throws: a failure is logged, and a later sweep finds
 * the session.
 */
export async function schedule(name: JobName, sessionId: string, inMs: number): Promise<void> {
  const sending = send(name, sessionId, inMs).finally(() => queue.sending.delete(sending));
  queue.sending.add(sending);
  await sending;
}

async function send(name: JobName, sessionId: string, inMs: number): Promise<void> {
  const ms = Math.max(0, Math.ceil(inMs));
  try {
    if (!queue.boss) throw new Error(`The job queue of this process is not running (${queue.state}).`);
    // Fractions of a second are allowed; the database adds them to its own time.
    await queue.boss.send(name, { sessionId }, { startAfter: ms / 1000 });
    await notifyWorkers(name, ms);
  } catch (error) {
    log.error(
      { err: error, job: name, sessionId, inMs: ms },
      "A job could not be scheduled; a sweep will find its work",
    );
  }
}

/** Notifies the workers of every process when a job is due, so that they do not poll. */
const notifyWorkers = (name: JobName, inMs: number): Promise<unknown> =>
  prisma.$executeRaw`SELECT pg_notify(${scheduledChannel}, ${`${name}:${inMs}`})`;
