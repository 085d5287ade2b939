import { expect, test } from "vitest";
import { describeCache, describeLimits, describeRetry } from "./describe-runs";

test("describes the retries of a task", () => {
  expect(describeRetry({ maxAttempts: 4, initialDelayMs: 5_000, backoffFactor: 3, maxDelayMs: 120_000 })).toBe(
    "Tried up to 4 times. Pauses: 5 seconds, 15 seconds, 45 seconds.",
  );
  expect(describeRetry({ maxAttempts: 6, initialDelayMs: 60_000, backoffFactor: 2, maxDelayMs: 180_000 })).toBe(
    "Tried up to 6 times. Pauses: 1 minute, 2 minutes, 3 minutes … 3 minutes.",
  );
  expect(describeRetry({ maxAttempts: 2, initialDelayMs: 0, backoffFactor: 1, maxDelayMs: 0 })).toBe(
    "Tried up to 2 times. Pauses: no pause.",
  );
  expect(describeRetry({ maxAttempts: 1, initialDelayMs: 0, backoffFactor: 1, maxDelayMs: 0 })).toBe(
    "Tried once. A failure waits for staff.",
  );
  expect(describeRetry(undefined)).toBe("As usual: tried up to 3 times. Pauses: 5 seconds, 15 seconds.");
});

test("describes the time limits and the cache of a task", () => {
  expect(describeLimits({})).toBe("No limit of its own.");
  expect(describeLimits({ timeoutMs: 90_000, idleTimeoutMs: 500 })).toBe(
    "Fails after 90 seconds. Fails when nothing happens for 0.5 seconds.",
  );
  expect(describeCache({ fields: ["amount_cents"], ttlMs: 3_600_000 })).toBe(
    "Its result is kept for 1 hour, for the same amount_cents.",
  );
});
