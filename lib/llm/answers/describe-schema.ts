import type { JSONSchema7 } from "@ai-sdk/provider";
import { z } from "zod";

/** The JSON Schema of an answer, with the descriptions of its fields. */
export const jsonSchemaOf = (schema: z.ZodType): JSONSchema7 => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-7", unrepresentable: "any" });
  return rest as JSONSchema7;
};

type Limits = "with_limits" | "without_limits";

const limiting = new Set(["minLength", "maxLength", "minItems", "maxItems"]);

/**
 * The schema without titles and descriptions. Servers make a grammar of it and do not show it to the model, so its
 * words would only cost tokens. Some servers refuse schemas with limits of length.
 */
export function shapeOf(schema: JSONSchema7, limits: Limits): JSONSchema7 {
  const { description: _, title: __, ...rest } = schema;
  const kept = Object.entries(rest).filter(([key]) => limits === "with_limits" || !limiting.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, shapeOfPart(key, value, limits)]));
}

function shapeOfPart(key: string, value: unknown, limits: Limits): unknown {
  const inner = (part: unknown) => (isSchema(part) ? shapeOf(part, limits) : part);
  if (key === "properties" && isSchema(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, inner(property)]));
  }
  if (key === "items" || key === "additionalProperties") return inner(value);
  if (key === "anyOf" || key === "oneOf" || key === "allOf") return (value as unknown[]).map(inner);
  return value;
}

const isSchema = (part: unknown): part is JSONSchema7 =>
  typeof part === "object" && part !== null && !Array.isArray(part);

/**
 * The schema in words for the prompt, one line per field: "facts.incident_date (text or null): When. An ISO date". Some
 * models see no schema; this text tells them the fields and their order.
 */
export function describeSchema(schema: JSONSchema7): string {
  const lines = linesOf(schema, "");
  return ["Answer with one JSON object and nothing else. Its fields, in this order:", ...lines].join("\n");
}

function linesOf({ properties = {} }: JSONSchema7, path: string): string[] {
  return Object.entries(properties).flatMap(([key, property]) => {
    if (!isSchema(property)) return [];
    const name = `${path}${key}`;
    if (property.properties) return linesOf(property, `${name}.`);
    const meaning = property.description?.trim() ?? "";
    return [`- ${name} (${typeOf(property)})${meaning ? `: ${meaning.replace(/\n/g, "\n  ")}` : ""}`];
  });
}

function typeOf(schema: JSONSchema7): string {
  const { anyOf, enum: values, type, items, maxItems } = schema;
  if (anyOf) return anyOf.map((one: unknown) => (isSchema(one) ? typeOf(one) : "anything")).join(" or ");
  if (values) return values.map((value: unknown) => JSON.stringify(value)).join(" or ");
  if (type === "array") {
    const of = isSchema(items) ? typeOf(items) : "anything";
    return `list of ${of}${maxItems === undefined ? "" : `, at most ${maxItems}`}`;
  }
  const names = Array.isArray(type) ? type : [type ?? "anything"];
  return names.map((name) => (name === "string" ? "text" : name === "boolean" ? "true or false" : name)).join(" or ");
}
