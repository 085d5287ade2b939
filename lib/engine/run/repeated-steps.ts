import { SessionBusyError } from "../errors";

/** Milliseconds that a last try waits for the other repeated steps of its process. */
const longestWaitMs = 500;
/** Milliseconds that a last try waits for another last try. Leases last longer. */
const longestWaitForLastTryMs = 5_000;

/**
 * The repeated steps that run in this process: steps that were started before and did not end. Each of them may be the
 * one that ended its process. The runs of a process share it, so that a session is not set aside because of a step that
 * ran beside it.
 */
export class RepeatedSteps {
  /** By session id: whether the step is a last try that started alone. */
  readonly #running = new Map<string, boolean>();
  /** Called when a step ends. */
  readonly #onEnd = new Set<() => void>();

  get count(): number {
    return this.#running.size;
  }

  /** Whether a last try runs that started alone. */
  get #hasLastTry(): boolean {
    return [...this.#running.values()].includes(true);
  }

  /**
   * Adds a step; returns whether it is a last try that starts alone. A last try waits at most 0.5 s for the other
   * repeated steps, because their tasks may take long, and at most 5 s for another last try. Throws SessionBusyError
   * when the other last try still runs.
   */
  async begin(id: string, isLastTry: boolean): Promise<boolean> {
    const since = performance.now();
    for (;;) {
      const waited = performance.now() - since;
      const leftMs = this.#hasLastTry ? longestWaitForLastTryMs - waited : longestWaitMs - waited;
      if (!isLastTry || this.count === 0 || leftMs <= 0) break;
      await this.#nextEnd(leftMs);
    }
    if (isLastTry && this.#hasLastTry) throw new SessionBusyError(id);
    const isAlone = isLastTry && this.count === 0;
    this.#running.set(id, isAlone);
    return isAlone;
  }

  end(id: string): void {
    this.#running.delete(id);
    for (const notify of this.#onEnd) notify();
  }

  /** Resolves when a step ends, at the latest after `ms` milliseconds. */
  async #nextEnd(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEnd.add(resolve);
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
    this.#onEnd.delete(resolve);
  }
}
