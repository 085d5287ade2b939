"use client";

import { type Comparison, type ConditionOperator, describeValue, type Scalar } from "@/lib/engine/definition-kit";
import type { Outcome } from "../form/form-scope";
import { type FieldType, takesList, valueInputFor } from "./condition-operators";
import { useConditionScope } from "./condition-scope";
import { makeComparison } from "./edit-comparison";
import { ListValue } from "./list-value";
import { ConditionValue } from "./value-input";

interface ComparisonValueProps {
  id: string;
  label: string;
  comparison: Comparison;
  operator: ConditionOperator;
  type: FieldType;
  /** Undefined until a value is typed. */
  value: Comparison["value"] | undefined;
  describedBy: string;
  onChange: (next: Comparison) => Outcome;
}

/** The value of a comparison: one value, a list, or nothing for an operator without a value. */
export function ComparisonValue({ comparison, operator, value, onChange, ...props }: ComparisonValueProps) {
  const { keys, words } = useConditionScope();
  const { field } = comparison;
  const input = valueInputFor(operator, props.type);
  if (!input) return null;
  const changeValue = (given: unknown): Outcome => {
    const next = makeComparison(field, operator, given);
    return next ? onChange(next) : { ok: false, reason: "This value does not fit." };
  };
  const valueWords = (scalar: Scalar): string => describeValue(field, scalar, words);
  const shared = { ...props, words: valueWords, input, onChange: changeValue };
  if (takesList(operator)) return <ListValue {...shared} value={Array.isArray(value) ? value : []} />;
  return (
    <ConditionValue
      {...shared}
      fieldName={keys.get(field)?.name ?? field}
      value={Array.isArray(value) ? undefined : value}
    />
  );
}
