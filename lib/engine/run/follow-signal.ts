/**
 * Aborts the controller when the signal is, until the returned function is called. Not `AbortSignal.any`: on Node 24 what
 * that gives does not say that it is aborted when the source was collected as garbage before anybody asked.
 */
export function followSignal(signal: AbortSignal | undefined, controller: AbortController): () => void {
  if (!signal) return () => {};
  const abort = (): void => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort);
  return () => signal.removeEventListener("abort", abort);
}
