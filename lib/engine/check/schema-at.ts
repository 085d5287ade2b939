import { z } from "zod";
import { fieldValues } from "../graph/duration";

/** A schema without what it is wrapped in: optional, with a default. */
const inner = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? inner(schema.unwrap() as z.ZodType)
    : schema;

/** The schema of what stands at a path, as far as it does not depend on the value. */
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

/** What may stand at a path: money, a duration, any value that fits (`plain`); undefined where nothing is known. */
export function placeAt(
  schema: z.ZodType,
  path: readonly (string | number)[],
): "money" | "duration" | "plain" | undefined {
  const found = schemaAt(schema, path);
  const type = found && fieldValues.get(found)?.type;
  if (type) return type;
  const isPlain = [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodEnum].some((plain) => found instanceof plain);
  return isPlain ? "plain" : undefined;
}
