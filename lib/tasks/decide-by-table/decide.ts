import { type Comparison, compareValue } from "@/lib/engine/definition-kit";
import { comparisonOf, type DecisionTable, type ResultCell } from "./table";

interface CompiledTable {
  /** The fields that the columns compare, each once. */
  fields: string[];
  rows: { tests: { field: number; comparison: Comparison }[]; isNever: boolean }[];
}

/** The row that fits first. */
export interface TableDecision {
  /** The index of the row; null when none fits. */
  row: number | null;
  /** The results by the index of their column. */
  results: readonly ResultCell[];
}

// A version that is running has one config object, so its table is compiled once.
const compiled = new WeakMap<DecisionTable, CompiledTable>();

/** Finds the first row of a table that fits. A value that is not known fits only an empty cell. */
export function decide(table: DecisionTable, read: (path: string) => unknown): TableDecision {
  const known = compiled.get(table) ?? compile(table);
  compiled.set(table, known);
  const values = known.fields.map(read);
  const row = known.rows.findIndex(
    ({ tests, isNever }) =>
      !isNever && tests.every(({ field, comparison }) => compareValue(comparison, values[field]) === true),
  );
  return row < 0 ? { row: null, results: table.otherwise ?? [] } : { row, results: table.rows[row]?.set ?? [] };
}

function compile({ inputs, rows }: DecisionTable): CompiledTable {
  const fields = [...new Set(inputs.map(({ field }) => field))];
  return {
    fields,
    rows: rows.map(({ when }) => {
      const cells = inputs.map((input, index) => ({ comparison: comparisonOf(input, when[index]), cell: when[index] }));
      return {
        tests: cells.flatMap(({ comparison }) =>
          comparison ? [{ field: fields.indexOf(comparison.field), comparison }] : [],
        ),
        // A cell that its column cannot take is refused when a workflow is published. It fits nothing.
        isNever: cells.some(({ comparison, cell }) => !comparison && cell !== null && cell !== undefined),
      };
    }),
  };
}
