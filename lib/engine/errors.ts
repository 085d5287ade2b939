/** Everything the engine can refuse, by code; `data` carries the names and numbers, `cause` what was underneath. */
export type EngineErrorCode =
  | "graph"
  | "context_value"
  | "session_not_found"
  | "session_busy"
  | "session_conflict"
  | "session_completed"
  | "session_cancelled"
  | "step_refused"
  | "task_timeout"
  | "step_budget";

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

/** A value that JSON cannot hold was given to the context; nothing was stored. */
export class ContextValueError extends EngineError {
  constructor(key: string, problem: string) {
    super("context_value", `The context cannot hold "${key}": ${problem}.`, { key, problem });
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

/** Somebody else moved the session between load and write; nothing was written. */
export class SessionConflictError extends EngineError {
  constructor(sessionId: string, version: number) {
    super("session_conflict", `Session ${sessionId} is no longer at version ${version}.`, { sessionId, version });
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

/** The storage cannot hold what a step wants to write; it wrote nothing, and the step is recorded as failed. */
export class StepRefusedError extends EngineError {
  constructor(taskId: string, cause: unknown) {
    super("step_refused", `What task "${taskId}" wanted to write cannot be stored.`, { taskId }, cause);
  }
}

/** A task did not answer within its timeout (milliseconds); its signal was aborted and its draft dropped. */
export class TaskTimeoutError extends EngineError {
  constructor(taskId: string, timeoutMs: number) {
    super("task_timeout", `Task "${taskId}" took longer than ${timeoutMs} ms.`, { taskId, timeoutMs });
  }
}

/** One run made as many steps as it may: a loop that never waits. */
export class StepBudgetError extends EngineError {
  constructor(sessionId: string, budget: number) {
    super("step_budget", `The run made ${budget} steps without waiting or ending.`, { sessionId, budget });
  }
}
