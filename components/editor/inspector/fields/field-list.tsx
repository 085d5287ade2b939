"use client";

import { type FieldPath, useFieldOf, useFormScope } from "../form-scope";
import { type FormField, grouped } from "../schema-fields";

interface FieldListProps {
  /** Of the object whose fields they are. */
  path: FieldPath;
  fields: readonly FormField[];
  values: unknown;
}

/** The fields of one object, each with the input that fits it. */
export function FieldList({ path, fields, values }: FieldListProps) {
  const { set } = useFormScope();
  const Field = useFieldOf();
  const own = (typeof values === "object" && values !== null ? values : {}) as Record<string, unknown>;
  return grouped(fields).map(({ group, fields: inGroup }) => (
    <div key={group} className="grid min-w-0 grid-cols-1 gap-4">
      {group !== null && <h4 className="pt-2 text-ink-soft text-meta">{group}</h4>}
      {inGroup.map((field) => {
        const at = [...path, field.key];
        const value = Object.hasOwn(own, field.key) ? own[field.key] : undefined;
        return <Field key={field.key} path={at} field={field} value={value} onChange={(next) => set(at, next)} />;
      })}
    </div>
  ));
}
