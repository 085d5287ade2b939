import type { TaskResult } from "../graph/task";
import { toJson } from "../json";
import type { Context, ContextPatch, HistoryMessage } from "../session/context";
import type { StepCommit } from "../storage/session-storage";
import type { GraphNode } from "./executable-graph";

/** The result of a task and the changes it made, to be applied again for the same key without running the task. */
export interface CachedResult {
  result: TaskResult;
  patch: ContextPatch;
  messages: readonly HistoryMessage[];
}

/** Where results of tasks with a cache policy are kept. The sessions of a process, or of several, share it. */
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
    // A Map is in the order of insertion, so the result that is read becomes the newest.
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

/** The key of a task's result; undefined when the task has no cache policy or this execution is not to be cached. */
export function cacheKeyOf(graphId: string, { task, policy }: GraphNode, context: Context): string | undefined {
  const key = policy.cache?.key(context);
  return key === undefined ? undefined : JSON.stringify([graphId, task.id, toJson(`cache key of ${task.id}`, key)]);
}

/** Applies the changes of a cached result to the draft; its messages get the present time. */
export function replayResult(draft: Context, { patch, messages }: CachedResult, now: Date): void {
  for (const [key, value] of Object.entries(patch.set)) draft.set(key, value);
  for (const key of patch.remove) draft.remove(key);
  const timestamp = now.toISOString();
  draft.addMessages(messages.map((message) => ({ ...message, timestamp })));
}

/** Whether a step may be repeated from the cache: it asked nothing, took no answer, and had no effect outside. */
export const isCacheable = ({ wait, tookAnswer, effects, clearedAfter }: StepCommit): boolean =>
  !wait && !tookAnswer && effects.length === 0 && clearedAfter === null;
