/** The codes of the engine's errors. `data` has the names and numbers of an error, `cause` the original error. */
export type EngineErrorCode =
  | "graph"
  | "context_value"
  | "session_not_found"
  | "session_busy"
  | "session_conflict"
  | "session_completed"
  | "session_cancelled"
  | "session_refused"
  | "step_refused"
  | "step_not_found"
  | "step_never_ended"
  | "task_timeout"
  | "turn_cancelled"
  | "run_handed_over"
  | "fan_out"
  | "step_budget";

/** The message of any thrown value. */
export function wordsOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return "an error without words";
  }
}

/** Every error of the engine. `code` says which one it is. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: EngineErrorCode, message: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.data = data;
  }
}

/** A graph that cannot be built or executed: an unknown task, edge, start or graph. `data` names it. */
export class GraphError extends EngineError {
  constructor(message: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super("graph", message, data, cause);
  }
}

/**
 * A value for the context is not JSON, or does not fit its declared key; nothing was stored. Reading a stored value
 * that does not fit its declared key throws it too. `cause` is the schema's error.
 */
export class ContextValueError extends EngineError {
  constructor(key: string, problem: string, cause?: unknown) {
    super("context_value", `The context and "${key}" do not go together: ${problem}.`, { key, problem }, cause);
  }
}

/** The storage has no session of this id. */
export class SessionNotFoundError extends EngineError {
  constructor(sessionId: string) {
    super("session_not_found", `There is no session ${sessionId}.`, { sessionId });
  }
}

/** Another run holds the session's lease; nothing was executed. */
export class SessionBusyError extends EngineError {
  constructor(sessionId: string) {
    super("session_busy", `Session ${sessionId} is being worked on.`, { sessionId });
  }
}

/** Another write changed the session after it was loaded, or created it (version 0). Nothing was written. */
export class SessionConflictError extends EngineError {
  constructor(sessionId: string, version: number) {
    const problem = version === 0 ? "exists already" : `is no longer at version ${version}`;
    super("session_conflict", `Session ${sessionId} ${problem}.`, { sessionId, version });
  }
}

/** The session has ended; nothing was executed. */
export class SessionCompletedError extends EngineError {
  constructor(sessionId: string) {
    super("session_completed", `Session ${sessionId} is completed.`, { sessionId });
  }
}

/** The session was ended from outside; nothing more is executed. */
export class SessionCancelledError extends EngineError {
  constructor(sessionId: string) {
    super("session_cancelled", `Session ${sessionId} was cancelled.`, { sessionId });
  }
}

/** The storage cannot store the session: its id, its graph or one of its values. Nothing was written. */
export class SessionRefusedError extends EngineError {
  constructor(sessionId: string, cause: unknown) {
    super("session_refused", `Session ${sessionId} cannot be stored: ${wordsOf(cause)}`, { sessionId }, cause);
  }
}

/** The storage cannot store what a step writes. Nothing was written, and the step is recorded as failed. */
export class StepRefusedError extends EngineError {
  constructor(taskId: string, cause: unknown) {
    super(
      "step_refused",
      `What task "${taskId}" wanted to write cannot be stored: ${wordsOf(cause)}`,
      { taskId },
      cause,
    );
  }
}

/**
 * A step was started as often as allowed and did not end, not even with an error: its process died or hung. It is not
 * started again. The session is set aside until it is run on request or saved.
 */
export class StepNeverEndedError extends EngineError {
  constructor(taskId: string, startCount: number) {
    const times = startCount === 1 ? "once" : `${startCount} times`;
    super(
      "step_never_ended",
      `The step "${taskId}" was started ${times} and never ended: its process died or hung. It is set aside.`,
      { taskId, startCount },
    );
  }
}

/**
 * A task took longer than its timeout, or emitted no event for its idle timeout. Both are milliseconds. Its signal was
 * aborted and its draft dropped.
 */
export class TaskTimeoutError extends EngineError {
  constructor(taskId: string, timeoutMs: number, kind: "total" | "idle" = "total") {
    const what = kind === "total" ? "took longer than" : "gave no sign of life for";
    super("task_timeout", `Task "${taskId}" ${what} ${timeoutMs} ms.`, { taskId, timeoutMs, kind });
  }
}

/**
 * The run was stopped while the task ran. Nothing of the task was committed. The session stays at the task: it waits
 * when it had a question, else it is paused.
 */
export class TurnCancelledError extends EngineError {
  constructor(taskId: string, reason: unknown) {
    super(
      "turn_cancelled",
      `Task "${taskId}" was stopped: ${wordsOf(reason ?? "no reason given")}.`,
      { taskId },
      reason,
    );
  }
}

/**
 * The reason for aborting a run whose process is about to end. Nothing of the current step is kept or recorded, and
 * another process can run the session at once.
 */
export class RunHandedOverError extends EngineError {
  constructor() {
    super("run_handed_over", "The process that ran this session is stopping; another one goes on with it.");
  }
}

/** A child of a fan-out failed, and the others were stopped. `cause` is the child's own error. */
export class FanOutError extends EngineError {
  constructor(taskId: string, childId: string, cause: unknown) {
    super("fan_out", `Child "${childId}" of "${taskId}" failed: ${wordsOf(cause)}`, { taskId, childId }, cause);
  }
}

/** A run made as many steps as allowed: an endless loop. */
export class StepBudgetError extends EngineError {
  constructor(sessionId: string, budget: number) {
    super("step_budget", `The run made ${budget} steps without waiting or ending.`, { sessionId, budget });
  }
}
