import {
  type ConditionOperator,
  type PlainType,
  parseDuration,
  type Scalar,
  type SettingType,
} from "@/lib/engine/definition-kit";

/** The kind of input for a value. */
export type ValueInput = "money" | "number" | "duration" | "date" | "time" | "choice" | "yes_no" | "text" | "any";

/** The type of a field for its input; "any" for a field with different types. */
export interface FieldType {
  input: ValueInput | "list" | "object";
  /** For a choice: the values of all tasks that write the field. */
  values: readonly string[];
}

/** Reduces all types of a key to one. A key that no task writes has the type "any". */
export function fieldTypeOf(types: readonly PlainType[] | undefined): FieldType {
  const inputs = new Set((types ?? []).map(inputOf));
  const values = [...new Set((types ?? []).flatMap((type) => (type.type === "choice" ? type.values : [])))];
  const [only] = inputs;
  if (inputs.size === 1 && only) return { input: only, values };
  const isText = inputs.size > 0 && [...inputs].every((input) => input === "choice" || input === "text");
  return { input: isText ? "text" : "any", values };
}

function inputOf(type: PlainType): FieldType["input"] {
  return type.type === "number" && type.unit === "money" ? "money" : type.type;
}

const ordered = ["gte", "gt", "lte", "lt", "eq", "ne"] as const;
const known = ["exists", "missing"] as const;
const texts = ["eq", "ne", "contains", "starts_with", "ends_with", "in", "not_in"] as const;

const operatorsByInput: Record<FieldType["input"], readonly ConditionOperator[]> = {
  money: [...ordered, ...known],
  number: [...ordered, "in", "not_in", ...known],
  date: [...ordered, ...known],
  time: ["gte", "lt", ...known],
  choice: ["eq", "ne", "in", "not_in", ...known],
  yes_no: ["eq", ...known],
  text: [...texts, ...known],
  list: ["contains", ...known],
  object: known,
  duration: [...ordered, ...known],
  any: [...texts, "gte", "gt", "lte", "lt", ...known],
};

/** The operators of a field, the most common one first. `current` is always included. */
export function operatorsFor(type: FieldType, current?: ConditionOperator): readonly ConditionOperator[] {
  const fitting = operatorsByInput[type.input];
  return current && !fitting.includes(current) ? [...fitting, current] : fitting;
}

const words: Record<ConditionOperator, string> = {
  eq: "is",
  ne: "is not",
  lt: "is less than",
  lte: "is at most",
  gt: "is more than",
  gte: "is at least",
  in: "is one of",
  not_in: "is none of",
  contains: "contains",
  starts_with: "starts with",
  ends_with: "ends with",
  exists: "is known",
  missing: "is not known",
};
const dateWords: Partial<Record<ConditionOperator, string>> = {
  lt: "is before",
  lte: "is on or before",
  gt: "is after",
  gte: "is on or after",
};

/** The words for an operator and a type of field. */
export const operatorWords = (operator: ConditionOperator, { input }: FieldType): string =>
  (input === "date" || input === "time" ? dateWords[operator] : undefined) ?? words[operator];

/** The input for the value of an operator; null for an operator without a value. */
export function valueInputFor(operator: ConditionOperator, { input }: FieldType): ValueInput | null {
  if (operator === "exists" || operator === "missing") return null;
  if (operator === "contains" || operator === "starts_with" || operator === "ends_with")
    return input === "any" || input === "list" ? "any" : "text";
  return input === "list" || input === "object" ? "any" : input;
}

export const takesList = (operator: ConditionOperator): boolean => operator === "in" || operator === "not_in";

/** The types of settings that may replace a value of this input. */
export function settingTypesFor(input: ValueInput): readonly SettingType[] {
  switch (input) {
    case "money":
    case "number":
    case "duration":
    case "yes_no":
      return [input];
    case "choice":
      return ["choice", "text"];
    case "any":
      return ["text", "choice", "number", "money", "yes_no"];
    case "date":
    case "time":
      return [];
    case "text":
      return ["text", "choice"];
  }
}

const isDay = (value: unknown): boolean => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Whether this input could have produced the value. */
export function fitsInput(value: unknown, input: ValueInput, { values }: FieldType): value is Scalar {
  switch (input) {
    case "money":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "yes_no":
      return typeof value === "boolean";
    case "date":
      return isDay(value);
    case "duration":
      return typeof value === "string" && parseDuration(value) !== undefined;
    case "choice":
      return typeof value === "string" && values.includes(value);
    case "time":
    case "text":
      return typeof value === "string" && value !== "";
    case "any":
      return (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";
  }
}
