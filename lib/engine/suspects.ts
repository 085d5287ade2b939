/**
 * Sessions of a process whose step was begun before and never ended: any of them may be the one that ended its process.
 * What the runs of a process know of each other, so that those that only run beside it are not set aside with it.
 */
export class Suspects {
  /** Those that run, by id: whether it is the last try. */
  readonly #running = new Map<string, boolean>();
  /** Leases that are being acquired or given back. */
  readonly #moving = new Set<Promise<unknown>>();

  get count(): number {
    return this.#running.size;
  }

  get hasLastTry(): boolean {
    return [...this.#running.values()].includes(true);
  }

  /** A last try runs beside no other last try. */
  mayBegin(isLastTry: boolean): boolean {
    return !isLastTry || !this.hasLastTry;
  }

  /**
   * Notes that a suspect runs. Resolves when the leases that were being acquired are, and those of sessions that have to
   * wait are given back: from now on its task may end the process without a session being counted that did not run.
   */
  async begin(id: string, isLastTry: boolean): Promise<void> {
    this.#running.set(id, isLastTry);
    await Promise.allSettled([...this.#moving]);
    // Their runs look at the suspects, and may give back.
    await new Promise(setImmediate);
    await Promise.allSettled([...this.#moving]);
  }

  end(id: string): void {
    this.#running.delete(id);
  }

  /** Notes a lease on its way; gives its promise back. */
  track<Result>(lease: Promise<Result>): Promise<Result> {
    const tracked = lease.finally(() => this.#moving.delete(tracked));
    this.#moving.add(tracked);
    return tracked;
  }
}
