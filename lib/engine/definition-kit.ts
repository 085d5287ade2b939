// What a catalog of task kinds and an editor of definitions need beside `index.ts`. It is a file of its own because
// browsers load it, and because a program that builds and runs graphs does not need it.

// Definitions: their parts, limits and schemas.

export { defaultRetry, toDefinition } from "./graph/compile-graph";
export {
  collectionNameSchema,
  deepestDefinition,
  defaultSessionWord,
  type EdgeDefinition,
  edgeDefinitionSchema,
  graphId,
  maxEdges,
  maxTasks,
  type SessionWord,
  type SettingDefinition,
  type SettingType,
  type StarterRole,
  type StartWay,
  sessionWordSchema,
  settingDefinitionSchema,
  settingTypes,
  starterRoles,
  startWays,
  taskDefinitionSchema,
} from "./graph/definition";
export { eachPart, isDeeperThan, isIsoDay, isObject, isStorableText } from "./json";

// Kinds of tasks: what a definition is checked by.

export type {
  CheckedCell,
  ConfigProblem,
  CountedKey,
  KindRules,
  KindRulesMap,
  PrintedValue,
} from "./graph/task-kind";

// Checks: what is wrong, how to mend it, and the types of what tasks write.

export { givenTypes } from "./check/check-fields";
export { describeIssue, describeShape, shortened } from "./check/check-shape";
export { isBlank } from "./check/check-texts";
export { mostProblems } from "./check/gather";
export type { ProblemFix } from "./check/graph-problem";
export { type PlainType, TypeLookup, type ValueType, type ValueTypes } from "./check/value-type";

// Conditions: their parts, and how they read.

export {
  type ConditionWords,
  describeCondition,
  describeFact,
  describeValue,
  summarizeCondition,
} from "./describe/describe-condition";
export {
  type Comparison,
  type ConditionOperator,
  compareValue,
  conditionFields,
  conditionSchema,
  fieldPath as fieldPathSchema,
  type Scalar,
  unmetComparisons,
  valueOperators,
} from "./graph/condition";

// Settings and durations: the values that a designer sets.

export { plainFormat, type ValueFormat } from "./describe/value-format";
export { durationSchema, fieldValues, formatDuration, parseDuration, toDuration } from "./graph/duration";
export { isSettingReference, type SettingReference, settingReferenceSchema } from "./graph/setting-reference";
export { maxMoney, resolveSettings, settingValues, settingWords } from "./graph/settings";

// The picture of a graph.

export { type MermaidClass, toMermaid } from "./describe/mermaid";
