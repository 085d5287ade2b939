import { z } from "zod";
import {
  type Comparison,
  fieldPathSchema,
  isSettingReference,
  type Scalar,
  type SettingReference,
  settingReferenceSchema,
  valueOperators,
} from "@/lib/engine/definition-kit";
import { described } from "../field-meta";
import { contextKeySchema } from "../schema";

/** The operators of a column, in the order in which they are offered. */
export const tableOperators = valueOperators;

/** The types of the values that a table sets. */
export const outputTypes = ["text", "number", "money", "duration", "date", "yes_no"] as const;
export type OutputType = (typeof outputTypes)[number];

/** The most rows of a table. */
export const maxTableRows = 1_000;
/** The most columns of each kind, conditions and results. */
export const maxTableColumns = 8;

const single = z.union([z.string().min(1).max(400), z.number(), z.boolean(), settingReferenceSchema]);
/** A cell of a condition: a value or, for "is one of", several. Null fits any value. */
const conditionCell = z.union([single, z.array(single).min(1).max(50)]).nullable();
/** A cell of a result. Null leaves the key without a value. */
const resultCell = single.nullable();

/** A decision table: the columns of conditions and results, the rows, and the results when no row fits. */
export const tableSchema = z.strictObject({
  inputs: described(
    z
      .array(
        z.strictObject({
          field: described(fieldPathSchema, { label: "Key", help: "The value that the column compares." }),
          op: described(z.enum(tableOperators), { label: "Comparison" }),
        }),
      )
      .min(1)
      .max(maxTableColumns),
    { label: "Conditions", widget: "table" },
  ),
  outputs: described(
    z
      .array(
        z.strictObject({
          key: described(contextKeySchema, { label: "Key", widget: "context_key" }),
          type: described(z.enum(outputTypes), { label: "Type" }),
        }),
      )
      .min(1)
      .max(maxTableColumns),
    { label: "Results", widget: "table" },
  ),
  rows: described(
    z
      .array(
        z.strictObject({
          when: described(z.array(conditionCell).max(maxTableColumns), { label: "Conditions" }),
          set: described(z.array(resultCell).max(maxTableColumns), { label: "Results" }),
        }),
      )
      .max(maxTableRows),
    { label: "Rows", widget: "table" },
  ),
  /** The results when no row fits. Without them, the keys of the results have no value then. */
  otherwise: described(z.array(resultCell).max(maxTableColumns).optional(), { label: "Otherwise" }),
});
export type DecisionTable = z.infer<typeof tableSchema>;
/** A column of conditions. */
export type TableInput = DecisionTable["inputs"][number];
/** A column of results. */
export type TableOutput = DecisionTable["outputs"][number];
/** A row: the cells of its conditions, and those of its results. */
export type TableRow = DecisionTable["rows"][number];
/** A cell of a condition: one value, several, or null, which fits any value. */
export type ConditionCell = TableRow["when"][number];
/** A cell of a result. Null leaves the key without a value. */
export type ResultCell = TableRow["set"][number];

/** Whether the cells of a column hold several values. */
export const takesValues = ({ op }: Pick<TableInput, "op">): boolean => op === "in" || op === "not_in";

/** The comparison of a cell; undefined for one that fits any value, or that its column cannot take. */
export function comparisonOf({ field, op }: TableInput, cell: ConditionCell | undefined): Comparison | undefined {
  if (cell === null || cell === undefined) return undefined;
  if (op === "in" || op === "not_in") return Array.isArray(cell) ? { field, op, value: cell } : undefined;
  if (Array.isArray(cell)) return undefined;
  if (op === "eq" || op === "ne" || op === "contains") return { field, op, value: cell };
  if (op === "starts_with" || op === "ends_with")
    return typeof cell === "string" || isSettingReference(cell) ? { field, op, value: cell } : undefined;
  return typeof cell === "boolean" ? undefined : { field, op, value: cell };
}

/** The value of a result cell when a session runs; null for none. */
export const resultOf = (cell: ResultCell | undefined): Exclude<Scalar, null> | null =>
  cell === undefined || cell === null || isSettingReference(cell as SettingReference)
    ? null
    : (cell as Exclude<Scalar, null>);
