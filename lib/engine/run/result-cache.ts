import type { TaskResult } from "../graph/task";
import type { ContextPatch, HistoryMessage } from "../session/context";

/** What a task did, good to be done again for the same key without running it. */
export interface CachedResult {
  result: TaskResult;
  patch: ContextPatch;
  messages: readonly HistoryMessage[];
}

/** Where results of tasks with a cache policy are kept; shared by every session of a process, or of several. */
export interface ResultCache {
  get(key: string): CachedResult | undefined;
  set(key: string, value: CachedResult, ttlMs: number): void;
}

/** The newest results in this process's memory. */
export class InMemoryResultCache implements ResultCache {
  readonly #entries = new Map<string, { value: CachedResult; until: number }>();
  readonly #maxEntries: number;
  readonly #now: () => number;

  constructor({ maxEntries = 1_000, now = Date.now }: { maxEntries?: number; now?: () => number } = {}) {
    this.#maxEntries = maxEntries;
    this.#now = now;
  }

  get(key: string): CachedResult | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until <= this.#now()) {
      this.#entries.delete(key);
      return undefined;
    }
    // A Map remembers the order of insertion: what is asked for becomes the newest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: CachedResult, ttlMs: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#now() + ttlMs });
    const oldest = this.#entries.keys().next().value;
    if (this.#entries.size > this.#maxEntries && oldest !== undefined) this.#entries.delete(oldest);
  }
}
