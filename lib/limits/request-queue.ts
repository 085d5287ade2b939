import { AppError } from "@/lib/errors";

/** The limits of a queue of requests. */
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
 * Limits the requests in flight. Places are given in the order of arrival, one per turn of the event loop: starting a
 * request is work, and sixty starts in one turn would delay the refusals of other requests.
 */
export class RequestQueue {
  #inFlight = 0;
  #isClosed = false;
  #hasStartedThisTurn = false;
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
   * Resolves to a place, at once or after a wait. Rejects with AppError `busy` when there is none in time, and when
   * `signal` aborts because the client left.
   */
  enter(signal: AbortSignal): Promise<Release> {
    if (this.#isClosed || signal.aborted) return Promise.reject(busy());
    if (this.#mayStart() && this.#waiting.size === 0) return Promise.resolve(this.#take());
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

  /** Refuses waiting and later requests. Requests in flight keep their places. */
  close(): void {
    this.#isClosed = true;
    for (const waiter of [...this.#waiting]) waiter.refuse();
  }

  #mayStart(): boolean {
    return this.#inFlight < this.#limits.maxInFlight && !this.#hasStartedThisTurn;
  }

  #startNext(): void {
    const [next] = this.#waiting;
    if (this.#mayStart()) next?.enter();
  }

  #take(): Release {
    this.#inFlight++;
    this.#hasStartedThisTurn = true;
    setImmediate(() => {
      this.#hasStartedThisTurn = false;
      this.#startNext();
    });
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#inFlight--;
      this.#startNext();
    };
  }
}

const busy = () => new AppError("busy", { retryAfterSeconds: 2 });
