// The engine's door: every public name, one by one. It depends on zod and on nothing else.
export { checkGraph, type GraphProblem, givenFields, type TaskKind, type TaskKinds } from "./check-graph";
export { compileGraph } from "./compile-graph";
export {
  type Comparison,
  type Condition,
  type ConditionOperator,
  conditionFields,
  conditionOperators,
  conditionSchema,
  describeCondition,
  evaluateCondition,
} from "./condition";
export { applyPatch, Context, type ContextPatch, type HistoryMessage } from "./context";
export {
  type EdgeDefinition,
  type GraphDefinition,
  type GraphDefinitionInput,
  graphDefinitionSchema,
  maxEdges,
  maxTasks,
  type RetryPolicy,
  retryPolicySchema,
  type TaskDefinition,
} from "./definition";
export {
  ContextValueError,
  EngineError,
  type EngineErrorCode,
  GraphError,
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
  StepBudgetError,
  StepRefusedError,
  TaskTimeoutError,
} from "./errors";
export type { ExecutionResult, ExecutionStatus } from "./execution-result";
export { FlowRunner, type RunOptions } from "./flow-runner";
export { type Edge, Graph, GraphBuilder, type GraphStorage, InMemoryGraphStorage, type TaskPolicy } from "./graph";
export { InMemorySessionStorage } from "./in-memory-storage";
export { type JsonObject, type JsonValue, toJson } from "./json";
export { Session, type SessionStatus } from "./session";
export type { Claim, SessionStorage, SessionSummary, Step, StepCommit } from "./session-storage";
export {
  type Effect,
  NextAction,
  type RunEvent,
  type Task,
  type TaskExecution,
  type TaskResult,
  type WaitRequest,
} from "./task";
