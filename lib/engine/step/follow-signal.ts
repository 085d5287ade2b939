/**
 * Aborts the target (an AbortController) when the signal is aborted, until the returned function is called. Not
 * `AbortSignal.any`: on Node 24 its result is not aborted when the source was garbage-collected before it was read.
 */
export function followSignal(signal: AbortSignal | undefined, target: { abort(reason: unknown): void }): () => void {
  if (!signal) return stopNothing;
  const abort = (): void => target.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort);
  return () => signal.removeEventListener("abort", abort);
}

const stopNothing = (): void => {};
