import { z } from "zod";
import { parseDuration } from "./duration";
import { isSettingReference, type SettingReference, settingReferenceSchema } from "./setting-reference";

/** The operators that compare with a value. */
export const valueOperators = [
  "eq",
  "ne",
  "lt",
  "lte",
  "gt",
  "gte",
  "in",
  "not_in",
  "contains",
  "starts_with",
  "ends_with",
] as const;
const conditionOperators = [...valueOperators, "exists", "missing"] as const;
export type ConditionOperator = (typeof conditionOperators)[number];

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** The value that a field is compared with. */
export type Scalar = z.infer<typeof scalar>;

/** A definition may name a setting instead. `resolveSettings` replaces it by its value. */
type OrSetting<Value> = Value | SettingReference;

/** A comparison of a context field (`a.b` is a field of an object) with a value or a setting. */
export type Comparison = { field: string } & (
  | { op: "exists" | "missing"; value?: undefined }
  | { op: "lt" | "lte" | "gt" | "gte"; value: OrSetting<number | string> }
  | { op: "in" | "not_in"; value: OrSetting<Scalar>[] }
  | { op: "eq" | "ne" | "contains"; value: OrSetting<Scalar> }
  | { op: "starts_with" | "ends_with"; value: OrSetting<string> }
);

/** A condition is data: a comparison, or `all`, `any`, `not` over conditions. */
export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition };

/** A context key, or a dotted path into its object. */
export const fieldPath = z
  .string()
  .regex(/^[a-zA-Z][\w-]*(\.[a-zA-Z][\w-]*)*$/, "a field is a context key such as order_total");

const scalars = z.array(z.union([scalar, settingReferenceSchema])).min(1);
const ordered = z.union([z.number(), z.string(), settingReferenceSchema]);

/** Each operator with the value it compares with. */
const comparisonSchema = z.discriminatedUnion("op", [
  z.strictObject({ field: fieldPath, op: z.enum(["exists", "missing"]) }),
  z.strictObject({ field: fieldPath, op: z.enum(["lt", "lte", "gt", "gte"]), value: ordered }),
  z.strictObject({ field: fieldPath, op: z.enum(["in", "not_in"]), value: scalars }),
  z.strictObject({
    field: fieldPath,
    op: z.enum(["eq", "ne", "contains"]),
    value: z.union([scalar, settingReferenceSchema]),
  }),
  z.strictObject({
    field: fieldPath,
    op: z.enum(["starts_with", "ends_with"]),
    value: z.union([z.string(), settingReferenceSchema]),
  }),
]);

/** The schema of a condition. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    comparisonSchema,
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/**
 * Whether a condition holds. A comparison with a missing field is neither true nor false, and neither is its `not`: an
 * unknown number passes no limit. A stored null counts as missing, unless the comparison names null. `lt lte gt gte`
 * compare numbers with numbers and strings with strings. Two ISO 8601 durations are compared by their length. A
 * comparison with the name of a setting never holds: `resolveSettings` has to come first.
 */
export function evaluateCondition(condition: Condition, read: (path: string) => unknown): boolean {
  return evaluate(condition, (comparison) => compareValue(comparison, read(comparison.field))) === true;
}

/** Whether a condition can hold when one field has this value and the others may have any. */
export function mayHold(condition: Condition, field: string, value: unknown): boolean {
  return evaluate(condition, (one) => (one.field === field ? compareValue(one, value) : undefined)) !== false;
}

/** Three-valued logic (Kleene): undefined is "unknown". */
function evaluate(condition: Condition, test: (one: Comparison) => boolean | undefined): boolean | undefined {
  if ("all" in condition) {
    const parts = condition.all.map((part) => evaluate(part, test));
    return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => evaluate(part, test));
    return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
  }
  if ("not" in condition) {
    const inner = evaluate(condition.not, test);
    return inner === undefined ? undefined : !inner;
  }
  return test(condition);
}

const comparesWithNull = (expected: Comparison["value"]): boolean =>
  expected === null || (Array.isArray(expected) && expected.includes(null));

/** Whether a value fits a comparison; undefined when they cannot be compared. */
export function compareValue({ op, value: expected }: Comparison, actual: unknown): boolean | undefined {
  const known = actual !== undefined && actual !== null;
  if (op === "exists") return known;
  if (op === "missing") return !known;
  if (isSettingReference(expected) || (Array.isArray(expected) && expected.some(isSettingReference))) return undefined;
  if (!known && !(actual === null && comparesWithNull(expected))) return undefined;
  switch (op) {
    case "eq":
      return isSame(actual, expected);
    case "ne":
      return !isSame(actual, expected);
    case "in":
      return (expected as unknown[]).some((one) => isSame(actual, one));
    case "not_in":
      return !(expected as unknown[]).some((one) => isSame(actual, one));
    case "contains":
      if (Array.isArray(actual)) return (actual as unknown[]).includes(expected);
      return isString(actual) && isString(expected) && actual.includes(expected);
    case "starts_with":
      return isString(actual) && isString(expected) && actual.startsWith(expected);
    case "ends_with":
      return isString(actual) && isString(expected) && actual.endsWith(expected);
    default:
      return compareOrder(op, actual, expected);
  }
}

function compareOrder(op: "lt" | "lte" | "gt" | "gte", actual: unknown, expected: unknown): boolean | undefined {
  const [first, second] = [durationOf(actual), durationOf(expected)];
  if (first !== undefined && second !== undefined) return isInOrder(op, first, second);
  const comparable = (Number.isFinite(actual) && Number.isFinite(expected)) || (isString(actual) && isString(expected));
  return comparable ? isInOrder(op, actual as number, expected as number) : undefined;
}

const isInOrder = (op: "lt" | "lte" | "gt" | "gte", left: number, right: number): boolean =>
  op === "lt" ? left < right : op === "lte" ? left <= right : op === "gt" ? left > right : left >= right;

/** Two texts are the same duration when they are equally long: PT24H and P1D. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const length = durationOf(left);
  return length !== undefined && length === durationOf(right);
}

/** Milliseconds of an ISO 8601 duration; undefined for another value. */
const durationOf = (value: unknown): number | undefined =>
  isString(value) && value.startsWith("P") ? parseDuration(value) : undefined;

/**
 * The comparisons because of which a condition does not hold; none when it holds. Of `any` it gives all, of `not` those
 * inside.
 */
export function unmetComparisons(condition: Condition, read: (path: string) => unknown): Comparison[] {
  if (evaluateCondition(condition, read)) return [];
  if ("all" in condition) return condition.all.flatMap((part) => unmetComparisons(part, read));
  if ("any" in condition) return condition.any.flatMap((part) => unmetComparisons(part, read));
  return "not" in condition ? comparisonsOf(condition.not) : [condition];
}

function comparisonsOf(condition: Condition): Comparison[] {
  if ("all" in condition) return condition.all.flatMap(comparisonsOf);
  if ("any" in condition) return condition.any.flatMap(comparisonsOf);
  return "not" in condition ? comparisonsOf(condition.not) : [condition];
}

const isString = (value: unknown): value is string => typeof value === "string";

/** The context fields that a condition reads, each once. */
export function conditionFields(condition: Condition): string[] {
  if ("all" in condition) return [...new Set(condition.all.flatMap(conditionFields))];
  if ("any" in condition) return [...new Set(condition.any.flatMap(conditionFields))];
  if ("not" in condition) return conditionFields(condition.not);
  return [condition.field];
}
