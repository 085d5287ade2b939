import { formatDuration, type TaskDefinition, toDuration } from "@/lib/engine";

const inWords = (ms: number): string => (ms === 0 ? "no pause" : formatDuration(toDuration(ms)));
const namedPauses = 3;

/** How a task is tried again: "Tried up to 4 times. Pauses: 5 seconds, 15 seconds, 45 seconds." */
export function describeRetry(retry: TaskDefinition["retry"]): string {
  if (!retry || retry.maxAttempts < 2) return "Tried once. A failure waits for staff.";
  const { maxAttempts, initialDelayMs, backoffFactor, maxDelayMs } = retry;
  const all = Array.from({ length: maxAttempts - 1 }, (_, index) =>
    Math.min(maxDelayMs, Math.round(initialDelayMs * backoffFactor ** index)),
  );
  const named = all.slice(0, namedPauses).map(inWords).join(", ");
  const rest = all.length > namedPauses ? ` … ${inWords(all.at(-1) ?? 0)}` : "";
  return `Tried up to ${maxAttempts} times. Pauses: ${named}${rest}.`;
}

/** How long a task may take. */
export function describeLimits({
  timeoutMs,
  idleTimeoutMs,
}: Pick<TaskDefinition, "timeoutMs" | "idleTimeoutMs">): string {
  const said = [
    timeoutMs !== undefined && `Fails after ${inWords(timeoutMs)}.`,
    idleTimeoutMs !== undefined && `Fails when nothing happens for ${inWords(idleTimeoutMs)}.`,
  ].filter(Boolean);
  return said.length > 0 ? said.join(" ") : "No limit of its own.";
}

/** Whether the result of a task is kept. */
export const describeCache = (cache: TaskDefinition["cache"]): string =>
  cache
    ? `Its result is kept for ${inWords(cache.ttlMs)}, for the same ${cache.fields.join(", ")}.`
    : "Its result is not kept.";
