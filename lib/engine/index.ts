// The public API of the engine: every name, one by one. It depends on zod and on nothing else.

export { givenTypes } from "./check/check-fields";
export { checkGraph, type GraphProblem, type ProblemFix } from "./check/check-graph";
export { isBlank } from "./check/check-words";
export { Suspects } from "./check/suspects";
export { type PlainType, TypeLookup, type ValueType, type ValueTypes } from "./check/value-type";
export {
  type ConditionWords,
  describeCondition,
  describeFact,
  summarizeCondition,
} from "./describe/describe-condition";
export { type MermaidClass, toMermaid } from "./describe/mermaid";
export { plainFormat, type ValueFormat } from "./describe/value-format";
export {
  ContextValueError,
  EngineError,
  type EngineErrorCode,
  FanOutError,
  GraphError,
  RunHandedOverError,
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
  SessionRefusedError,
  StepBudgetError,
  StepNeverEndedError,
  StepRefusedError,
  TaskTimeoutError,
  TurnCancelledError,
} from "./errors";
export { compileGraph, createTask, toDefinition } from "./graph/compile-graph";
export {
  type Comparison,
  type Condition,
  type ConditionOperator,
  conditionFields,
  conditionOperators,
  conditionSchema,
  evaluateCondition,
  type Scalar,
  unmetComparisons,
} from "./graph/condition";
export {
  deepestDefinition,
  type EdgeDefinition,
  edgeDefinitionSchema,
  type GraphDefinition,
  type GraphDefinitionInput,
  graphDefinitionSchema,
  graphId,
  maxEdges,
  maxTasks,
  type RetryPolicy,
  retryPolicySchema,
  type SettingDefinition,
  type SettingType,
  settingDefinitionSchema,
  settingTypes,
  type TaskDefinition,
  taskDefinitionSchema,
} from "./graph/definition";
export { durationSchema, fieldValues, formatDuration, parseDuration, toDuration } from "./graph/duration";
export {
  type CachePolicy,
  type Edge,
  Graph,
  type GraphParts,
  type TaskPolicy,
} from "./graph/graph";
export { GraphBuilder } from "./graph/graph-builder";
export { isSettingReference, type SettingReference, settingReferenceSchema } from "./graph/setting-reference";
export {
  maxMoney,
  resolveSettings,
  settingFault,
  settingsIn,
  settingTypeWords,
  settingValues,
  settingWords,
} from "./graph/settings";
export {
  type ChildRecord,
  type Effect,
  NextAction,
  type RunEvent,
  type Task,
  type TaskExecution,
  type TaskResult,
  type WaitRequest,
} from "./graph/task";
export type { ConfigProblem, KindRules, KindRulesMap, PrintedValue, TaskKind, TaskKinds } from "./graph/task-kind";
export { isDeeperThan, isIsoTime, isObject, isStorableText, type JsonObject, type JsonValue, toJson } from "./json";
export type { StepOptions } from "./run/execute-step";
export type { ExecutionResult, ExecutionStatus } from "./run/execution-result";
export { type FanOutOptions, FanOutTask } from "./run/fan-out";
export { defaultMaxBegun, FlowRunner, type RunOptions } from "./run/flow-runner";
export { followSignal } from "./run/follow-signal";
export { type CachedResult, InMemoryResultCache, type ResultCache } from "./run/result-cache";
export { applyPatch, Context, type ContextPatch, type HistoryMessage } from "./session/context";
export { type ContextKey, contextKey } from "./session/context-key";
export { type Migration, planMigration, planWait, type TaskMapping, type WaitMove } from "./session/migrate-session";
export { isUntouched, Session, type SessionStatus } from "./session/session";
export { forkSession, type PastState, stateAt } from "./session/time-travel";
export { backStackAfter, maxBackStack, recordEdits } from "./storage/apply-commit";
export { type GraphStorage, InMemoryGraphStorage } from "./storage/graph-storage";
export { InMemorySessionStorage } from "./storage/in-memory-storage";
export type {
  AcquireOptions,
  BackStackMove,
  Lease,
  PastMessage,
  SessionHistory,
  SessionStorage,
  SessionSummary,
  Step,
  StepCommit,
  VersionMove,
} from "./storage/session-storage";
