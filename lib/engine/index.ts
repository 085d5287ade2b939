// The public API of the engine: every name, one by one. It depends on zod and on nothing else.

export { givenTypes } from "./check/check-fields";
export { checkGraph, type GraphProblem, type ProblemFix } from "./check/check-graph";
export { isBlank } from "./check/check-words";
export { Suspects } from "./check/suspects";
export { type PlainType, TypeLookup, type ValueType, type ValueTypes } from "./check/value-type";
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
export { type ConditionWords, describeCondition, describeFact, summarizeCondition } from "./graph/describe-condition";
export { durationSchema, fieldValues, formatDuration, moneySchema, parseDuration, toDuration } from "./graph/duration";
export { type Edge, Graph, type GraphParts } from "./graph/graph";
export { GraphBuilder } from "./graph/graph-builder";
export { type MermaidClass, toMermaid } from "./graph/mermaid";
export { isSettingReference, type SettingReference, settingReferenceSchema } from "./graph/setting-reference";
export {
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
export { isDeeperThan, isIsoTime, isStorableText, type JsonObject, type JsonValue, toJson } from "./json";
export type { ExecutionResult, ExecutionStatus } from "./run/execution-result";
export { defaultMaxBegun, FlowRunner, type RunOptions } from "./run/flow-runner";
export { applyPatch, Context, type ContextPatch, type HistoryMessage } from "./session/context";
export { type ContextKey, contextKey } from "./session/context-key";
export { type Migration, planMigration, planWait, type TaskMapping, type WaitMove } from "./session/migrate-session";
export { Session, type SessionStatus } from "./session/session";
export { forkSession, type PastState, stateAt } from "./session/time-travel";
export { type FanOutOptions, FanOutTask } from "./step/fan-out";
export { followSignal } from "./step/follow-signal";
export { type CachedResult, InMemoryResultCache, type ResultCache } from "./step/result-cache";
export type { StepOptions } from "./step/step-execution";
export type { CachePolicy, TaskPolicy } from "./step/task-policy";
export { backStackAfter, maxBackStack } from "./storage/apply-commit";
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
export { initialValuesOf, isUntouched, markStored, recordEdits, unsavedSteps } from "./storage/unsaved-steps";
