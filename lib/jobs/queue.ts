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

/** What jobs do; every handler may be called twice, for nothing, or by several processes at once. */
export interface JobHandlers {
  /** Something is due in the session: left over, to be retried, or a timer that has run out. */
  advance(sessionId: string): Promise<void>;
  /** The due time of an open question has passed. */
  overdue(sessionId: string): Promise<void>;
  /** Ids of the sessions on which something is due and nobody works, and of those with a question that is overdue. */
  sweep(): Promise<{ due: string[]; overdue: string[] }>;
}

/** "stopped": this process has not started its queue. "failed": it could not be started, and is tried again. */
export type JobsState = "stopped" | "starting" | "ok" | "failed";

interface JobQueue {
  state: JobsState;
  boss: PgBoss | undefined;
  dispatcher: Dispatcher | undefined;
  sweeping: NodeJS.Timeout | undefined;
  /** Jobs that are being sent. */
  sending: Set<Promise<void>>;
  /** Aborted when the queue is stopped. */
  life: AbortController;
}

const queue = processState<JobQueue>("job-queue", () => ({
  state: "stopped",
  boss: undefined,
  dispatcher: undefined,
  sweeping: undefined,
  sending: new Set(),
  life: new AbortController(),
}));

const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** Whether this process's jobs run. */
export const jobsState = (): JobsState => queue.state;

/**
 * Starts the job queue of this process, trying again with growing pauses until it has started or is stopped. With
 * handlers it also does the work: it runs jobs when they are due, and looks every `SWEEP_SECONDS` for sessions that a
 * dead process left behind. Without jobs a session is late, never wrong: the sweep finds what a lost job was for.
 */
export async function startQueue(handlers?: JobHandlers): Promise<void> {
  if (queue.state !== "stopped") return;
  databaseUrl(); // throws when it is not set
  queue.state = "starting";
  queue.life = new AbortController();
  const { signal } = queue.life;
  for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      const boss = await openBoss(handlers !== undefined);
      if (signal.aborted) return void (await boss.stop({ graceful: false }));
      queue.boss = boss;
      queue.state = "ok";
      if (handlers) work(boss, handlers);
      return;
    } catch (error) {
      if (signal.aborted) return;
      queue.state = "failed";
      log.error({ err: error, retryInMs: pauseMs }, "Background jobs did not start; they are tried again");
      await delay(pauseMs, undefined, { signal }).catch(() => {}); // stopped meanwhile
    }
  }
}

async function openBoss(worker: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    ...queueConnection(databaseUrl()),
    ...{ max: 2, supervise: worker, schedule: false },
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

function work(boss: PgBoss, handlers: JobHandlers): void {
  const dispatcher = new Dispatcher(boss, queueSchema(databaseUrl()), {
    "advance-session": handlers.advance,
    "wait-overdue": handlers.overdue,
  });
  queue.dispatcher = dispatcher;
  dispatcher.start();
  const everyMs = env.SWEEP_SECONDS * 1000;
  if (everyMs === 0) return;
  const { signal } = queue.life;
  const sweep = async () => {
    try {
      const { due, overdue } = await handlers.sweep();
      if (due.length > 0 && !signal.aborted) await enqueueAdvance(boss, due);
      for (const id of overdue) await handlers.overdue(id);
    } catch (error) {
      log.warn({ err: error }, "The sweep for sessions left behind failed");
    }
    if (!signal.aborted) queue.sweeping = setTimeout(sweep, everyMs);
  };
  void sweep();
}

/** Takes no more jobs and lets the running ones end, at most 10 s; jobs can still be scheduled. */
export async function stopTakingJobs(): Promise<void> {
  queue.life.abort();
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

/** "Advance these sessions", as soon as a worker is free; the same session twice within 5 s is once. */
async function enqueueAdvance(boss: PgBoss, sessionIds: string[]): Promise<void> {
  const jobs = sessionIds.map((sessionId) => ({ data: { sessionId }, singletonKey: sessionId, singletonSeconds: 5 }));
  await boss.insert("advance-session", jobs);
  await announce("advance-session", 0);
}

/**
 * Has a job run for the session in `inMs` milliseconds. Never throws: what could not be scheduled is in the log, and a
 * sweep finds it, late.
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
    // Seconds, also parts of one; the database adds them to its own time.
    await queue.boss.send(name, { sessionId }, { startAfter: ms / 1000 });
    await announce(name, ms);
  } catch (error) {
    log.error(
      { err: error, job: name, sessionId, inMs: ms },
      "A job could not be scheduled; a sweep will find its work",
    );
  }
}

/** Tells the workers of every process when a job is due, so that they need not poll. */
const announce = (name: JobName, inMs: number): Promise<unknown> =>
  prisma.$executeRaw`SELECT pg_notify(${scheduledChannel}, ${`${name}:${inMs}`})`;
