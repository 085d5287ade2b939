import { z } from "zod";

/**
 * The input that a config field is edited with. Without one it follows from the field's schema: text, number, switch,
 * choice, list.
 */
export type FieldWidget =
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
  /** A list of fields that a person is asked for (`fieldSpecSchema`). */
  | "fields"
  /** A list of rows with the same columns. */
  | "table"
  /** A reviewers' queue by its name. */
  | "queue"
  /** A name of LLM_MODELS. */
  | "model"
  /** Tasks inside this task. */
  | "parts";

/** What the editor, the JSON Schema of the API and the docs say of one field of a kind's config. */
export interface FieldMeta {
  label: string;
  help?: string;
  widget?: FieldWidget;
  /** What stands behind the input: "tries", "parts at a time". */
  unit?: string;
  /** Fields of one group stand under its heading; those without one come first. */
  group?: string;
  /** Lower ones come first; without one, the order of the schema. */
  order?: number;
}

/** `configSchema` fields by their schema: `z.string().register(fieldMeta, { label: "Question" })`. */
export const fieldMeta = z.registry<FieldMeta>();
