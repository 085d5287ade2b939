import type { Label } from "@/lib/reading/matters/labels";

/** The part of JSON Schema that the demo model reads. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema | JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  minItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

/** A fact of a schema. Its description is "<Label>. <what to look for> Question: <question>". */
export interface DemoField {
  key: string;
  kind: "money" | "date" | "choice" | "yes_no" | "number" | "duration" | "email" | "text";
  label: string;
  description: string;
  question: string;
  /** A day that may be in the future. */
  isPlanned?: boolean;
  /** A text of several sentences. */
  isLong?: boolean;
  /** The values of a choice, each with its words. */
  options: { value: string; words: string[] }[];
}

/** The task of a prompt, by the shape of its schema. */
export type DemoTask =
  | { type: "talk"; fields: DemoField[]; hasIntent: boolean }
  | { type: "classify"; labels: Label[] }
  | { type: "text"; about: string }
  | { type: "compose" }
  | { type: "grade" }
  | { type: "other" };

/** The messages of a prompt. */
export interface Conversation {
  instructions: string;
  /** The messages of the person after the last message of the assistant, one per line. */
  latest: string;
  /** The messages of the person before that, the newest first. */
  earlier: string[];
  lastQuestion: string;
  /** The message with the facts that the last question is about, when they were not listed again. */
  card?: string;
}

/** Finds the task of a schema. */
export function readTask(schema: JsonSchema): DemoTask {
  const { facts, acknowledgement, intent, label, because, text, ...others } = propertiesOf(schema);
  if (others.answerable && others.sentences) return { type: "compose" };
  if (others.supported && others.score && others.criticism) return { type: "grade" };
  if (facts && acknowledgement) {
    const fields = Object.entries(propertiesOf(facts)).map(([key, property]) => readField(key, property));
    return { type: "talk", fields, hasIntent: intent !== undefined };
  }
  const values = label ? enumOf(label) : [];
  if (label && because && values.includes("unknown")) {
    const lines = new Map(
      [...descriptionOf(label).matchAll(/^- (\S+?): (.*)$/gm)].map(([, value = "", text = ""]) => [value, text]),
    );
    const labels = values.filter((value) => value !== "unknown");
    return { type: "classify", labels: labels.map((value) => ({ value, description: lines.get(value) ?? "" })) };
  }
  const about = text && /^The text for “(.*)”\.$/.exec(descriptionOf(text))?.[1];
  return about ? { type: "text", about } : { type: "other" };
}

/** Fields of one line have this length at most. */
const shortTextLength = 200;

const lengthOf = (property: JsonSchema): number =>
  Math.max(property.maxLength ?? 0, ...alternativesOf(property).map(({ maxLength = 0 }) => maxLength));

function readField(key: string, property: JsonSchema): DemoField {
  const description = descriptionOf(property);
  const question = /Question: ([\s\S]*)$/.exec(description)?.[1]?.trim() ?? "";
  const plain = description.replace(/Question: [\s\S]*$/, "").trim();
  const isMoney = typesOf(property).includes("array") && plain.startsWith("Money.");
  const label = plain.replace(/^Money\.\s*/, "").split(".", 1)[0] ?? "";
  const values = enumOf(property);
  const options = values.map((value) => {
    const name = new RegExp(`\\b${value.replace(/\W/g, "\\$&")}: ([^;.]+)`).exec(plain)?.[1];
    return {
      value,
      words: [value.replaceAll("_", " "), ...(name ? [name.trim()] : [])].map((word) => word.toLowerCase()),
    };
  });
  const kind = isMoney
    ? "money"
    : values.length > 0
      ? "choice"
      : typesOf(property).includes("boolean")
        ? "yes_no"
        : typesOf(property).includes("number")
          ? "number"
          : kindInWords(plain);
  const isPlanned = kind === "date" && /may be in the future/i.test(plain);
  const isLong = kind === "text" && lengthOf(property) > shortTextLength;
  return { key, kind, label, description: plain, question, options, isPlanned, isLong };
}

const kindInWords = (description: string): DemoField["kind"] =>
  /\bISO date/i.test(description)
    ? "date"
    : /\bISO 8601 duration/i.test(description)
      ? "duration"
      : /\. An e-mail address/.test(description)
        ? "email"
        : "text";

/** The smallest value of the schema, with `words` as text. */
export function minimalValue(schema: JsonSchema, words: string): unknown {
  if (schema.const !== undefined) return schema.const;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives)
    return minimalValue(alternatives.find((one) => typesOf(one).includes("null")) ?? alternatives[0] ?? {}, words);
  if (schema.enum) return schema.enum.includes(null) ? null : schema.enum[0];
  const types = typesOf(schema);
  if (types.includes("null")) return null;
  switch (types[0]) {
    case "object": {
      const required = new Set(schema.required);
      const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => required.has(key));
      return Object.fromEntries(wanted.map(([key, property]) => [key, minimalValue(property, words)]));
    }
    case "array": {
      const item = Array.isArray(schema.items) ? schema.items[0] : schema.items;
      return Array.from({ length: schema.minItems ?? 0 }, () => minimalValue(item ?? {}, words));
    }
    case "string":
      return words.slice(0, schema.maxLength).padEnd(schema.minLength ?? 0, ".");
    case "number":
    case "integer":
      return Math.max(schema.minimum ?? 0, Math.min(0, schema.maximum ?? 0));
    case "boolean":
      return false;
    default:
      return null;
  }
}

const propertiesOf = (schema: JsonSchema): Record<string, JsonSchema> => schema.properties ?? {};

const alternativesOf = (schema: JsonSchema): JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [];

const descriptionOf = (schema: JsonSchema): string => schema.description ?? "";

function typesOf(schema: JsonSchema): string[] {
  return [schema.type ?? [], ...alternativesOf(schema).map(typesOf)].flat();
}

function enumOf(schema: JsonSchema): string[] {
  return [...(schema.enum ?? []), ...alternativesOf(schema).flatMap(enumOf)].filter(
    (value) => typeof value === "string",
  );
}
