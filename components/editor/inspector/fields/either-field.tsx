"use client";

import { Select } from "@/components/ui/forms/input";
import { type FieldProps, useFieldOf } from "../form/form-scope";
import type { FieldShape } from "../schema/schema-fields";
import { TemplateField } from "./template-field";

const names: Partial<Record<FieldShape["type"], string>> = { text: "Text", number: "Number", yes_no: "Yes or no" };
const first: Partial<Record<FieldShape["type"], unknown>> = { text: "", number: 0, yes_no: false };

/** A value of one of several types: the type and the value. */
export function EitherField(props: FieldProps) {
  const { field, value, onChange } = props;
  const Field = useFieldOf();
  const shapes = field.shape.type === "either" ? field.shape.shapes : [];
  const shape = shapes.find((one) => fits(value, one)) ?? shapes[0];
  if (!shape) return null;
  const own = { ...field, shape };
  const isTemplate = shape.type === "text" && field.meta.widget === "template";
  return (
    <div className="grid grid-cols-1 gap-2">
      {isTemplate ? (
        <TemplateField {...props} field={own} />
      ) : (
        <Field {...props} field={{ ...own, meta: plain(field) }} />
      )}
      <span className="flex items-center gap-2 text-ink-soft text-meta">
        Kind of value
        <Select
          aria-label={`Kind of value of ${field.meta.label}`}
          className="h-8 w-fit"
          value={shape.type}
          onChange={(event) => {
            const next = shapes.find(({ type }) => type === event.target.value);
            if (next) onChange(first[next.type]);
          }}
        >
          {shapes.map(({ type }) => (
            <option key={type} value={type}>
              {names[type] ?? type}
            </option>
          ))}
        </Select>
      </span>
    </div>
  );
}

/** Numbers and booleans have the input of their type. */
const plain = ({ meta }: FieldProps["field"]) => ({ ...meta, widget: undefined });

const fits = (value: unknown, { type }: FieldShape): boolean =>
  (type === "text" && typeof value === "string") ||
  (type === "number" && typeof value === "number") ||
  (type === "yes_no" && typeof value === "boolean");
