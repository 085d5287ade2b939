import type { FieldPath, Outcome } from "../form/form-scope";
import type { FormField } from "../schema/schema-fields";

/** What every field of a form is given. */
export interface FieldProps {
  /** Where the value stands, from the task or edge. */
  path: FieldPath;
  field: FormField;
  value: unknown;
  /** `undefined` takes the value away, so that the default stands. */
  onChange: (value: unknown) => Outcome;
}

/** Label, help and whether it may stay empty, for the frame. */
export const labelOf = ({ meta, isRequired, defaultValue }: FormField) => ({
  label: meta.label,
  help: meta.help,
  isOptional: !isRequired && defaultValue === undefined,
});

/** What takes the value back to the default; undefined where the default stands, and where it is none or nothing. */
export const resetOf = ({ field, value, onChange }: FieldProps): (() => void) | undefined =>
  isNothing(field.defaultValue) || value === undefined || isSame(value, field.defaultValue)
    ? undefined
    : () => void onChange(undefined);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isNothing = (value: unknown): boolean =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
