"use client";

import { useState } from "react";
import { Select } from "@/components/ui/forms/input";
import { type Comparison, type ConditionOperator, describeFact, type Scalar } from "@/lib/engine/definition-kit";
import type { Outcome } from "../form/form-scope";
import { fieldTypeOf, operatorsFor, operatorWords, takesList, valueInputFor } from "./condition-operators";
import { partId, useConditionScope } from "./condition-scope";
import { changeField, changeOperator, makeComparison } from "./edit-comparison";
import type { ConditionPath } from "./edit-condition";
import { FieldPicker } from "./field-picker";
import { ListValue } from "./list-value";
import { PartActions } from "./part-actions";
import { ConditionValue } from "./value-input";

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
  const { id, keys, words, change, addedPartId } = useConditionScope();
  const own = partId(id, path);
  const typeOfField = (field: string) => keys.get(field)?.type ?? fieldTypeOf(undefined);
  const type = typeOfField(comparison.field);
  const now = JSON.stringify(comparison);
  const [pending, setPending] = useState<{ operator: ConditionOperator; since: string } | null>(
    addedPartId === own ? { operator: operatorsFor(type)[0] ?? "eq", since: now } : null,
  );
  const pendingOperator = pending?.since === now ? pending.operator : null;
  const operator = pendingOperator ?? comparison.op;
  const input = valueInputFor(operator, type);
  const value = pendingOperator === null ? comparison.value : undefined;

  const replace = (next: Comparison, operatorToAsk: ConditionOperator | null): Outcome => {
    const outcome = change(path, next);
    if (outcome.ok) setPending(operatorToAsk && { operator: operatorToAsk, since: JSON.stringify(next) });
    return outcome;
  };
  const changeValue = (given: unknown): Outcome => {
    const next = makeComparison(comparison.field, operator, given);
    return next ? replace(next, null) : { ok: false, reason: "This value does not fit." };
  };
  const valueWords = (scalar: Scalar): string =>
    words.value?.(comparison.field, scalar) ??
    describeFact(comparison.field, scalar, { ...words, field: () => "it" }).replace(/^it is /, "");
  const shared = { id: `${own}-value`, label: `Value of ${name.toLowerCase()}`, type, words: valueWords };
  const describedBy = `${own}-pending`;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1">
      <div className="flex items-center gap-1">
        <FieldPicker
          id={`${own}-field`}
          label={`Field of ${name.toLowerCase()}`}
          value={comparison.field}
          keys={keys}
          isInvalid={!keys.has(comparison.field)}
          onChoose={(field) => {
            const { next, pendingOperator } = changeField(comparison, field, typeOfField(field));
            replace(next, pendingOperator);
          }}
          className="min-w-0 flex-1"
        />
        <PartActions path={path} name={name} />
      </div>
      <div className="flex min-w-0 flex-wrap items-start gap-x-2 gap-y-1">
        <Select
          aria-label={`Operator of ${name.toLowerCase()}`}
          className="w-36 flex-none"
          value={operator}
          onChange={(event) => {
            const asked = operatorsFor(type, comparison.op).find((one) => one === event.target.value) ?? operator;
            const { next, pendingOperator } = changeOperator(comparison, asked, type);
            replace(next, pendingOperator);
          }}
        >
          {operatorsFor(type, comparison.op).map((one) => (
            <option key={one} value={one}>
              {operatorWords(one, type)}
            </option>
          ))}
        </Select>
        {input && takesList(operator) && (
          <ListValue
            {...shared}
            input={input}
            value={Array.isArray(value) ? value : []}
            onChange={changeValue}
            describedBy={describedBy}
          />
        )}
        {input && !takesList(operator) && (
          <ConditionValue
            {...shared}
            fieldName={keys.get(comparison.field)?.name ?? comparison.field}
            input={input}
            value={Array.isArray(value) ? undefined : value}
            onChange={changeValue}
            describedBy={describedBy}
          />
        )}
      </div>
      <p id={describedBy} aria-live="polite" className="text-ink-soft text-meta empty:hidden">
        {pendingOperator && "Give it a value: until then the condition is the sentence above."}
      </p>
      {!keys.has(comparison.field) && <p className="text-attention text-meta">No task writes “{comparison.field}”.</p>}
    </div>
  );
}
