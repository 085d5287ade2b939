import type { Comparison, Condition, ConditionOperator, Scalar } from "../graph/condition";
import { formatDuration, parseDuration } from "../graph/duration";
import { isSettingReference, type SettingReference } from "../graph/setting-reference";

/** The words of an application for fields and values. What has no words reads as it is stored. */
export interface ConditionWords {
  /** The sentence of a whole comparison: "the manager agrees". */
  comparison?(comparison: Comparison): string | undefined;
  field?(path: string): string | undefined;
  /** The label of a value of this field: "Car". */
  value?(path: string, value: Scalar): string | undefined;
}

/** The words of an operator, and its words under `not`. */
const phrases: Record<ConditionOperator, [is: string, isNot: string]> = {
  eq: ["is", "is not"],
  ne: ["is not", "is"],
  lt: ["is less than", "is not less than"],
  lte: ["is at most", "is not at most"],
  gt: ["is more than", "is not more than"],
  gte: ["is at least", "is not at least"],
  in: ["is", "is none of"],
  not_in: ["is none of", "is"],
  contains: ["contains", "does not contain"],
  starts_with: ["starts with", "does not start with"],
  ends_with: ["ends with", "does not end with"],
  exists: ["is known", "is not known"],
  missing: ["is not known", "is known"],
};

/** How an order reads between days and times. */
const datePhrases: Partial<Record<ConditionOperator, [is: string, isNot: string]>> = {
  lt: ["is before", "is not before"],
  lte: ["is on or before", "is not on or before"],
  gt: ["is after", "is not after"],
  gte: ["is on or after", "is not on or after"],
};

/** "2026-11-15", "2026-11-15T09:30:00Z". */
const isDate = (value: unknown): boolean => typeof value === "string" && /^\d{4}-\d{2}-\d{2}(?:T\d|$)/.test(value);

/**
 * The condition as a sentence ("total is at least 1000"). Underscores read as spaces. Comparisons of one field share
 * its name. `words` are the application's: what it has no words for reads as it is stored.
 */
export function describeCondition(condition: Condition, words: ConditionWords = {}): string {
  if ("all" in condition) return joined(sentences(condition.all, words), "and");
  if ("any" in condition) return joined(sentences(condition.any, words), "or");
  if ("not" in condition) return describeNot(condition.not, words);
  return describeComparison(condition, words, false);
}

/** Parts that a short sentence names. It is for conditions of more than three parts. */
const partsInShort = 2;

/**
 * A condition of many parts in short, for a picture: limits come first, the rest is counted ("total is less than 1000,
 * type is car and 4 more"). A condition of few parts is described whole.
 */
export function summarizeCondition(condition: Condition, words: ConditionWords = {}): string {
  if (!("all" in condition)) return describeCondition(condition, words);
  const groups = new Map<string, Condition[]>();
  for (const [index, part] of condition.all.entries()) {
    const key = "field" in part ? part.field : `part ${index}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  if (groups.size <= partsInShort + 1) return describeCondition(condition, words);
  const sorted = [...groups.values()].toSorted((a, b) => rankOf(a[0]) - rankOf(b[0]));
  const named = sorted.slice(0, partsInShort).map((all) => describeCondition({ all }, words));
  return `${named.join(", ")} and ${groups.size - partsInShort} more`;
}

/** Sorts limits first, then values, then `exists` and `missing`. */
function rankOf(part: Condition | undefined): number {
  if (!part || !("field" in part)) return 1;
  if (part.op === "exists" || part.op === "missing") return 2;
  return part.op === "lt" || part.op === "lte" || part.op === "gt" || part.op === "gte" ? 0 : 1;
}

function describeNot(condition: Condition, words: ConditionWords): string {
  if ("not" in condition) return describeCondition(condition.not, words);
  if ("all" in condition) return `not both: ${describeCondition(condition, words)}`;
  if ("any" in condition) return `neither: ${describeCondition(condition, words)}`;
  return describeComparison(condition, words, true);
}

/** Each part as a sentence. A part about the same field as the part before leaves the field's name out. */
function sentences(parts: Condition[], words: ConditionWords): string[] {
  return parts.map((part, index) => {
    if ("all" in part || "any" in part) return `(${describeCondition(part, words)})`;
    const sentence = describeCondition(part, words);
    const before = parts[index - 1];
    if (!("field" in part) || !before || !("field" in before) || before.field !== part.field) return sentence;
    const name = `${nameOf(part.field, words)} `;
    if (!sentence.startsWith(name)) return sentence;
    const rest = sentence.slice(name.length);
    return describeCondition(before, words).startsWith(`${name}is `) ? rest.replace(/^is (?!not )/, "") : rest;
  });
}

/** "a", "a and b", "a, b and c". */
const joined = (parts: string[], word: "and" | "or"): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;

function describeComparison(comparison: Comparison, words: ConditionWords, isTurned: boolean): string {
  const own = isTurned ? undefined : words.comparison?.(comparison);
  if (own) return own;
  const { field, op, value } = comparison;
  const name = nameOf(field, words);
  const phrase = ((isDate(value) && datePhrases[op]) || phrases[op])[isTurned ? 1 : 0];
  if (Array.isArray(value)) {
    const values = value.map((one) => describeValue(field, one, words));
    if (phrase === "is") return `${name} is ${joined(values, "or")}`;
    return values.length > 1 ? `${name} ${phrase} ${joined(values, "and")}` : `${name} is not ${values.join("")}`;
  }
  return value === undefined ? `${name} ${phrase}` : `${name} ${phrase} ${describeValue(field, value, words)}`;
}

/** The value of a field as a sentence: "total is 330", "place is not known". */
export function describeFact(field: string, value: unknown, words: ConditionWords = {}): string {
  const name = nameOf(field, words);
  const isUnknown = value === undefined || value === null;
  const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  const own =
    (isScalar && words.comparison?.({ field, op: "eq", value })) ||
    words.comparison?.({ field, op: isUnknown ? "missing" : "exists" });
  if (own) return own;
  if (isUnknown) return `${name} is not known`;
  return `${name} is ${isScalar ? describeValue(field, value, words) : "something else"}`;
}

const nameOf = (field: string, words: ConditionWords): string => words.field?.(field) ?? field.replaceAll(/[_.]/g, " ");

/** The value of a field alone, in words: "330", "yes", "the setting “limit”". */
export function describeValue(field: string, value: Scalar | SettingReference, words: ConditionWords = {}): string {
  // An unknown setting: `resolveSettings` has replaced the others.
  if (isSettingReference(value)) return `the setting “${value.setting.replaceAll("_", " ")}”`;
  const known = words.value?.(field, value);
  if (known !== undefined) return known;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null) return "nothing";
  if (typeof value === "string" && parseDuration(value) !== undefined) return formatDuration(value);
  // A value that looks like a key reads like one.
  return /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(String(value)) ? String(value).replaceAll("_", " ") : String(value);
}
