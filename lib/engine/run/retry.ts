import { z } from "zod";
import { EngineError, FanOutError, wordsOf } from "../errors";
import type { RetryPolicy } from "../graph/definition";
import type { Step } from "../storage/session-storage";

const longestPauseMs = 86_400_000;

/** Engine errors after which the same task may well succeed; the others are mistakes that no repetition mends. */
const passing = new Set<string>(["task_timeout"]);

/**
 * Errors may say about themselves: a `code`, `retryable: false`, how long to wait (`retryAfterMs`), how often and at which
 * pace to go on after the policy's attempts (`slowRetry`), and what the failed task has cost (`usage`).
 */
interface Hints {
  code?: unknown;
  retryable?: unknown;
  retryAfterMs?: unknown;
  slowRetry?: unknown;
  usage?: unknown;
}

const hints = (error: unknown): Hints => (typeof error === "object" && error !== null ? error : {});

const slowRetrySchema = z.object({ everyMs: z.number().positive(), times: z.int().min(0) });
const usageSchema = z.object({
  modelId: z.string().optional(),
  inputTokens: z.int().min(0).optional(),
  outputTokens: z.int().min(0).optional(),
});

/** What a failed task has cost, when its error says so. */
export const usageOfError = (error: unknown): Step["usage"] =>
  usageSchema
    .nullable()
    .catch(null)
    .parse(hints(rootOf(error)).usage ?? null);

const className = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

/** The code under which an error is recorded: its own, else its class. */
function errorCode(error: unknown): string {
  const { code } = hints(error);
  return typeof code === "string" ? code : className(error);
}

/** The error as a step holds it: code and words, in characters that storage takes. */
export function recordedError(error: unknown): { code: string; message: string } {
  return { code: storable(errorCode(error), 200), message: storable(wordsOf(error), 2_000) };
}

const storable = (text: string, longest: number): string =>
  text.replaceAll("\u0000", "").slice(0, longest).toWellFormed();

/**
 * Milliseconds until a failed task is due again, null when it is not tried again by itself: after the last attempt (and
 * the slow ones that an error asks for after it, which is how an outage of hours passes), for errors that say so (`retryable: false`) or that the policy does not name, and for the engine's own, timeouts apart. Exponential with
 * half jitter; an error's `retryAfterMs` is the least. `random` gives numbers from 0 to 1.
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
  // Full jitter would retry at once too often for a person who waits; half of the pause is kept.
  const jittered = backoff / 2 + (random() * backoff) / 2;
  const asked = typeof retryAfterMs === "number" && retryAfterMs > 0 ? retryAfterMs : 0;
  return Math.round(Math.min(Math.max(jittered, asked), longestPauseMs));
}

/** A fan-out fails with its child's error, and that child may be a fan-out. */
const rootOf = (error: unknown): unknown => (error instanceof FanOutError ? rootOf(error.cause) : error);

function mayRetry({ retryOn }: RetryPolicy, error: unknown): boolean {
  const root = rootOf(error);
  if (hints(root).retryable === false) return false;
  if (root instanceof EngineError && !passing.has(root.code)) return false;
  return retryOn === undefined || retryOn.includes(errorCode(root)) || retryOn.includes(className(root));
}
