import { useEffect } from "react";

/** A database that restarts or is too busy mostly answers again after a moment. */
const retryAfterMs = 2_000;
/** A page that fails again within this time waits for the person. */
const onceInMs = 30_000;
let retriedAt = Number.NEGATIVE_INFINITY;

/** Tries a page that failed again by itself, once. */
export function useRetryOnce(retry: () => void): void {
  useEffect(() => {
    if (performance.now() - retriedAt < onceInMs) return;
    const timer = setTimeout(() => {
      retriedAt = performance.now();
      retry();
    }, retryAfterMs);
    return () => clearTimeout(timer);
  }, [retry]);
}
