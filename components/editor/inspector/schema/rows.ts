import type { Condition } from "@/lib/engine";
import { conditionSchema } from "@/lib/engine/definition-kit";
import type { FormField } from "./schema-fields";

/** Moves one item of a list up or down. */
export function moveItem<Item>(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const [item] = items.slice(index, index + 1);
  const to = index + by;
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(index, 1).toSpliced(to, 0, item);
}

/** The summary of a closed row. */
export interface RowWords {
  title: string;
  /** For example "money, required". */
  detail: string;
}

/** Summarizes a row of a list. */
export function summarizeRow(row: unknown, { meta }: FormField, index: number): RowWords {
  const values = (typeof row === "object" && row !== null ? row : {}) as Record<string, unknown>;
  const text = (key: string): string => (typeof values[key] === "string" ? values[key].trim() : "");
  const assigned = "value" in values && text("key") ? `${text("key")} = ${String(values.value)}` : "";
  const named = text("name") ? `${text("name")}: ${text("value")}` : "";
  const taken = "from" in values && text("into") ? `${text("into")} = ${text("from") || "the whole answer"}` : "";
  const title =
    text("label") ||
    named ||
    taken ||
    assigned ||
    text("text") ||
    text("key") ||
    text("value") ||
    `${singular(meta.label)} ${index + 1}`;
  return { title, detail: [typeOf(values), values.required === true && "required"].filter(Boolean).join(", ") };
}

/** The condition of a row; undefined for a row without one. */
export function conditionOf(row: unknown): Condition | undefined {
  const when = typeof row === "object" && row !== null && "when" in row ? conditionSchema.safeParse(row.when) : null;
  return when?.data;
}

const typeOf = ({ type }: Record<string, unknown>): string =>
  typeof type === "string" ? type.replaceAll("_", " ") : "";

const singular = (label: string): string => label.replace(/ies$/, "y").replace(/s$/, "");

/** A new row. Each required field has a start value; key and name are unique in the list. */
export function newRow(columns: readonly FormField[], rows: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.filter(({ isRequired }) => isRequired).map((column) => [column.key, firstValue(column, rows)]),
  );
}

const uniqueKeys = new Set(["key", "value", "label", "id"]);

function firstValue({ key, shape, meta }: FormField, rows: readonly unknown[]): unknown {
  if (uniqueKeys.has(key) && (shape.type === "text" || shape.type === "either")) {
    const words = key === "label" ? "New" : "new";
    return makeUnique(
      words,
      rows.map((row) => (row as Record<string, unknown> | null)?.[key]),
    );
  }
  switch (shape.type) {
    case "number":
      return shape.min ?? 0;
    case "yes_no":
      return false;
    case "choice":
      return shape.values[0] ?? "";
    case "rows":
    case "lines":
    case "choices":
      return [];
    case "group":
      return newRow(shape.fields, []);
    case "condition":
      return { field: "reference", op: "exists" };
    default:
      return meta.widget === "duration" ? "PT1H" : "";
  }
}

function makeUnique(words: string, taken: readonly unknown[]): string {
  const joint = words === "New" ? " " : "_";
  let text = words;
  for (let next = 2; taken.includes(text); next++) text = `${words}${joint}${next}`;
  return text;
}
