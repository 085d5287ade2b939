import { isCollision } from "../is-collision";
import { isDatabaseUnavailable } from "../is-database-unavailable";

/** A queued item, and the promise of its caller. */
interface Queued<Item, Result> {
  item: Item;
  resolve(result: Result | undefined): void;
  reject(error: unknown): void;
}

/**
 * Sends items that arrive at the same time in one batch (group commit). An item is sent at once while fewer than
 * `concurrency` batches are in flight, and is queued otherwise. An item whose batch failed or skipped it is retried
 * alone, so an item that fails does not fail the others.
 */
export class Batch<Item extends { id: string }, Result> {
  readonly #send: BatchSender<Item, Result>["send"];
  readonly #sendAlone: BatchSender<Item, Result>["sendAlone"];
  readonly #onRefusal: BatchSender<Item, Result>["onRefusal"];
  readonly #concurrency: number;
  readonly #maxBatchSize: number;
  readonly #slotMs: number;
  #queue: Queued<Item, Result>[] = [];
  /** The batches in flight, the oldest first: what releases the slot of each, and when it was sent. */
  readonly #inFlight = new Map<() => void, number>();
  #slotTimer: NodeJS.Timeout | undefined;

  /** A batch that is in flight for `slotMs` releases its slot before it ends. */
  constructor(
    { send, sendAlone, onRefusal }: BatchSender<Item, Result>,
    { concurrency, maxBatchSize, slotMs }: { concurrency: number; maxBatchSize: number; slotMs: number },
  ) {
    this.#send = send;
    this.#sendAlone = sendAlone;
    this.#onRefusal = onRefusal;
    this.#concurrency = concurrency;
    this.#maxBatchSize = maxBatchSize;
    this.#slotMs = slotMs;
  }

  /** The item's own result; undefined when it was skipped also alone. Throws what sending it alone throws. */
  add(item: Item): Promise<Result | undefined> {
    if (this.#inFlight.size < this.#concurrency && this.#queue.length === 0) return this.#sendOne(item);
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      this.#slotTimer ??= setTimeout(this.#releaseOldest, this.#slotMs);
    });
  }

  #flush(): void {
    while (this.#inFlight.size < this.#concurrency && this.#queue.length > 0) {
      const batch = this.#takeBatch();
      const [first] = batch;
      if (first && batch.length === 1) this.#sendOne(first.item).then(first.resolve, first.reject);
      else void this.#sendBatch(batch);
    }
    if (this.#queue.length > 0) this.#slotTimer ??= setTimeout(this.#releaseOldest, this.#slotMs);
  }

  /** Takes a slot. The result releases it, once, and flushes the queue. */
  #takeSlot(): () => void {
    const releaseSlot = (): void => {
      if (this.#inFlight.delete(releaseSlot)) this.#flush();
    };
    this.#inFlight.set(releaseSlot, performance.now());
    return releaseSlot;
  }

  /** The oldest items. A statement writes a row once, so a batch holds at most one item per id. */
  #takeBatch(): Queued<Item, Result>[] {
    const ids = new Set<string>();
    const left: Queued<Item, Result>[] = [];
    const batch = this.#queue.filter((one) => {
      const isTaken = ids.size < this.#maxBatchSize && !ids.has(one.item.id);
      if (isTaken) ids.add(one.item.id);
      else left.push(one);
      return isTaken;
    });
    this.#queue = left;
    return batch;
  }

  /** One blocked batch must not block the queue. */
  readonly #releaseOldest = (): void => {
    this.#slotTimer = undefined;
    const [oldest] = this.#inFlight;
    if (!oldest || this.#queue.length === 0) return;
    const [releaseSlot, since] = oldest;
    const leftMs = since + this.#slotMs - performance.now();
    if (leftMs <= 0) releaseSlot();
    else this.#slotTimer = setTimeout(this.#releaseOldest, leftMs);
  };

  async #sendOne(item: Item): Promise<Result | undefined> {
    const releaseSlot = this.#takeSlot();
    try {
      return (await this.#send([item]))[0];
    } catch (error) {
      if (isCollision(error)) return await this.#sendAlone(item);
      throw error;
    } finally {
      // A caller that gets a result usually adds its next item at once: the next batch includes it.
      if (this.#queue.length > 0) setImmediate(releaseSlot);
      else releaseSlot();
    }
  }

  async #sendBatch(batch: Queued<Item, Result>[]): Promise<void> {
    const releaseSlot = this.#takeSlot();
    let results: (Result | undefined)[] = [];
    try {
      results = await this.#send(batch.map(({ item }) => item));
    } catch (error) {
      // It is unknown whether a lost connection has committed: whether to retry is the caller's decision.
      if (isDatabaseUnavailable(error) && !isCollision(error)) {
        for (const { reject } of batch) reject(error);
        setImmediate(releaseSlot);
        return;
      }
      if (!isCollision(error)) this.#onRefusal?.(error, batch.length);
    }
    const left = batch.filter(({ resolve }, index) => {
      const result = results[index];
      if (result !== undefined) resolve(result);
      return result === undefined;
    });
    await Promise.all(left.map(({ item, resolve, reject }) => this.#sendAlone(item).then(resolve, reject)));
    setImmediate(releaseSlot);
  }
}

/** How items are sent. */
export interface BatchSender<Item, Result> {
  /**
   * Writes all of the items or none. Returns each one's result, undefined for one that it skipped. Waits for no lock:
   * an item that needs one is retried alone.
   */
  send(items: readonly Item[]): Promise<(Result | undefined)[]>;
  /** Writes one item, and waits for locks. */
  sendAlone(item: Item): Promise<Result | undefined>;
  /** Called with the reason when a batch failed and its `count` items are retried one by one. */
  onRefusal?(error: unknown, count: number): void;
}
