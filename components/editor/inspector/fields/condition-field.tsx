"use client";

import { useCallback } from "react";
import { conditionSchema } from "@/lib/engine/definition-kit";
import { ConditionBuilder } from "../condition/condition-builder";
import { FieldFrame } from "../form/field-frame";
import { type FieldProps, type Outcome, useFormScope } from "../form/form-scope";
import { labelOf } from "./field-props";
import { JsonField } from "./json-field";

/** A condition in the config of a task. */
export function ConditionField(props: FieldProps) {
  const { path, field, value } = props;
  const { set } = useFormScope();
  const at = JSON.stringify(path);
  const change = useCallback(
    (next: unknown): Outcome => {
      if (next === undefined && field.isRequired) return { ok: false, reason: "One condition has to stay here." };
      return set(JSON.parse(at) as (string | number)[], next);
    },
    [at, set, field.isRequired],
  );
  const condition = conditionSchema.safeParse(value);
  if (value !== undefined && !condition.success) return <JsonField {...props} />;
  return (
    <FieldFrame path={path} {...labelOf(field)} isGroup isWhole>
      {(control) => (
        <ConditionBuilder
          id={control.id}
          value={condition.success ? condition.data : undefined}
          onChange={change}
          empty="No condition"
          describedBy={control["aria-describedby"]}
        />
      )}
    </FieldFrame>
  );
}
