import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/db/connections/pool";
import { log } from "@/lib/log";

export interface Figures {
  /** How many in one window, by all processes together. */
  points: number;
  seconds: number;
}

/** The points of a window are divided into at least so many allowances. */
const allowances = 20;

/**
 * The unused part of an allowance is lost when the process ends: less than a twentieth of the points, and less than
 * this. Returning it would cost a statement at every stop, and a killed process could not return it.
 */
const largestAllowance = 50;

/** When Postgres does not answer in this time, the process counts alone. */
const answerWithinMs = 500;

/** Beyond this many keys the one that was used longest ago loses the rest of its allowance. */
const maxKeys = 5_000;

/** The pool for the library: always the present one, which may be opened anew. */
export const limiterClient = { query: (statement: { text: string; values?: unknown[] }) => pool().query(statement) };

/**
 * Counts the uses of a key by all processes in Postgres, in windows that begin with the first use. A process takes
 * allowances of a twentieth of the points and counts them down alone, so that most requests cost no statement; an
 * allowance ends with its window. A key that is over its limit is refused without a statement. While Postgres does not
 * answer, each process counts alone.
 */
export class SharedLimit {
  readonly #size: number;
  readonly #store: RateLimiterPostgres;
  readonly #fallback: RateLimiterMemory;
  /** What is left of a key's allowance, until its window ends. */
  readonly #held = new LRUCache<string, { left: number }>({ max: maxKeys, ttl: 1 });
  readonly #taking = new Map<string, Promise<number>>();

  constructor(name: string, { points, seconds }: Figures) {
    this.#size = Math.min(Math.ceil(points / allowances), largestAllowance);
    const figures = { keyPrefix: name, points: Math.ceil(points / this.#size), duration: seconds };
    this.#fallback = new RateLimiterMemory(figures);
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
      return answerOf(this.#fallback.consume(key));
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
