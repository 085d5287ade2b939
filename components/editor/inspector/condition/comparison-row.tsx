"use client";

import { useState } from "react";
import { Select } from "@/components/ui/forms/input";
import { type Comparison, type ConditionOperator, describeFact, type Scalar } from "@/lib/engine/definition-kit";
import type { Outcome } from "../form/form-scope";
import { fieldTypeOf, operatorsFor, operatorWords, takesList, valueInputFor } from "./condition-operators";
import { partId, useConditionScope } from "./condition-scope";
import { changeField, changeOperator, comparisonWith } from "./edit-comparison";
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
  const { id, keys, words, change, fresh } = useConditionScope();
  const own = partId(id, path);
  const typeOfField = (field: string) => keys.get(field)?.type ?? fieldTypeOf(undefined);
  const type = typeOfField(comparison.field);
  const now = JSON.stringify(comparison);
  const [waiting, setWaiting] = useState<{ operator: ConditionOperator; since: string } | null>(
    fresh === own ? { operator: operatorsFor(type)[0] ?? "eq", since: now } : null,
  );
  const wanted = waiting?.since === now ? waiting.operator : null;
  const operator = wanted ?? comparison.op;
  const input = valueInputFor(operator, type);
  const value = wanted === null ? comparison.value : undefined;

  const put = (next: Comparison, asks: ConditionOperator | null): Outcome => {
    const outcome = change(path, next);
    if (outcome.ok) setWaiting(asks && { operator: asks, since: JSON.stringify(next) });
    return outcome;
  };
  const take = (given: unknown): Outcome => {
    const next = comparisonWith(comparison.field, operator, given);
    return next ? put(next, null) : { ok: false, reason: "This value does not fit." };
  };
  const valueWords = (scalar: Scalar): string =>
    words.value?.(comparison.field, scalar) ??
    describeFact(comparison.field, scalar, { ...words, field: () => "it" }).replace(/^it is /, "");
  const shared = { id: `${own}-value`, label: `Value of ${name.toLowerCase()}`, type, words: valueWords };
  const describedBy = `${own}-waiting`;
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
            const { next, asks } = changeField(comparison, field, typeOfField(field));
            put(next, asks);
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
            const { next, asks } = changeOperator(comparison, asked, type);
            put(next, asks);
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
            onChange={take}
            describedBy={describedBy}
          />
        )}
        {input && !takesList(operator) && (
          <ConditionValue
            {...shared}
            fieldName={keys.get(comparison.field)?.name ?? comparison.field}
            input={input}
            value={Array.isArray(value) ? undefined : value}
            onChange={take}
            describedBy={describedBy}
          />
        )}
      </div>
      <p id={describedBy} aria-live="polite" className="text-ink-soft text-meta empty:hidden">
        {wanted && "Give it a value: until then the condition is the sentence above."}
      </p>
      {!keys.has(comparison.field) && <p className="text-attention text-meta">No task writes “{comparison.field}”.</p>}
    </div>
  );
}
