const timeoutMs = 15_000;

/** Whether a refresh can succeed. A failed refresh becomes a navigation, and offline that leaves the page. */
export async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    return (await fetch("/health", { method: "HEAD", cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}

/** Resolves when the server answers. Retries with a growing pause, for example after a lost connection. */
export async function whenReachable(): Promise<void> {
  for (let pauseMs = 500; !(await isReachable()); pauseMs = Math.min(pauseMs * 2, timeoutMs)) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
