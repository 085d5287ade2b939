"use client";

import { useState } from "react";
import { Select } from "@/components/ui/forms/input";
import type { Comparison, ConditionOperator } from "@/lib/engine/definition-kit";
import type { Outcome } from "../form/form-scope";
import { ComparisonValue } from "./comparison-value";
import { type FieldType, fieldTypeOf, operatorsFor, operatorWords } from "./condition-operators";
import { partId, useConditionScope } from "./condition-scope";
import { type ChangedComparison, changeField, changeOperator } from "./edit-comparison";
import type { ConditionPath } from "./edit-condition";
import { FieldPicker } from "./field-picker";
import { PartActions } from "./part-actions";

interface ComparisonRowProps {
  path: ConditionPath;
  comparison: Comparison;
  name: string;
}

/**
 * Field, operator and value of a comparison. An operator without a value does not change the condition until the value
 * is typed.
 */
export function ComparisonRow({ path, comparison, name }: ComparisonRowProps) {
  const { id, keys } = useConditionScope();
  const own = partId(id, path);
  const typeOfField = (field: string): FieldType => keys.get(field)?.type ?? fieldTypeOf(undefined);
  const type = typeOfField(comparison.field);
  const { pendingOperator, replace } = usePendingOperator(path, comparison, type);
  const operator = pendingOperator ?? comparison.op;
  const label = name.toLowerCase();
  const isUnknown = !keys.has(comparison.field);
  const describedBy = `${own}-pending`;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1">
      <div className="flex items-center gap-1">
        <FieldPicker
          id={`${own}-field`}
          label={`Field of ${label}`}
          value={comparison.field}
          keys={keys}
          isInvalid={isUnknown}
          onChoose={(field) => replace(changeField(comparison, field, typeOfField(field)))}
          className="min-w-0 flex-1"
        />
        <PartActions path={path} name={name} />
      </div>
      <div className="flex min-w-0 flex-wrap items-start gap-x-2 gap-y-1">
        <OperatorSelect
          label={`Operator of ${label}`}
          operators={operatorsFor(type, comparison.op)}
          value={operator}
          type={type}
          onChange={(next) => replace(changeOperator(comparison, next, type))}
        />
        <ComparisonValue
          id={`${own}-value`}
          label={`Value of ${label}`}
          comparison={comparison}
          operator={operator}
          type={type}
          value={pendingOperator === null ? comparison.value : undefined}
          describedBy={describedBy}
          onChange={(next) => replace({ next, pendingOperator: null })}
        />
      </div>
      <p id={describedBy} aria-live="polite" className="text-ink-soft text-meta empty:hidden">
        {pendingOperator && "Give it a value: until then the condition is the sentence above."}
      </p>
      {isUnknown && <p className="text-attention text-meta">No task writes “{comparison.field}”.</p>}
    </div>
  );
}

/** The chosen operator that has no value yet. It is dropped when the comparison changes. */
function usePendingOperator(path: ConditionPath, comparison: Comparison, type: FieldType) {
  const { id, change, addedPartId } = useConditionScope();
  const now = JSON.stringify(comparison);
  const [pending, setPending] = useState<{ operator: ConditionOperator; since: string } | null>(
    addedPartId === partId(id, path) ? { operator: operatorsFor(type)[0] ?? "eq", since: now } : null,
  );
  const replace = ({ next, pendingOperator: operator }: ChangedComparison): Outcome => {
    const outcome = change(path, next);
    if (outcome.ok) setPending(operator && { operator, since: JSON.stringify(next) });
    return outcome;
  };
  return { pendingOperator: pending?.since === now ? pending.operator : null, replace };
}

interface OperatorSelectProps {
  label: string;
  operators: readonly ConditionOperator[];
  value: ConditionOperator;
  type: FieldType;
  onChange: (operator: ConditionOperator) => void;
}

function OperatorSelect({ label, operators, value, type, onChange }: OperatorSelectProps) {
  return (
    <Select
      aria-label={label}
      className="w-36 flex-none"
      value={value}
      onChange={(event) => onChange(operators.find((one) => one === event.target.value) ?? value)}
    >
      {operators.map((one) => (
        <option key={one} value={one}>
          {operatorWords(one, type)}
        </option>
      ))}
    </Select>
  );
}
