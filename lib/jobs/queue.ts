import { PgBoss } from "pg-boss";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const advanceQueue = "advance-session";

/** What the alarm clock wakes; every handler may be called twice, or for nothing. */
export interface JobHandlers {
  advance(sessionId: string): Promise<void>;
  /** Ids of sessions on which something is due and nobody works. */
  findDue(): Promise<string[]>;
}

let boss: PgBoss | undefined;
let sweeping: NodeJS.Timeout | undefined;
const sweepEveryMs = 5_000;
/** How many sessions one process advances in the background at a time: most of that time is waiting for a model. */
const sessionsAtOnce = 8;

/**
 * Starts the alarm clock of this process: it advances sessions that jobs name, and looks regularly for those that a
 * dead process left behind. Nothing depends on it for being right, only for being soon.
 */
export async function startQueue({ advance, findDue }: JobHandlers): Promise<void> {
  if (boss) return;
  const connectionString = env.DATABASE_URL;
  if (!connectionString) throw new Error("DATABASE_URL is not set.");
  boss = new PgBoss({ connectionString, max: 2, schema: "pgboss" });
  boss.on("error", (error) => log.warn({ err: error }, "The job queue has trouble with the database"));
  await boss.start();
  await boss.createQueue(advanceQueue, { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 300 });
  await boss.work<{ sessionId: string }>(
    advanceQueue,
    { pollingIntervalSeconds: 0.5, localConcurrency: sessionsAtOnce },
    async (jobs) => {
      for (const { data } of jobs) await advance(data.sessionId);
    },
  );
  sweeping = setInterval(() => {
    findDue()
      .then(async (ids) => {
        for (const id of ids) await enqueueAdvance(id);
      })
      .catch((error: unknown) =>
        log.warn({ err: error }, "The sweep for sessions left behind failed; the next one follows"),
      );
  }, sweepEveryMs);
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
