import { z } from "zod";
import { conditionSchema, fieldValues } from "@/lib/engine/definition-kit";
import { type FieldMeta, fieldMeta } from "@/lib/tasks/field-meta";

import { upperFirst } from "@/lib/words";

/** The kind of value of a field, derived from its schema. */
export type FieldShape =
  | { type: "text"; maxLength: number | null }
  | { type: "number"; isWhole: boolean; min: number | null; max: number | null }
  | { type: "yes_no" }
  | { type: "choice"; values: readonly string[] }
  /** Several values of a fixed set. */
  | { type: "choices"; values: readonly string[] }
  | { type: "lines" }
  | { type: "rows"; columns: FormField[]; min: number; max: number | null }
  | { type: "group"; fields: FormField[] }
  | { type: "condition" }
  /** A value of any of these types. */
  | { type: "either"; shapes: FieldShape[] }
  /** Edited as JSON. */
  | { type: "json" };

/** One field of a form. */
export interface FormField {
  key: string;
  meta: FieldMeta;
  shape: FieldShape;
  isRequired: boolean;
  /** The default of the schema; undefined without one. */
  defaultValue: unknown;
  /** A setting may replace the value. */
  takesSetting: boolean;
}

/** The fields of an object schema in the order of its metadata; empty for another schema. */
export function formFields(schema: z.ZodType): FormField[] {
  const inner = unwrapSchema(schema).schema;
  if (!(inner instanceof z.ZodObject)) return [];
  const fields = Object.entries(inner.shape as Record<string, z.ZodType>).map(([key, one]) => formField(key, one));
  return fields
    .map((field, index) => ({ field, order: field.meta.order ?? index }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ field }) => field);
}

/** Fields by group. Fields without a group come first, under null. */
export function groupFields(fields: readonly FormField[]): { group: string | null; fields: FormField[] }[] {
  const groups = [...new Set(fields.map(({ meta }) => meta.group ?? null))].toSorted(
    (a, b) => Number(a !== null) - Number(b !== null),
  );
  return groups.map((group) => ({ group, fields: fields.filter(({ meta }) => (meta.group ?? null) === group) }));
}

function formField(key: string, schema: z.ZodType): FormField {
  const { schema: inner, isOptional, defaultValue, meta, valueType } = unwrapSchema(schema);
  const { shape, takesSetting } = shapeOf(inner, meta);
  const widget = meta?.widget ?? valueType;
  return {
    key,
    shape,
    defaultValue,
    // Settings are resolved before the config is parsed, so the schema does not name them.
    takesSetting: takesSetting || widget === "money" || widget === "duration" || shape.type === "number",
    meta: { label: makeLabel(key), ...meta, ...(widget && { widget }) },
    isRequired: !isOptional,
  };
}

/** Removes the optional and default layers of a schema. Returns the inner schema with what the layers say. */
function unwrapSchema(schema: z.ZodType) {
  let inner: z.ZodType = schema;
  let isOptional = false;
  let defaultValue: unknown;
  let meta = fieldMeta.get(inner);
  let valueType = fieldValues.get(inner)?.type;
  for (;;) {
    if (inner instanceof z.ZodDefault) {
      defaultValue ??= inner.def.defaultValue;
      isOptional = true;
    } else if (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) isOptional = true;
    else if (!(inner instanceof z.ZodLazy || inner instanceof z.ZodReadonly)) break;
    if (isCondition(inner)) break;
    inner = inner.unwrap() as z.ZodType;
    meta ??= fieldMeta.get(inner);
    valueType ??= fieldValues.get(inner)?.type;
  }
  return { schema: inner, isOptional, defaultValue, meta, valueType };
}

const isCondition = (schema: z.ZodType): boolean => schema === conditionSchema;

function shapeOf(schema: z.ZodType, meta?: FieldMeta): { shape: FieldShape; takesSetting: boolean } {
  const plain = (shape: FieldShape) => ({ shape, takesSetting: false });
  if (isCondition(schema) || meta?.widget === "condition") return plain({ type: "condition" });
  if (schema instanceof z.ZodEnum) return plain({ type: "choice", values: schema.options.map(String) });
  if (schema instanceof z.ZodLiteral) return plain({ type: "choice", values: [...schema.values].map(String) });
  if (schema instanceof z.ZodString) return plain({ type: "text", maxLength: schema.maxLength });
  if (schema instanceof z.ZodBoolean) return plain({ type: "yes_no" });
  if (schema instanceof z.ZodNumber) {
    const isWhole = schema.isInt;
    const [min, max] = [schema.minValue, schema.maxValue].map((limit) => visibleLimit(limit));
    return plain({ type: "number", isWhole, min: min ?? null, max: max ?? null });
  }
  if (schema instanceof z.ZodObject) return plain({ type: "group", fields: formFields(schema) });
  if (schema instanceof z.ZodArray) return plain(listShape(schema));
  if (schema instanceof z.ZodUnion) return unionShape(schema.options as z.ZodType[], meta);
  return plain({ type: "json" });
}

/** `z.int()` has the bounds of safe integers. A designer does not need to see them. */
const visibleLimit = (limit: number | null): number | null =>
  limit !== null && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : null;

function listShape(schema: z.ZodArray): FieldShape {
  const item = unwrapSchema(schema.element as z.ZodType).schema;
  if (item instanceof z.ZodObject) {
    const checks = schema.def.checks ?? [];
    const least = checks.find((check) => check instanceof z.core.$ZodCheckMinLength);
    const most = checks.find((check) => check instanceof z.core.$ZodCheckMaxLength);
    const [min, max] = [least?._zod.def.minimum ?? 0, most?._zod.def.maximum ?? null];
    return { type: "rows", columns: formFields(item), min, max };
  }
  if (item instanceof z.ZodEnum) return { type: "choices", values: item.options.map(String) };
  return item instanceof z.ZodString ? { type: "lines" } : { type: "json" };
}

function unionShape(options: z.ZodType[], meta?: FieldMeta): { shape: FieldShape; takesSetting: boolean } {
  const isReference = (option: z.ZodType): boolean =>
    option instanceof z.ZodObject && Object.keys(option.shape).join() === "setting";
  const shapes = options
    .filter((option) => !isReference(option))
    .map((option) => shapeOf(unwrapSchema(option).schema, meta).shape);
  const [only, ...others] = shapes;
  const isEditable = shapes.every(({ type }) => type === "text" || type === "number" || type === "yes_no");
  const shape: FieldShape =
    only && others.length === 0 ? only : isEditable ? { type: "either", shapes } : { type: "json" };
  return { shape, takesSetting: options.some(isReference) };
}

/** Makes a label from a key such as "statusMessage" or "into_key". */
export function makeLabel(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return upperFirst(words);
}
