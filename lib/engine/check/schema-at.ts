import { z } from "zod";
import { fieldValues } from "../graph/duration";

/** A schema without its wrappers: optional, nullable, default. */
const inner = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? inner(schema.unwrap() as z.ZodType)
    : schema;

/** The schema at a path; undefined where it depends on the value. */
function schemaAt(schema: z.ZodType, path: readonly (string | number)[]): z.ZodType | undefined {
  const [key, ...rest] = path;
  const here = inner(schema);
  if (key === undefined) return here;
  if (here instanceof z.ZodObject) {
    const field = Object.hasOwn(here.shape, key) ? here.shape[key] : undefined;
    return field && schemaAt(field as z.ZodType, rest);
  }
  return here instanceof z.ZodArray ? schemaAt(here.element as z.ZodType, rest) : undefined;
}

/** The values that a path takes: money, durations, or others (`plain`); undefined where the schema does not say. */
export function valueKindAt(
  schema: z.ZodType,
  path: readonly (string | number)[],
): "money" | "duration" | "plain" | undefined {
  const found = schemaAt(schema, path);
  const type = found && fieldValues.get(found)?.type;
  if (type) return type;
  const isPlain = [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodEnum].some((plain) => found instanceof plain);
  return isPlain ? "plain" : undefined;
}
