import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/db/connections/pool";
import { log } from "@/lib/log";

export interface Figures {
  /** How many in one window, by all processes together. */
  points: number;
  seconds: number;
}

/** Into how many allowances a window's points are divided, at least. */
const allowances = 20;

/**
 * What a process that dies has not spent is lost to its keys until their window ends: less than a twentieth of the
 * points and less than this, however large the limit is. Giving it back would cost a statement at every stop, and a
 * process that is killed could not.
 */
const largestAllowance = 50;

/** A Postgres that does not answer in this time does not hold up what is to be limited. */
const answerWithinMs = 500;

/** Beyond this many keys the one that was used longest ago loses the rest of its allowance. */
const maxKeys = 5_000;

/** The library asks for a pool; ours may be opened anew. */
export const limiterClient = { query: (statement: { text: string; values?: unknown[] }) => pool().query(statement) };

/**
 * Counts in Postgres what all processes do, in windows that begin with a key's first use. A process takes allowances of
 * a twentieth of the points from Postgres and spends them by itself, so that most requests cost no statement; what it
 * does not spend before the window or the process ends is lost. A key that is over its limit is refused without a statement. While
 * Postgres cannot be asked, each process counts for itself.
 */
export class SharedLimit {
  readonly #size: number;
  readonly #store: RateLimiterPostgres;
  readonly #alone: RateLimiterMemory;
  /** What is left of a key's allowance, until its window ends. */
  readonly #held = new LRUCache<string, { left: number }>({ max: maxKeys, ttl: 1 });
  readonly #taking = new Map<string, Promise<number>>();

  constructor(name: string, { points, seconds }: Figures) {
    this.#size = Math.min(Math.ceil(points / allowances), largestAllowance);
    const figures = { keyPrefix: name, points: Math.ceil(points / this.#size), duration: seconds };
    this.#alone = new RateLimiterMemory(figures);
    this.#store = new RateLimiterPostgres({
      ...figures,
      storeClient: limiterClient,
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      inMemoryBlockOnConsumed: figures.points,
    });
  }

  /** Counts one use of a key: 0 when it is within the limit, else the milliseconds until the key may be used again. */
  async take(key: string): Promise<number> {
    for (;;) {
      const held = this.#held.get(key);
      if (held && held.left > 0) {
        held.left -= 1;
        return 0;
      }
      // One process takes one allowance at a time: a hundred requests at once must not take a hundred.
      const taking = this.#taking.get(key) ?? this.#takeAllowance(key);
      const waitMs = await taking;
      if (waitMs > 0) return waitMs;
    }
  }

  #takeAllowance(key: string): Promise<number> {
    const taking = this.#consume(key)
      .then(({ isWithin, msBeforeNext }) => {
        const ms = Math.max(msBeforeNext, 50);
        if (!isWithin) return ms;
        this.#held.set(key, { left: this.#size }, { ttl: ms });
        return 0;
      })
      .finally(() => this.#taking.delete(key));
    this.#taking.set(key, taking);
    return taking;
  }

  async #consume(key: string): Promise<{ isWithin: boolean; msBeforeNext: number }> {
    try {
      return await answerOf(within(answerWithinMs, this.#store.consume(key)));
    } catch (error) {
      log.warn({ err: error }, "A rate limit could not be counted in Postgres; this process counts alone");
      return answerOf(this.#alone.consume(key));
    }
  }
}

/** The library rejects with its result when a key is over the limit. */
async function answerOf(consumed: Promise<RateLimiterRes>): Promise<{ isWithin: boolean; msBeforeNext: number }> {
  try {
    const { msBeforeNext } = await consumed;
    return { isWithin: true, msBeforeNext };
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return { isWithin: false, msBeforeNext: error.msBeforeNext };
  }
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
