import type { PgBoss } from "pg-boss";
import { Prisma, prisma } from "@/lib/db/client";
import { notificationListener } from "@/lib/db/connections/notification-listener";
import { log } from "@/lib/log";
import { type JobName, jobNames, scheduledChannel } from "./job-names";

/** How many jobs of a kind one process runs at a time. A job mostly waits for a model, so there may be several. */
const maxConcurrentJobs = 8;
/** How often the next due time is read without a notification: one may be lost. */
const checkIntervalMs = 30_000;
const maxTimerMs = 2 ** 31 - 1;

interface Fetching {
  isRepeated: boolean;
  ended: Promise<void>;
}

type Handlers = Record<JobName, (sessionId: string) => Promise<void>>;

/**
 * Runs the jobs of a process at their due times. pg-boss stores the jobs and gives each to one process. Its own workers
 * poll every second and run one job per poll; the dispatcher waits for the next due time, or for the notification that
 * `schedule` sends.
 */
export class Dispatcher {
  readonly #boss: PgBoss;
  readonly #schema: string;
  readonly #handlers: Handlers;
  readonly #running = new Map<JobName, Set<Promise<void>>>(jobNames.map((name) => [name, new Set()]));
  /** The fetches in flight, by queue, and whether each has to be repeated. */
  readonly #fetching = new Map<JobName, Fetching>();
  #unsubscribe = () => {};
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #checkTimer: NodeJS.Timeout | undefined;

  /** `schema`: of the tables of pg-boss. */
  constructor(boss: PgBoss, schema: string, handlers: Handlers) {
    this.#boss = boss;
    this.#schema = schema;
    this.#handlers = handlers;
  }

  start(): void {
    this.#checkTimer = setInterval(() => void this.#scheduleNext(), checkIntervalMs);
    this.#unsubscribe = notificationListener().subscribe(scheduledChannel, {
      onNotification: (payload) => {
        const [name = "", inMs = ""] = payload.split(":");
        if (Number(inMs) > 0) this.#wakeIn(Number(inMs));
        else for (const one of jobNames) if (one === name) this.#fetch(one);
      },
      onConnect: () => this.#wake(),
    });
    this.#wake();
  }

  /** Takes no more jobs; resolves when those it has taken have ended, or after `withinMs` milliseconds. */
  async stop(withinMs: number): Promise<void> {
    this.#isStopped = true;
    this.#unsubscribe();
    clearInterval(this.#checkTimer);
    clearTimeout(this.#timer);
    let late: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      late = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.#ended(), deadline]);
    clearTimeout(late);
  }

  async #ended(): Promise<void> {
    // Fetched jobs belong to this process: they run too.
    await Promise.all([...this.#fetching.values()].map(({ ended }) => ended));
    await Promise.all([...this.#running.values()].flatMap((all) => [...all]));
  }

  #wake(): void {
    for (const name of jobNames) this.#fetch(name);
    void this.#scheduleNext();
  }

  #wakeIn(ms: number): void {
    const at = performance.now() + ms;
    if (this.#isStopped || at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    const wake = () => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#wake();
    };
    this.#timer = setTimeout(wake, Math.min(ms, maxTimerMs));
  }

  async #scheduleNext(): Promise<void> {
    try {
      const [next] = await prisma.$queryRaw<{ ms: number | null }[]>`
        SELECT (extract(epoch FROM min(start_after) - now()) * 1000)::float8 AS ms 
        FROM ${Prisma.raw(`"${this.#schema}".job`)}
        WHERE name = ANY (${[...jobNames]}) AND state < 'active'`;
      // A job that is due now waits for a free slot, or another process is fetching it.
      if (next?.ms != null) this.#wakeIn(Math.max(next.ms, 0) + 1);
    } catch (error) {
      log.debug({ err: error }, "The next job could not be looked up");
    }
  }

  /** Fetches and starts as many due jobs as there are free slots. */
  #fetch(name: JobName): void {
    const known = this.#fetching.get(name);
    if (known) {
      known.isRepeated = true;
      return;
    }
    const mine: Fetching = { isRepeated: true, ended: Promise.resolve() };
    this.#fetching.set(name, mine);
    mine.ended = this.#fetchDue(name, mine);
  }

  async #fetchDue(name: JobName, mine: Fetching): Promise<void> {
    try {
      while (mine.isRepeated && !this.#isStopped) {
        mine.isRepeated = false;
        const free = maxConcurrentJobs - (this.#running.get(name)?.size ?? 0);
        if (free === 0) break; // the next job to end fetches
        const jobs = await this.#boss.fetch<{ sessionId: string }>(name, { batchSize: free });
        for (const job of jobs) this.#start(name, job);
        if (jobs.length > 0) mine.isRepeated = true;
      }
    } catch (error) {
      log.warn({ err: error, job: name }, "Jobs could not be fetched; they are looked for again");
    } finally {
      this.#fetching.delete(name);
    }
  }

  #start(name: JobName, job: { id: string; data: { sessionId: string } }): void {
    const running = this.#running.get(name);
    const work = this.#run(name, job).finally(() => {
      running?.delete(work);
      if (!this.#isStopped) this.#fetch(name);
    });
    running?.add(work);
  }

  async #run(name: JobName, { id, data: { sessionId } }: { id: string; data: { sessionId: string } }): Promise<void> {
    try {
      await this.#handlers[name](sessionId);
      await this.#boss.complete(name, id);
    } catch (error) {
      log.warn({ err: error, job: name, sessionId }, "A job failed; it is tried again");
      // When this fails too, the job expires and is retried then.
      await this.#boss.fail(name, id, { message: String(error) }).catch(() => {});
      void this.#scheduleNext();
    }
  }
}
