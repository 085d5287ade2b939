import {
  type ConditionWords,
  describeCondition,
  describeValue,
  formatDuration,
  isSettingReference,
} from "@/lib/engine/definition-kit";
import { comparisonOf, type DecisionTable, type ResultCell, type TableOutput } from "./table";

/** A key for people: "amount" for amount_cents. */
const nameOf = (path: string, words: ConditionWords = {}): string =>
  words.field?.(path) ?? path.replace(/_cents$/, "").replaceAll(/[._]/g, " ");

const listed = (names: readonly string[]): string => new Intl.ListFormat("en").format([...new Set(names)]);

/** One line for a card: "Sets fee by amount and kind: 12 rows". It takes half a table, too. */
export function summarizeTable({ inputs = [], outputs = [], rows = [] }: Partial<DecisionTable>): string {
  const by = inputs.length > 0 ? ` by ${listed(inputs.map(({ field }) => nameOf(field)))}` : "";
  const count = `${rows.length.toLocaleString("en")} ${rows.length === 1 ? "row" : "rows"}`;
  return `Sets ${listed(outputs.map(({ key }) => nameOf(key))) || "nothing"}${by}: ${count}`;
}

/** The table as sentences, one a row: "1. If amount is less than $100, fee is $5." */
export function describeTable(table: DecisionTable, words: ConditionWords): string[] {
  const lines = table.rows.map(({ when, set }, index) => {
    const all = table.inputs.flatMap((input, column) => comparisonOf(input, when[column]) ?? []);
    const results = describeResults(table, set, words);
    const sentence =
      all.length > 0 ? `If ${describeCondition({ all }, words)}, ${results}` : `In every case ${results}`;
    return `${index + 1}. ${sentence}.`;
  });
  const otherwise = table.otherwise
    ? describeResults(table, table.otherwise, words)
    : `${listed(table.outputs.map(({ key }) => nameOf(key, words)))} has no value`;
  return [...lines, `Otherwise ${otherwise}.`];
}

function describeResults({ outputs }: DecisionTable, cells: readonly ResultCell[], words: ConditionWords): string {
  return listed(
    outputs.map((output, column) => {
      const cell = cells[column] ?? null;
      const name = nameOf(output.key, words);
      return cell === null ? `${name} has no value` : `${name} is ${describeResult(output, cell, words)}`;
    }),
  );
}

function describeResult({ key, type }: TableOutput, cell: Exclude<ResultCell, null>, words: ConditionWords): string {
  if (isSettingReference(cell)) return `the setting “${cell.setting.replaceAll("_", " ")}”`;
  if (type === "duration" && typeof cell === "string") return formatDuration(cell);
  const path = type === "money" ? "value_cents" : key;
  return describeValue(path, cell, words);
}
