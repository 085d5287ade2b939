"use client";

import { memo, useCallback, useMemo } from "react";
import { type FieldPath, useFieldOf, useFormScope } from "../form/form-scope";
import { type FormField, groupFields } from "../schema/schema-fields";

interface FieldListProps {
  /** The path of the object. */
  path: FieldPath;
  fields: readonly FormField[];
  values: unknown;
}

/** The fields of one object. */
export function FieldList({ path, fields, values }: FieldListProps) {
  const own = (typeof values === "object" && values !== null ? values : {}) as Record<string, unknown>;
  return groupFields(fields).map(({ group, fields: inGroup }) => (
    <div key={group} className="grid min-w-0 grid-cols-1 gap-4">
      {group !== null && <h4 className="pt-2 text-ink-soft text-meta">{group}</h4>}
      {inGroup.map((field) => {
        const value = Object.hasOwn(own, field.key) ? own[field.key] : undefined;
        return <FieldSlot key={field.key} at={JSON.stringify([...path, field.key])} field={field} value={value} />;
      })}
    </div>
  ));
}

interface FieldSlotProps {
  /** The path as JSON. A string keeps its identity between renders. */
  at: string;
  field: FormField;
  value: unknown;
}

/** One field. It renders only when its own value changes, because a form may have many fields. */
const FieldSlot = memo(function FieldSlot({ at, field, value }: FieldSlotProps) {
  const { set } = useFormScope();
  const Field = useFieldOf();
  const path = useMemo(() => JSON.parse(at) as FieldPath, [at]);
  const change = useCallback((next: unknown) => set(path, next), [set, path]);
  return <Field path={path} field={field} value={value} onChange={change} />;
});
