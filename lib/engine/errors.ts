/** Everything the engine can refuse, by code; `data` carries the names and numbers, `cause` what was underneath. */
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

/** The words of whatever was thrown. */
export function wordsOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return "an error without words";
  }
}

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

/** A graph that cannot be built or followed: unknown task, edge or start. `data` names them. */
export class GraphError extends EngineError {
  constructor(message: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super("graph", message, data, cause);
  }
}

/**
 * A value that JSON cannot hold, or that is not of its declared key's shape, was given to the context, and nothing was
 * stored; or a stored value is not what its key declares. `cause` has the schema's words.
 */
export class ContextValueError extends EngineError {
  constructor(key: string, problem: string, cause?: unknown) {
    super("context_value", `The context and "${key}" do not go together: ${problem}.`, { key, problem }, cause);
  }
}

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

/** Somebody else moved the session between load and write, or made it (version 0); nothing was written. */
export class SessionConflictError extends EngineError {
  constructor(sessionId: string, version: number) {
    const problem = version === 0 ? "exists already" : `is no longer at version ${version}`;
    super("session_conflict", `Session ${sessionId} ${problem}.`, { sessionId, version });
  }
}

export class SessionCompletedError extends EngineError {
  constructor(sessionId: string) {
    super("session_completed", `Session ${sessionId} is completed.`, { sessionId });
  }
}

export class SessionCancelledError extends EngineError {
  constructor(sessionId: string) {
    super("session_cancelled", `Session ${sessionId} was cancelled.`, { sessionId });
  }
}

/** The storage cannot hold the session as it is (its id, its graph, a value of its own); nothing was written. */
export class SessionRefusedError extends EngineError {
  constructor(sessionId: string, cause: unknown) {
    super("session_refused", `Session ${sessionId} cannot be stored: ${wordsOf(cause)}`, { sessionId }, cause);
  }
}

/** The storage cannot hold what a step wants to write; it wrote nothing, and the step is recorded as failed. */
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
 * A step was begun as often as it may be and never ended, not even with an error: the process that ran it died or hung.
 * It was not begun again. The session is set aside until it is run by request, or saved.
 */
export class StepNeverEndedError extends EngineError {
  constructor(taskId: string, begun: number) {
    const times = begun === 1 ? "once" : `${begun} times`;
    super(
      "step_never_ended",
      `The step "${taskId}" was begun ${times} and never ended: the process that ran it died or hung. It is set aside.`,
      { taskId, begun },
    );
  }
}

/**
 * A task took longer than its timeout in total, or gave no sign of life for its idle timeout (milliseconds); its signal
 * was aborted and its draft dropped.
 */
export class TaskTimeoutError extends EngineError {
  constructor(taskId: string, timeoutMs: number, kind: "total" | "idle" = "total") {
    const what = kind === "total" ? "took longer than" : "gave no sign of life for";
    super("task_timeout", `Task "${taskId}" ${what} ${timeoutMs} ms.`, { taskId, timeoutMs, kind });
  }
}

/**
 * Somebody stopped the run while the task ran: nothing of it was committed, and the session stays at it, at its question
 * when it had one, else paused.
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
 * The reason with which a run is aborted whose process is about to end: nothing of its current step is kept, nothing is
 * recorded, and the session is free at once for another process to go on with.
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

/** One run made as many steps as it may: a loop that never waits. */
export class StepBudgetError extends EngineError {
  constructor(sessionId: string, budget: number) {
    super("step_budget", `The run made ${budget} steps without waiting or ending.`, { sessionId, budget });
  }
}
