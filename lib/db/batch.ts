import { isCollision } from "./is-collision";
import { isDatabaseUnavailable } from "./is-database-unavailable";

/** One item on its way, and whoever waits for it. */
interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result | undefined): void;
  reject(error: unknown): void;
}

/**
 * Lets what comes at the same time travel together (group commit): an item goes at once when a lane is free, and waits
 * for the next departure when all are under way. An item that travelled with others and came to nothing, because the
 * statement was refused or left it out, is sent once more alone: what is wrong with one never decides about another.
 */
export class Batch<Item extends { id: string }, Result> {
  readonly #send: Journey<Item, Result>["send"];
  readonly #sendAlone: Journey<Item, Result>["sendAlone"];
  readonly #onRefusal: Journey<Item, Result>["onRefusal"];
  readonly #lanes: number;
  readonly #largest: number;
  readonly #patienceMs: number;
  #waiting: Waiting<Item, Result>[] = [];
  /** The journeys that hold a lane, the oldest first: what gives it back, and since when they are under way. */
  readonly #underway = new Map<() => void, number>();
  #impatience: NodeJS.Timeout | undefined;

  /** After `patienceMs` a journey that has not ended gives its lane to those who wait for one. */
  constructor(
    { send, sendAlone, onRefusal }: Journey<Item, Result>,
    { lanes, largest, patienceMs }: { lanes: number; largest: number; patienceMs: number },
  ) {
    this.#send = send;
    this.#sendAlone = sendAlone;
    this.#onRefusal = onRefusal;
    this.#lanes = lanes;
    this.#largest = largest;
    this.#patienceMs = patienceMs;
  }

  /** The item's own result, undefined when sent alone it was left out. Throws what sending it alone throws. */
  add(item: Item): Promise<Result | undefined> {
    if (this.#underway.size < this.#lanes && this.#waiting.length === 0) return this.#travelAlone(item);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#impatience ??= setTimeout(this.#lookAtOldest, this.#patienceMs);
    });
  }

  #depart(): void {
    while (this.#underway.size < this.#lanes && this.#waiting.length > 0) {
      const batch = this.#takeDeparting();
      const [first] = batch;
      if (first && batch.length === 1) this.#travelAlone(first.item).then(first.resolve, first.reject);
      else void this.#travelTogether(batch);
    }
    if (this.#waiting.length > 0) this.#impatience ??= setTimeout(this.#lookAtOldest, this.#patienceMs);
  }

  /** Takes a lane; what comes back gives it to the next departure, once. */
  #enterLane(): () => void {
    const leaveLane = (): void => {
      if (this.#underway.delete(leaveLane)) this.#depart();
    };
    this.#underway.set(leaveLane, performance.now());
    return leaveLane;
  }

  /** Those who have waited longest; of several with the same id, of which one statement writes only one, the first. */
  #takeDeparting(): Waiting<Item, Result>[] {
    const ids = new Set<string>();
    const staying: Waiting<Item, Result>[] = [];
    const departing = this.#waiting.filter((one) => {
      const departs = ids.size < this.#largest && !ids.has(one.item.id);
      if (departs) ids.add(one.item.id);
      else staying.push(one);
      return departs;
    });
    this.#waiting = staying;
    return departing;
  }

  /** Whoever is held up by a stranger's lock does not hold up those behind. */
  readonly #lookAtOldest = (): void => {
    this.#impatience = undefined;
    const [oldest] = this.#underway;
    if (!oldest || this.#waiting.length === 0) return;
    const [leaveLane, since] = oldest;
    const leftMs = since + this.#patienceMs - performance.now();
    if (leftMs <= 0) leaveLane();
    else this.#impatience = setTimeout(this.#lookAtOldest, leftMs);
  };

  async #travelAlone(item: Item): Promise<Result | undefined> {
    const leaveLane = this.#enterLane();
    try {
      return (await this.#send([item]))[0];
    } catch (error) {
      if (isCollision(error)) return await this.#sendAlone(item);
      throw error;
    } finally {
      // Those who have just arrived will mostly want to travel again at once: the next departure takes them along.
      if (this.#waiting.length > 0) setImmediate(leaveLane);
      else leaveLane();
    }
  }

  async #travelTogether(batch: Waiting<Item, Result>[]): Promise<void> {
    const leaveLane = this.#enterLane();
    let results: (Result | undefined)[] = [];
    try {
      results = await this.#send(batch.map(({ item }) => item));
    } catch (error) {
      // Nobody knows whether a lost connection has committed: sending it again is not for us to decide.
      if (isDatabaseUnavailable(error) && !isCollision(error)) {
        for (const { reject } of batch) reject(error);
        setImmediate(leaveLane);
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
    setImmediate(leaveLane);
  }
}

/** How things are sent. */
export interface Journey<Item, Result> {
  /**
   * Writes all of the items or none and gives each one's result, undefined for one it left out. Waits for no lock: what
   * it meets one for is sent alone.
   */
  send(items: readonly Item[]): Promise<(Result | undefined)[]>;
  /** Writes one, with patience. */
  sendAlone(item: Item): Promise<Result | undefined>;
  /** Hears why so many items are sent once more, one by one; each of them may be fine. */
  onRefusal?(error: unknown, count: number): void;
}
