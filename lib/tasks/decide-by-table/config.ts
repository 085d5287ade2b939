import { z } from "zod";
import type { CheckedCell, ValueType, ValueTypes } from "@/lib/engine/definition-kit";
import { statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema } from "../schema";
import { tableProblems } from "./check-table";
import { describeTable, summarizeTable } from "./describe-table";
import { comparisonOf, type DecisionTable, type TableOutput, tableSchema } from "./table";

const configSchema = z.strictObject({
  table: described(tableSchema, {
    label: "Decision table",
    help: "The first row whose conditions all fit sets the results. An empty condition fits any value.",
    widget: "decision_table",
  }),
  /** The key for the number of the row that fits. */
  rowInto: described(contextKeySchema.optional(), {
    label: "Number of the row kept as",
    help: "Edges can test it: it is 0 when no row fits.",
    widget: "context_key",
  }),
  statusMessage: statusMessageField("Deciding by a table"),
});
export type DecideByTableConfig = z.infer<typeof configSchema>;

function outputType({ outputs, rows, otherwise = [] }: DecisionTable, { key, type }: TableOutput): ValueType {
  if (type === "money") return { type: "number", unit: "money" };
  if (type !== "text") return { type };
  const column = outputs.findIndex((output) => output.key === key);
  const cells = [...rows.map(({ set }) => set[column]), otherwise[column]];
  const values = cells.filter((cell) => typeof cell === "string");
  // A setting is not resolved when the words of a workflow are read.
  const isFixed = cells.every((cell) => typeof cell === "string" || cell === null || cell === undefined);
  return isFixed && values.length > 0 ? { type: "choice", values: [...new Set(values)] } : { type: "text" };
}

const cellsOf = ({ inputs, rows }: DecisionTable): CheckedCell[] =>
  rows.flatMap(({ when }, row) =>
    inputs.flatMap((input, column) => {
      const comparison = comparisonOf(input, when[column]);
      return comparison ? [{ comparison, path: ["table", "rows", row, "when", column], name: `row ${row + 1}` }] : [];
    }),
  );

/** Sets values by a decision table. */
export const decideByTableKind = defineConfig<DecideByTableConfig>({
  kind: "decide_by_table",
  label: "Decide by a table",
  description: "Sets values by the first row of a table whose conditions fit: fees, limits, teams, due times.",
  icon: "table-2",
  replay: "pure",
  configSchema,
  defaults: () => ({
    table: {
      inputs: [{ field: "amount_cents", op: "lt" }],
      outputs: [{ key: "fee_cents", type: "money" }],
      rows: [{ when: [10_000], set: [500] }],
      otherwise: [1_000],
    },
    statusMessage: "Deciding by a table",
  }),
  summarize: ({ table }) => summarizeTable(table ?? {}),
  details: ({ table }, words) => describeTable(table, words),
  writes: ({ table, rowInto }): ValueTypes => ({
    ...Object.fromEntries(table.outputs.map((output) => [output.key, outputType(table, output)])),
    ...(rowInto && { [rowInto]: { type: "number" } }),
  }),
  reads: ({ table }) => [...new Set(table.inputs.map(({ field }) => field))],
  cells: ({ table }) => cellsOf(table),
  check: ({ table, rowInto }) => [
    ...tableProblems(table),
    ...keyProblems(rowInto ? [rowInto] : [], () => ["rowInto"]),
    ...(table.outputs.some(({ key }) => key === rowInto)
      ? [{ message: `the key “${rowInto}” is that of a result, too: choose another one.`, path: ["rowInto"] }]
      : []),
  ],
});
