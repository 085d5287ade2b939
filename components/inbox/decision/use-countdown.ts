"use client";

import { useEffect, useState } from "react";

const secondMs = 1_000;

/**
 * The whole seconds that are left of `remainingMs`, from when the value was given. It is counted on the browser's own
 * clock, which may differ from the server's.
 */
export function useCountdown(remainingMs: number): number {
  const [start, setStart] = useState({ remainingMs, at: 0, now: 0 });
  if (start.remainingMs !== remainingMs) setStart({ remainingMs, at: 0, now: 0 });

  useEffect(() => {
    const at = performance.now();
    const tick = () => setStart((before) => ({ ...before, at, now: performance.now() }));
    tick();
    const timer = setInterval(() => {
      tick();
      if (performance.now() - at > remainingMs) clearInterval(timer);
    }, secondMs / 4);
    return () => clearInterval(timer);
  }, [remainingMs]);

  return Math.max(0, Math.ceil((remainingMs - (start.now - start.at)) / secondMs));
}
