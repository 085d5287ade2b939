/** Sessions of a process whose step was begun before and never ended; any of them may be the one that ended it. */
export class Suspects {
  /** Those that run, by id: whether it is the last try. */
  readonly running = new Map<string, boolean>();
  /** Releases of those that have to wait. */
  readonly givingBack = new Set<Promise<void>>();

  get hasLastTry(): boolean {
    return [...this.running.values()].includes(true);
  }
}
