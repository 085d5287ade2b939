import { type Comparison, type ConditionOperator, conditionSchema, type Scalar } from "@/lib/engine/definition-kit";
import { settingKeyOf } from "../texts/setting-text";
import { type FieldType, fitsInput, operatorsFor, takesList, valueInputFor } from "./condition-operators";

/** A changed comparison. `pendingOperator` is the chosen operator that still needs a value, or null. */
export interface ChangedComparison {
  next: Comparison;
  pendingOperator: ConditionOperator | null;
}

/** Builds a comparison; undefined when the parts are invalid. */
export function makeComparison(field: string, op: ConditionOperator, value: unknown): Comparison | undefined {
  const parsed = conditionSchema.safeParse(value === undefined ? { field, op } : { field, op, value });
  return parsed.success && "field" in parsed.data ? parsed.data : undefined;
}

/**
 * Changes the operator of a comparison. A value that fits is kept; a single value and a list are converted. When a
 * value is missing, the comparison stays unchanged and `pendingOperator` names the operator.
 */
export function changeOperator(
  comparison: Comparison,
  operator: ConditionOperator,
  type: FieldType,
): ChangedComparison {
  const { field, value } = comparison;
  const next =
    valueInputFor(operator, type) === null ? { field, op: operator } : fitValue(field, operator, value, type);
  const changed = next && makeComparison(field, operator, "value" in next ? next.value : undefined);
  return changed ? { next: changed, pendingOperator: null } : { next: comparison, pendingOperator: operator };
}

/**
 * Changes the field of a comparison. Operator and value are kept where they fit; otherwise `pendingOperator` names the
 * operator that needs a value.
 */
export function changeField(comparison: Comparison, field: string, type: FieldType): ChangedComparison {
  const fitting = operatorsFor(type);
  const operator = fitting.includes(comparison.op) ? comparison.op : (fitting[0] ?? "exists");
  if (valueInputFor(operator, type) === null)
    return { next: { field, op: operator } as Comparison, pendingOperator: null };
  const next = fitValue(field, operator, comparison.value, type);
  const changed = next && makeComparison(field, operator, next.value);
  return changed
    ? { next: changed, pendingOperator: null }
    : { next: { field, op: "exists" }, pendingOperator: operator };
}

function fitValue(
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
  if (settingKeyOf(value) !== undefined) return { field, value };
  const [one] = Array.isArray(value) ? value : [value];
  return fits(one) ? { field, value: one } : undefined;
}
