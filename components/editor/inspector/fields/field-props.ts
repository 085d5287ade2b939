import type { FieldProps } from "../form/form-scope";
import type { FormField } from "../schema/schema-fields";

/** The props of the frame that come from the field: label, help and whether it is optional. */
export const labelOf = ({ meta, isRequired, defaultValue }: FormField) => ({
  label: meta.label,
  help: meta.help,
  isOptional: !isRequired && defaultValue === undefined,
});

/** Returns a function that restores the default; undefined when the value is the default or the default is empty. */
export const resetOf = ({ field, value, onChange }: FieldProps): (() => void) | undefined =>
  isEmpty(field.defaultValue) || value === undefined || isSame(value, field.defaultValue)
    ? undefined
    : () => void onChange(undefined);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
