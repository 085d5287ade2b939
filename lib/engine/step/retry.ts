import { z } from "zod";
import { EngineError, FanOutError, wordsOf } from "../errors";
import type { RetryPolicy } from "../graph/definition";
import type { Step } from "../storage/session-storage";

const longestPauseMs = 86_400_000;

/** Engine errors that a retry may mend. The other ones are mistakes in the graph or its tasks. */
const retryableCodes = new Set<string>(["task_timeout"]);

/**
 * What an error may have beside its message: a `code`, `retryable: false`, how long to wait (`retryAfterMs`), slower
 * attempts after those of the policy (`slowRetry`), and the tokens that the failed task has used (`usage`).
 */
interface ErrorHints {
  code?: unknown;
  retryable?: unknown;
  retryAfterMs?: unknown;
  slowRetry?: unknown;
  usage?: unknown;
}

const hints = (error: unknown): ErrorHints => (typeof error === "object" && error !== null ? error : {});

const slowRetrySchema = z.object({ everyMs: z.number().positive(), times: z.int().min(0) });
const usageSchema = z.object({
  modelId: z.string().optional(),
  inputTokens: z.int().min(0).optional(),
  outputTokens: z.int().min(0).optional(),
});

/** The tokens that a failed task has used, when its error has them. */
export const usageOfError = (error: unknown): Step["usage"] =>
  usageSchema
    .nullable()
    .catch(null)
    .parse(hints(rootOf(error)).usage ?? null);

const className = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

/** The code of an error, else the name of its class. */
function errorCode(error: unknown): string {
  const { code } = hints(error);
  return typeof code === "string" ? code : className(error);
}

/** The error as a step records it, in characters that can be stored. */
export function recordedError(error: unknown): { code: string; message: string } {
  return { code: storable(errorCode(error), 200), message: storable(wordsOf(error), 2_000) };
}

const storable = (text: string, longest: number): string =>
  text.replaceAll("\u0000", "").slice(0, longest).toWellFormed();

/**
 * Milliseconds until a failed task is retried; null when it is not: after the last attempt, including the slow ones
 * that an error asks for (an outage may take hours), for errors with `retryable: false` or that the policy does not
 * name, and for the engine's own errors except timeouts. The backoff is exponential with half jitter, and at least the
 * error's `retryAfterMs`. `random` gives numbers from 0 to 1.
 */
export function retryDelayMs(
  policy: RetryPolicy | undefined,
  attempt: number,
  error: unknown,
  random: () => number,
): number | null {
  if (!policy || !mayRetry(policy, error)) return null;
  const { retryAfterMs, slowRetry } = hints(rootOf(error));
  const slow = slowRetrySchema.safeParse(slowRetry).data;
  const isSlow = attempt >= policy.maxAttempts;
  if (isSlow && attempt >= policy.maxAttempts + (slow?.times ?? 0)) return null;
  const backoff =
    isSlow && slow
      ? slow.everyMs
      : Math.min(policy.initialDelayMs * policy.backoffFactor ** (attempt - 1), policy.maxDelayMs);
  // At least half of the pause is kept: full jitter would often retry at once.
  const jittered = backoff / 2 + (random() * backoff) / 2;
  const asked = typeof retryAfterMs === "number" && retryAfterMs > 0 ? retryAfterMs : 0;
  return Math.round(Math.min(Math.max(jittered, asked), longestPauseMs));
}

/** The error of the child that failed a fan-out. That child may be a fan-out itself. */
const rootOf = (error: unknown): unknown => (error instanceof FanOutError ? rootOf(error.cause) : error);

function mayRetry({ retryOn }: RetryPolicy, error: unknown): boolean {
  const root = rootOf(error);
  if (hints(root).retryable === false) return false;
  if (root instanceof EngineError && !retryableCodes.has(root.code)) return false;
  return retryOn === undefined || retryOn.includes(errorCode(root)) || retryOn.includes(className(root));
}
