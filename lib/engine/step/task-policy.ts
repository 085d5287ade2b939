import { z } from "zod";
import { GraphError } from "../errors";
import { type RetryPolicy, retryPolicySchema } from "../graph/definition";
import type { JsonValue } from "../json";
import type { Context } from "../session/context";

/** When the result of a task is used again for its next execution, in this session or another one. */
export interface CachePolicy {
  /** What the result depends on; undefined when this execution is not to be cached. */
  key(context: Context): JsonValue | undefined;
  /** Milliseconds that a result is kept. */
  ttlMs: number;
}

/** How a task is run: its limits in milliseconds, its retries, and whether its results are cached. */
export interface TaskPolicy {
  timeoutMs?: number;
  /** How long the task may emit no event (`execution.emit`). */
  idleTimeoutMs?: number;
  retry?: RetryPolicy;
  cache?: CachePolicy;
}

/** The limits of one task, in milliseconds. */
export interface StepLimits {
  timeoutMs: number;
  /** How long the task may emit no event. */
  idleTimeoutMs: number | undefined;
}

/** Milliseconds. */
export const defaultTaskTimeoutMs = 60_000;

/** Steps of one run. */
export const defaultStepBudget = 100;

/** The policy of a task that has none. */
export const noPolicy: TaskPolicy = {};

/** The limits of a policy, with the graph's timeout where it sets none. Throws GraphError for invalid values. */
export function limitsOf(
  taskId: string,
  { timeoutMs: ownTimeoutMs, idleTimeoutMs, retry, cache }: TaskPolicy,
  graphTimeoutMs: number,
): StepLimits {
  const timeoutMs = ownTimeoutMs ?? graphTimeoutMs;
  const isTime = (ms: number) => ms > 0;
  if (!isTime(timeoutMs) || !isTime(idleTimeoutMs ?? 1)) {
    throw new GraphError(`The timeouts of task "${taskId}" have to be more than 0 ms.`, { taskId });
  }
  const parsed = retryPolicySchema.optional().safeParse(retry);
  if (!parsed.success) {
    const problem = z.prettifyError(parsed.error);
    throw new GraphError(`The retry policy of task "${taskId}" is not one: ${problem}`, { taskId }, parsed.error);
  }
  if (cache && !isTime(cache.ttlMs)) {
    throw new GraphError(`The cache of task "${taskId}" has to keep results for more than 0 ms.`, { taskId });
  }
  return { timeoutMs, idleTimeoutMs };
}
