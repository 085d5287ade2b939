import { AppError } from "@/lib/errors";

export interface QueueLimits {
  /** Requests in flight at the same time. */
  maxInFlight: number;
  /** Requests waiting for a place; more are refused at once. */
  maxWaiting: number;
  /** Milliseconds a request waits before it is refused. */
  maxWaitMs: number;
}

/** Gives the place back; the second call does nothing. */
export type Release = () => void;

interface Waiter {
  enter: () => void;
  refuse: () => void;
}

/**
 * Places for requests in flight, given in the order of arrival and one in a turn of the event loop: to begin a request
 * is work, and sixty of them in one turn would delay the refusals of others too.
 */
export class RequestQueue {
  #inFlight = 0;
  #isClosed = false;
  #hasBegunThisTurn = false;
  /** In the order of arrival. */
  readonly #waiting = new Set<Waiter>();
  readonly #limits: QueueLimits;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * A place among those in flight, at once or after a wait. Rejects with AppError `busy` when there is none in time,
   * and when `signal` aborts before: a client that left waits for nothing.
   */
  enter(signal: AbortSignal): Promise<Release> {
    if (this.#isClosed || signal.aborted) return Promise.reject(busy());
    if (this.#mayBegin() && this.#waiting.size === 0) return Promise.resolve(this.#take());
    if (this.#waiting.size >= this.#limits.maxWaiting) return Promise.reject(busy());

    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", waiter.refuse);
        this.#waiting.delete(waiter);
      };
      const waiter: Waiter = {
        enter: () => {
          leave();
          resolve(this.#take());
        },
        refuse: () => {
          leave();
          reject(busy());
        },
      };
      const timer = setTimeout(waiter.refuse, this.#limits.maxWaitMs);
      signal.addEventListener("abort", waiter.refuse);
      this.#waiting.add(waiter);
    });
  }

  /** Refuses what waits and all that comes later; what is in flight keeps its place. */
  close(): void {
    this.#isClosed = true;
    for (const waiter of [...this.#waiting]) waiter.refuse();
  }

  #mayBegin(): boolean {
    return this.#inFlight < this.#limits.maxInFlight && !this.#hasBegunThisTurn;
  }

  #beginNext(): void {
    const [next] = this.#waiting;
    if (this.#mayBegin()) next?.enter();
  }

  #take(): Release {
    this.#inFlight++;
    this.#hasBegunThisTurn = true;
    setImmediate(() => {
      this.#hasBegunThisTurn = false;
      this.#beginNext();
    });
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#inFlight--;
      this.#beginNext();
    };
  }
}

const busy = () => new AppError("busy", { retryAfterSeconds: 2 });
