import type { TaskDefinition } from "@/lib/engine";
import { defaultRetry, formatDuration, toDuration } from "@/lib/engine/definition-kit";
import { lowerFirst } from "@/lib/words";

const durationWords = (ms: number): string => (ms === 0 ? "no pause" : formatDuration(toDuration(ms)));
/** Later pauses are shortened to "…" and the last pause. */
const maxListedPauses = 3;

/** The retries of a task in words: "Tried up to 4 times. Pauses: 5 seconds, 15 seconds, 45 seconds." */
export function describeRetry(retry: TaskDefinition["retry"]): string {
  if (!retry) return `As usual: ${lowerFirst(describeRetry(defaultRetry))}`;
  if (retry.maxAttempts < 2) return "Tried once. A failure waits for staff.";
  const { maxAttempts, initialDelayMs, backoffFactor, maxDelayMs } = retry;
  const pauses = Array.from({ length: maxAttempts - 1 }, (_, index) =>
    Math.min(maxDelayMs, Math.round(initialDelayMs * backoffFactor ** index)),
  );
  const listed = pauses.slice(0, maxListedPauses).map(durationWords).join(", ");
  const rest = pauses.length > maxListedPauses ? ` … ${durationWords(pauses.at(-1) ?? 0)}` : "";
  return `Tried up to ${maxAttempts} times. Pauses: ${listed}${rest}.`;
}

/** The time limits of a task in words. */
export function describeLimits({
  timeoutMs,
  idleTimeoutMs,
}: Pick<TaskDefinition, "timeoutMs" | "idleTimeoutMs">): string {
  const limits = [
    timeoutMs !== undefined && `Fails after ${durationWords(timeoutMs)}.`,
    idleTimeoutMs !== undefined && `Fails when nothing happens for ${durationWords(idleTimeoutMs)}.`,
  ].filter(Boolean);
  return limits.length > 0 ? limits.join(" ") : "No limit of its own.";
}

/** The cache of a task in words. */
export const describeCache = (cache: TaskDefinition["cache"]): string =>
  cache
    ? `Its result is kept for ${durationWords(cache.ttlMs)}, for the same ${cache.fields.join(", ")}.`
    : "Its result is not kept.";
