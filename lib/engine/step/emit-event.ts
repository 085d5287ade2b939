import type { RunEvent } from "../graph/task";
import type { StepCommit } from "../storage/session-storage";

export type RunListener = ((event: RunEvent) => void) | undefined;

/** Calls a listener. Its errors, thrown or rejected, are logged and do not fail the step. */
export function emitEvent(onEvent: RunListener, event: RunEvent): void {
  try {
    const returned: unknown = onEvent?.(event);
    if (returned instanceof Promise) returned.catch(logListenerError);
  } catch (error) {
    logListenerError(error);
  }
}

const logListenerError = (error: unknown): void => console.error("A listener of a run failed", error);

/** Emits the events of a recorded step. */
export function emitStepEvents(onEvent: RunListener, { step, wait }: StepCommit): void {
  if (!onEvent) return;
  if (step.response !== null) emitEvent(onEvent, { type: "response", text: step.response });
  emitEvent(onEvent, { type: "step", taskId: step.taskId, seq: step.seq });
  if (step.statusMessage) emitEvent(onEvent, { type: "status", message: step.statusMessage });
  if (wait) {
    const { audience, dueInMs, wakeInMs } = wait;
    emitEvent(onEvent, { type: "wait", audience, dueInMs, wakeInMs });
  }
  if (step.retryInMs !== null) emitEvent(onEvent, { type: "retry", inMs: step.retryInMs });
}
