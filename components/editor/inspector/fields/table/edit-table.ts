import {
  type ConditionCell,
  type DecisionTable,
  outputTypes,
  type ResultCell,
  type TableInput,
  type TableOutput,
  type TableRow,
  tableOperators,
} from "@/lib/tasks/decide-by-table/table";
import { moveItem } from "../../schema/rows";

/** The two kinds of columns: conditions and results. */
export type Side = "when" | "set";

/** Whether a value can be drawn as a table. The schema itself is too slow for every key press in a thousand rows. */
export function hasShapeOfTable(value: unknown): value is DecisionTable {
  const { inputs, outputs, rows, otherwise } = (value ?? {}) as Partial<Record<keyof DecisionTable, unknown>>;
  const isRow = (row: unknown): boolean => {
    const { when, set } = (row ?? {}) as Partial<Record<Side, unknown>>;
    return Array.isArray(when) && Array.isArray(set);
  };
  return (
    Array.isArray(inputs) &&
    inputs.every((input) => typeof input?.field === "string" && tableOperators.includes(input.op)) &&
    Array.isArray(outputs) &&
    outputs.every((output) => typeof output?.key === "string" && outputTypes.includes(output.type)) &&
    Array.isArray(rows) &&
    rows.every(isRow) &&
    (otherwise === undefined || Array.isArray(otherwise))
  );
}

/** The row with a cell for each column. */
export const fullRow = ({ inputs, outputs }: DecisionTable, row?: Partial<TableRow>): TableRow => ({
  when: inputs.map((_, column) => row?.when?.[column] ?? null),
  set: outputs.map((_, column) => row?.set?.[column] ?? null),
});

const changeRows = (table: DecisionTable, change: (row: TableRow) => TableRow): TableRow[] =>
  table.rows.map((row) => change(fullRow(table, row)));

/** Adds a column at the end of its side. Its cells are empty. */
export function addInput(table: DecisionTable, input: TableInput): DecisionTable {
  const next = { ...table, inputs: [...table.inputs, input] };
  return { ...next, rows: changeRows(next, (row) => row) };
}

export function addOutput(table: DecisionTable, output: TableOutput): DecisionTable {
  const next = { ...table, outputs: [...table.outputs, output] };
  return { ...next, rows: changeRows(next, (row) => row), ...withLastRow(next, (cells) => [...cells]) };
}

/** Removes a column with its cells. */
export function removeColumn(table: DecisionTable, side: Side, column: number): DecisionTable {
  const without = <Item>(items: readonly Item[]): Item[] => items.toSpliced(column, 1);
  return changeColumns(table, side, without);
}

/** Moves a column with its cells to the left (-1) or to the right. */
export function moveColumn(table: DecisionTable, side: Side, column: number, by: -1 | 1): DecisionTable {
  return changeColumns(table, side, (items) => moveItem(items, column, by));
}

function changeColumns(
  table: DecisionTable,
  side: Side,
  change: <Item>(items: readonly Item[]) => Item[],
): DecisionTable {
  const rows = changeRows(table, (row) => ({ ...row, [side]: change<ConditionCell | ResultCell>(row[side]) }));
  if (side === "when") return { ...table, rows, inputs: change(table.inputs) };
  return { ...table, rows, outputs: change(table.outputs), ...withLastRow(table, change) };
}

function withLastRow(
  { outputs, otherwise }: DecisionTable,
  change: (cells: readonly ResultCell[]) => ResultCell[],
): Pick<DecisionTable, "otherwise"> {
  return otherwise ? { otherwise: change(outputs.map((_, column) => otherwise[column] ?? null)) } : {};
}

/** Inserts a row before the index. */
export const insertRow = (table: DecisionTable, index: number, row?: TableRow): DecisionTable => ({
  ...table,
  rows: table.rows.toSpliced(index, 0, fullRow(table, row)),
});

/** Sets one cell. `row` is "otherwise" for the last row. */
export function setCell(
  table: DecisionTable,
  row: number | "otherwise",
  side: Side,
  column: number,
  value: unknown,
): DecisionTable {
  if (row === "otherwise") {
    const cells = table.outputs.map((_, index) => table.otherwise?.[index] ?? null);
    return { ...table, otherwise: cells.with(column, value as ResultCell) };
  }
  const before = fullRow(table, table.rows[row]);
  const cells = (before[side] as (ConditionCell | ResultCell)[]).with(column, value as ResultCell);
  return { ...table, rows: table.rows.with(row, { ...before, [side]: cells }) };
}
