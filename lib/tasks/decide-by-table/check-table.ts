import { type ConfigProblem, isIsoDay, isSettingReference, maxMoney, parseDuration } from "@/lib/engine/definition-kit";
import { keyProblems } from "../config/field-types";
import { findUnreachable, type UnreachableRow } from "./find-unreachable";
import { comparisonOf, type DecisionTable, type OutputType, type ResultCell, takesValues } from "./table";

const none = (cell: unknown): boolean => cell === null || cell === undefined;

/** What is wrong with a table of the right shape, apart from the types of the keys that it compares. */
export function tableProblems(table: DecisionTable): ConfigProblem[] {
  const { outputs, rows } = table;
  return [
    ...keyProblems(
      outputs.map(({ key }) => key),
      (index) => ["table", "outputs", index, "key"],
    ),
    ...(rows.length === 0 ? [{ message: "the table has no rows: add one.", path: ["table", "rows"] }] : []),
    ...rows.flatMap((row, index) => rowProblems(table, row, index)),
    ...(table.otherwise ? resultProblems(table, table.otherwise, "the last row", ["table", "otherwise"]) : []),
    ...findUnreachable(table).map(unreachableProblem),
  ];
}

function rowProblems(table: DecisionTable, row: DecisionTable["rows"][number], index: number): ConfigProblem[] {
  const name = `row ${index + 1}`;
  const path = ["table", "rows", index];
  const wrong = table.inputs.flatMap((input, column) => {
    const cell = row.when[column];
    if (none(cell) || comparisonOf(input, cell)) return [];
    const words = takesValues(input) ? "a list of values" : "one value that can be compared so";
    return [{ message: `${name}: this cell has to be ${words}.`, path: [...path, "when", column] }];
  });
  const width = row.when.length > table.inputs.length;
  return [
    ...(width ? [{ message: `${name} has more conditions than the table has columns.`, path: [...path, "when"] }] : []),
    ...wrong,
    ...resultProblems(table, row.set, name, [...path, "set"]),
  ];
}

function resultProblems(
  { outputs }: DecisionTable,
  cells: readonly ResultCell[],
  name: string,
  path: ConfigProblem["path"],
): ConfigProblem[] {
  if (cells.length > outputs.length) return [{ message: `${name} has more results than the table has columns.`, path }];
  return outputs.flatMap(({ key, type }, column) => {
    const cell = cells[column];
    // An unknown setting is a problem of its own.
    if (none(cell) || isSettingReference(cell)) return [];
    const fault = faultOf(cell, type);
    return fault ? [{ message: `${name}: the value of “${key}” is ${fault}.`, path: [...path, column] }] : [];
  });
}

/** Why a value is not of a type, as the end of a sentence. */
function faultOf(cell: unknown, type: OutputType): string | undefined {
  switch (type) {
    case "text":
      return typeof cell === "string" ? undefined : "not text";
    case "number":
      return typeof cell === "number" ? undefined : "not a number";
    case "money":
      if (!Number.isSafeInteger(cell)) return "not an amount in whole cents";
      return Math.abs(Number(cell)) <= maxMoney ? undefined : "too large an amount";
    case "duration":
      return typeof cell === "string" && parseDuration(cell) !== undefined ? undefined : "not a duration like PT4H";
    case "date":
      return typeof cell === "string" && isIsoDay(cell) ? undefined : "not a day like 2026-11-15";
    case "yes_no":
      return typeof cell === "boolean" ? undefined : "neither yes nor no";
  }
}

/** Rows that a message names. It counts the others. */
const mostNamed = 3;

function unreachableProblem({ row, because }: UnreachableRow): ConfigProblem {
  const path = ["table", "rows", row];
  const name = `row ${row + 1}`;
  if (because.length === 0) return { message: `${name} never fits: its conditions contradict each other.`, path };
  const [first = 0] = because;
  if (because.length === 1)
    return { message: `${name} is never reached: row ${first + 1} fits whenever it does.`, path };
  const named = because.slice(0, mostNamed).map((index) => index + 1);
  const more = because.length - named.length;
  const rows =
    more > 0 ? `${named.join(", ")} and ${more} more` : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
  return { message: `${name} is never reached: rows ${rows} together fit whenever it does.`, path };
}
