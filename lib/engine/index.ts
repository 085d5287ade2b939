// The public API: for writing tasks, building graphs and running sessions. It depends on zod and on nothing else.
// A storage needs `storage-kit.ts` too, a catalog of task kinds or an editor `definition-kit.ts`.

// Tasks: units of work, what they get and what they return.

export {
  type Effect,
  NextAction,
  type Task,
  type TaskExecution,
  TaskResult,
  type WaitRequest,
} from "./graph/task";
export { type FanOutOptions, FanOutTask } from "./step/fan-out";

// Context: the state that tasks share, with the chat history.

export type { JsonObject, JsonValue } from "./json";
export { Context, type HistoryMessage } from "./session/context";
export { type ContextKey, contextKey } from "./session/context-key";

// Graphs in code: tasks, edges, conditions, limits.

export { type Condition, evaluateCondition } from "./graph/condition";
export { Graph } from "./graph/graph";
export { GraphBuilder } from "./graph/graph-builder";
export type { CachePolicy } from "./step/task-policy";

// Graphs from data: a definition is checked, and compiled with the kinds of tasks that it names.

export { checkGraph } from "./check/check-graph";
export type { GraphProblem } from "./check/graph-problem";
export { findWarnings } from "./check/warnings/find-warnings";
export { compileGraph } from "./graph/compile-graph";
export {
  type GraphDefinition,
  type GraphDefinitionInput,
  graphDefinitionSchema,
  type RetryPolicy,
  type TaskDefinition,
} from "./graph/definition";
export type { TaskKind, TaskKinds } from "./graph/task-kind";

// Sessions and runs: one execution of a graph, step by step.

export type { RunEvent } from "./graph/task";
export type { ExecutionResult, ExecutionStatus } from "./run/execution-result";
export { FlowRunner, type RunOptions } from "./run/flow-runner";
export { Session, type SessionStatus } from "./session/session";
export { forkSession } from "./session/time-travel";
export { InMemoryResultCache, type ResultCache } from "./step/result-cache";

// Storage: where graphs and sessions live.

export { type GraphStorage, InMemoryGraphStorage } from "./storage/graph-storage";
export { InMemorySessionStorage } from "./storage/in-memory-storage";
export type { SessionHistory, SessionStorage, Step } from "./storage/session-storage";

// Errors: each has a `code`.

export {
  ContextValueError,
  EngineError,
  type EngineErrorCode,
  FanOutError,
  GraphError,
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
  StepBudgetError,
  TaskTimeoutError,
} from "./errors";
