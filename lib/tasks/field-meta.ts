import { z } from "zod";

/**
 * The input that a config field is edited with. Without one it follows from the field's schema: text, number, switch,
 * choice, list.
 */
type FieldWidget =
  /** Integer cents, typed as dollars. */
  | "money"
  /** An ISO 8601 duration, typed as a number and a unit. */
  | "duration"
  | "long_text"
  /** Liquid over the context and the settings. */
  | "template"
  | "condition"
  /** A context key that the task writes. */
  | "context_key"
  /** A context key that the task reads, or a path from it; a list of them. */
  | "context_path"
  /** A list of fields that a person is asked for (`fieldSpecSchema`). */
  | "fields"
  /** A list of rows with the same columns. */
  | "table"
  /** A decision table (`tableSchema`). */
  | "decision_table"
  /** A reviewers' queue by its name. */
  | "queue"
  /** Names of collections of documents. */
  | "collections"
  /** A name of LLM_MODELS. */
  | "model"
  /** Tasks inside this task. */
  | "parts";

/** What the editor, the JSON Schema of the API and the docs say of one field of a kind's config. */
export interface FieldMeta {
  label: string;
  help?: string;
  widget?: FieldWidget;
  /** What the values of a choice, or of a list of choices, are called. */
  choices?: Readonly<Record<string, string>>;
  /** The words after the input: "tries", "parts at a time". */
  unit?: string;
  /** What stands at the paths that `context_path` offers: passages of a search, a composed answer, or a text. */
  pathTo?: "passages" | "answer" | "text";
  /** Its template may name secrets: `{{ secrets.NAME }}`. */
  takesSecrets?: boolean;
  /** Fields of one group stand under its heading; those without one come first. */
  group?: string;
  /** Lower ones come first; without one, the order of the schema. */
  order?: number;
}

/** `configSchema` fields by their schema: `z.string().register(fieldMeta, { label: "Question" })`. */
export const fieldMeta = z.registry<FieldMeta>();

/** The schema with its words: one of its own, so that a schema that is used twice can be called two things. */
export function described<Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema {
  const own = schema.clone() as Schema;
  fieldMeta.add(own, meta);
  return own;
}

/** The words of the fields of an object schema, by key; of its items for a list of objects. */
export function fieldsOf(schema: z.ZodType): Readonly<Record<string, FieldMeta>> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return fieldsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return {};
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap(([key, field]) => {
      const meta = fieldMeta.get(field as z.ZodType);
      return meta ? [[key, meta]] : [];
    }),
  );
}

/** What the form calls the field at a path: "Reasons 2, Reason". Undefined for a field without a label. */
export function labelAt(schema: z.ZodType, path: readonly (string | number)[]): string | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return labelAt(schema.unwrap() as z.ZodType, path);
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  if (schema instanceof z.ZodArray) {
    const inner = labelAt(schema.element as z.ZodType, rest);
    return inner === undefined ? `${Number(key) + 1}` : `${Number(key) + 1}, ${inner}`;
  }
  const field = schema instanceof z.ZodObject && Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
  const label = field && fieldMeta.get(field as z.ZodType)?.label;
  if (!label) return undefined;
  const inner = labelAt(field as z.ZodType, rest);
  return inner === undefined ? label : `${label} ${inner}`;
}
