import type { Comparison, Condition } from "./condition";
import { isIsoTime } from "./json";
import { describeType, type PlainType, type TypeLookup } from "./value-type";

type Value = string | number | boolean | null;

/** Every comparison of a condition that can never hold, or always does, for what its field is: a sentence each. */
export function misfits(condition: Condition, types: TypeLookup): string[] {
  if ("all" in condition) return condition.all.flatMap((part) => misfits(part, types));
  if ("any" in condition) return condition.any.flatMap((part) => misfits(part, types));
  if ("not" in condition) return misfits(condition.not, types);
  const found = types.at(condition.field);
  if (!found || found.length === 0 || found.some((type) => fits(condition, type, types))) return [];
  const is = [...new Set(merged(found).map(describeType))].join(", or ");
  const { op, value } = condition;
  const asked = value === undefined ? op : `${op} ${JSON.stringify(value)}`;
  return [`“${condition.field}” is ${is}: “${asked}” does not fit it.`];
}

/** Choices that several tasks offer read as one. */
function merged(types: PlainType[]): PlainType[] {
  const values = types.flatMap((type) => (type.type === "choice" ? type.values : []));
  if (values.length === 0) return types;
  return [{ type: "choice", values: [...new Set(values)] }, ...types.filter((type) => type.type !== "choice")];
}

function fits(comparison: Comparison, type: PlainType, types: TypeLookup): boolean {
  const { op, value } = comparison;
  if (type.type === "any" || op === "exists" || op === "missing") return true;
  switch (op) {
    case "eq":
    case "ne":
      return value === null || canBe(value, type);
    case "in":
    case "not_in":
      return value.every((one) => one === null || canBe(one, type));
    case "contains":
      if (type.type === "list") return types.plain(type.of).some((item) => canBe(value, item));
      return typeof value === "string" && hasPart(type, (text) => text.includes(value));
    case "starts_with":
      return hasPart(type, (text) => text.startsWith(value));
    case "ends_with":
      return hasPart(type, (text) => text.endsWith(value));
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      // One choice does not come before another.
      return type.type !== "choice" && canBe(value, type);
  }
}

/** Whether a value of this type may be this very value. */
function canBe(value: Value, type: PlainType): boolean {
  switch (type.type) {
    case "any":
      return true;
    case "number":
      return typeof value === "number" && (type.unit !== "cents" || Number.isInteger(value));
    case "text":
      return typeof value === "string";
    case "date":
      return typeof value === "string" && isDay(value);
    case "time":
      return typeof value === "string" && (isDay(value) || isIsoTime(value));
    case "yes_no":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && type.values.includes(value);
    default:
      return false;
  }
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isIsoTime(`${text}T00:00:00Z`);

function hasPart(type: PlainType, holds: (text: string) => boolean): boolean {
  if (type.type === "choice") return type.values.some(holds);
  return type.type === "text" || type.type === "date" || type.type === "time";
}
