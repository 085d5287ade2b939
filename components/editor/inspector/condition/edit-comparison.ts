import { type Comparison, type ConditionOperator, conditionSchema, type Scalar } from "@/lib/engine";
import { asReference } from "../texts/setting-text";
import { type FieldType, fitsInput, operatorsFor, takesList, valueInputFor } from "./condition-operators";

/** A comparison after a change; `asks` is the operator that was meant and still needs a value. */
export interface ChangedComparison {
  next: Comparison;
  asks: ConditionOperator | null;
}

/** A comparison from its parts; undefined when they make none. */
export function comparisonWith(field: string, op: ConditionOperator, value: unknown): Comparison | undefined {
  const parsed = conditionSchema.safeParse(value === undefined ? { field, op } : { field, op, value });
  return parsed.success && "field" in parsed.data ? parsed.data : undefined;
}

/**
 * The comparison with another operator. The value stays where it fits; one becomes a list of one, and back. Where a
 * value is needed and none fits, the comparison stays as it is until there is one.
 */
export function changeOperator(
  comparison: Comparison,
  operator: ConditionOperator,
  type: FieldType,
): ChangedComparison {
  const { field, value } = comparison;
  const next =
    valueInputFor(operator, type) === null ? { field, op: operator } : withValue(field, operator, value, type);
  const made = next && comparisonWith(field, operator, "value" in next ? next.value : undefined);
  return made ? { next: made, asks: null } : { next: comparison, asks: operator };
}

/** The comparison with another field: operator and value stay where they fit it, else it asks for the operator's value. */
export function changeField(comparison: Comparison, field: string, type: FieldType): ChangedComparison {
  const fitting = operatorsFor(type);
  const operator = fitting.includes(comparison.op) ? comparison.op : (fitting[0] ?? "exists");
  if (valueInputFor(operator, type) === null) return { next: { field, op: operator } as Comparison, asks: null };
  const next = withValue(field, operator, comparison.value, type);
  const made = next && comparisonWith(field, operator, next.value);
  return made ? { next: made, asks: null } : { next: { field, op: "exists" }, asks: operator };
}

function withValue(
  field: string,
  operator: ConditionOperator,
  value: unknown,
  type: FieldType,
): { field: string; value: unknown } | undefined {
  const input = valueInputFor(operator, type);
  if (!input) return undefined;
  const fits = (one: unknown): one is Scalar => fitsInput(one, input, type);
  if (takesList(operator)) {
    const values = (Array.isArray(value) ? value : [value]).filter(fits);
    return values.length > 0 ? { field, value: values } : undefined;
  }
  if (asReference(value) !== undefined) return { field, value };
  const [one] = Array.isArray(value) ? value : [value];
  return fits(one) ? { field, value: one } : undefined;
}
