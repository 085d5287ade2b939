import { SessionBusyError } from "./errors";

/** Milliseconds that a last try waits for the other suspects of its process to end. */
const longestWaitMs = 500;

/**
 * Sessions of a process whose step was begun before and never ended: any of them may be the one that ended its process.
 * What the runs of a process know of each other, so that those that only run beside it are not set aside with it.
 */
export class Suspects {
  /** Those that run, by id: whether it is a last try that began alone. */
  readonly #running = new Map<string, boolean>();
  /** Called when one ends. */
  readonly #onEnd = new Set<() => void>();
  /** Leases that are being acquired or given back. */
  readonly #moving = new Set<Promise<unknown>>();

  get count(): number {
    return this.#running.size;
  }

  /** Whether a last try runs that began alone. */
  get hasLastTry(): boolean {
    return [...this.#running.values()].includes(true);
  }

  /**
   * Notes that a suspect runs. A last try first waits a moment (0.5 s) for the suspects that run; longer would hold it up
   * for as long as their tasks take. Resolves when the leases that were being acquired are, and those of sessions that
   * have to wait are given back: from now on its task may end the process without a session being counted that did not
   * run. Gives whether it is the only suspect. Throws SessionBusyError for a last try beside `hasLastTry`.
   */
  async begin(id: string, isLastTry: boolean): Promise<boolean> {
    if (isLastTry && this.count > 0 && !this.hasLastTry) await this.#untilNoneRuns();
    if (isLastTry && this.hasLastTry) throw new SessionBusyError(id);
    this.#running.set(id, isLastTry && this.count === 0);
    await Promise.allSettled([...this.#moving]);
    // Their runs look at the suspects, and may give back.
    await new Promise(setImmediate);
    await Promise.allSettled([...this.#moving]);
    const isAlone = this.count === 1;
    if (!isAlone) this.#running.set(id, false);
    return isAlone;
  }

  end(id: string): void {
    this.#running.delete(id);
    for (const look of this.#onEnd) look();
  }

  /** Notes a lease on its way; gives its promise back. */
  track<Result>(lease: Promise<Result>): Promise<Result> {
    const tracked = lease.finally(() => this.#moving.delete(tracked));
    this.#moving.add(tracked);
    return tracked;
  }

  async #untilNoneRuns(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => this.count === 0 && resolve();
    this.#onEnd.add(look);
    const timer = setTimeout(resolve, longestWaitMs);
    await promise;
    clearTimeout(timer);
    this.#onEnd.delete(look);
  }
}
