/** How a task that asks a model is tried again: four times within about a minute. */
export const retry = { maxAttempts: 4, initialDelayMs: 5_000, backoffFactor: 3, maxDelayMs: 120_000 };
