// The public API of the engine: every name, one by one. It depends on zod and on nothing else.
export { longestTrail, recordEdits, trailAfter } from "./apply-commit";
export { givenTypes } from "./check-fields";
export { checkGraph, type GraphProblem, type ProblemFix } from "./check-graph";
export { isBlank } from "./check-words";
export { compileGraph, createTask, toDefinition } from "./compile-graph";
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
} from "./condition";
export { applyPatch, Context, type ContextPatch, type HistoryMessage } from "./context";
export { type ContextKey, contextKey } from "./context-key";
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
} from "./definition";
export { type ConditionWords, describeCondition, describeFact, summarizeCondition } from "./describe-condition";
export { durationSchema, fieldValues, formatDuration, moneySchema, parseDuration, toDuration } from "./duration";
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
export type { StepOptions } from "./execute-step";
export type { ExecutionResult, ExecutionStatus } from "./execution-result";
export { type FanOutOptions, FanOutTask } from "./fan-out";
export { defaultMaxBegun, FlowRunner, type RunOptions } from "./flow-runner";
export { followSignal } from "./follow-signal";
export {
  type CachePolicy,
  type Edge,
  Graph,
  type GraphParts,
  type TaskPolicy,
} from "./graph";
export { GraphBuilder } from "./graph-builder";
export { type GraphStorage, InMemoryGraphStorage } from "./graph-storage";
export { InMemorySessionStorage } from "./in-memory-storage";
export { isDeeperThan, isIsoTime, isStorableText, type JsonObject, type JsonValue, toJson } from "./json";
export { type MermaidClass, toMermaid } from "./mermaid";
export { type Migration, planMigration, planWait, type TaskMapping, type WaitMove } from "./migrate-session";
export { type CachedResult, InMemoryResultCache, type ResultCache } from "./result-cache";
export { isUntouched, Session, type SessionStatus } from "./session";
export type {
  Claim,
  ClaimOptions,
  PastMessage,
  SessionHistory,
  SessionStorage,
  SessionSummary,
  Step,
  StepCommit,
  TrailMove,
  VersionMove,
} from "./session-storage";
export { isSettingReference, type SettingReference, settingReferenceSchema } from "./setting-reference";
export {
  resolveSettings,
  settingFault,
  settingsIn,
  settingTypeWords,
  settingValues,
  settingWords,
} from "./settings";
export { Suspects } from "./suspects";
export {
  type ChildRecord,
  type Effect,
  NextAction,
  type RunEvent,
  type Task,
  type TaskExecution,
  type TaskResult,
  type WaitRequest,
} from "./task";
export type { ConfigProblem, KindRules, KindRulesMap, PrintedValue, TaskKind, TaskKinds } from "./task-kind";
export { forkSession, type PastState, stateAt } from "./time-travel";
export { type PlainType, TypeLookup, type ValueType, type ValueTypes } from "./value-type";
