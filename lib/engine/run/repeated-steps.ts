import { SessionBusyError } from "../errors";

/** Milliseconds that a last try waits for the other suspects of its process to end. */
const longestWaitMs = 500;
/** Milliseconds that it waits for another last try to end: shorter than leases are. */
const longestWaitForLastTryMs = 5_000;

/**
 * Sessions of a process whose step was begun before and never ended: any of them may be the one that ended its process.
 * What the runs of a process know of each other, so that those that only run beside it are not set aside with it.
 */
export class Suspects {
  /** Those that run, by id: whether it is a last try that began alone. */
  readonly #running = new Map<string, boolean>();
  /** Called when one ends. */
  readonly #onEnd = new Set<() => void>();

  get count(): number {
    return this.#running.size;
  }

  /** Whether a last try runs that began alone. */
  get #hasLastTry(): boolean {
    return [...this.#running.values()].includes(true);
  }

  /**
   * Notes that a suspect runs; gives whether it is a last try that begins alone. A last try waits a moment (0.5 s) for
   * the suspects that run, since longer would hold it up for as long as their tasks take, and up to 5 s for another last
   * try. Throws SessionBusyError when that one still runs.
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
    for (const tell of this.#onEnd) tell();
  }

  /** Resolves when a suspect ends, at the latest after so many milliseconds. */
  async #nextEnd(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEnd.add(resolve);
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
    this.#onEnd.delete(resolve);
  }
}
