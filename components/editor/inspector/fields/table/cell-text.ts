import { type ConditionWords, isSettingReference, type Scalar } from "@/lib/engine/definition-kit";
import { type ConditionCell, type TableInput, type TableOutput, takesValues } from "@/lib/tasks/decide-by-table/table";
import {
  type FieldType,
  fieldTypeOf,
  operatorWords,
  type ValueInput,
  valueInputFor,
} from "../../condition/condition-operators";
import { readScalar, writeScalar } from "../../condition/scalar-text";
import type { WorkflowKeys } from "../../schema/known-keys";
import { mistyped, type Typed, typed } from "../../texts/typed";

/** A column with what its cells need. */
export interface TableColumn {
  /** "amount is at least", "fee". */
  name: string;
  input: ValueInput;
  type: FieldType;
  /** The cells hold several values. */
  takesValues: boolean;
  /** The label of a value. */
  label: (value: Scalar) => string | undefined;
}

type Cell = ConditionCell;
type Known = Pick<WorkflowKeys, "keys" | "words">;

const nameOf = (path: string, { keys, words }: Known): string =>
  keys.get(path)?.name ?? words.field?.(path) ?? path.replace(/_cents$/, "").replaceAll(/[._]/g, " ");

export function inputColumn(input: TableInput, known: Known): TableColumn {
  const type = known.keys.get(input.field)?.type ?? fieldTypeOf(undefined);
  return {
    name: `${nameOf(input.field, known)} ${operatorWords(input.op, type)}`,
    input: valueInputFor(input.op, type) ?? "any",
    type,
    takesValues: takesValues(input),
    label: labelOf(input.field, known.words),
  };
}

export const outputColumn = ({ key, type }: TableOutput, known: Known): TableColumn => ({
  name: nameOf(key, known),
  input: type,
  type: { input: type, values: [] },
  takesValues: false,
  label: () => undefined,
});

const labelOf =
  (field: string, words: ConditionWords): TableColumn["label"] =>
  (value) =>
    words.value?.(field, value);

const prefix = "settings.";

/** A cell as text. A setting reads as in a template, several values with commas between them. */
export function writeCell(cell: Cell | undefined, column: TableColumn): string {
  if (cell === null || cell === undefined) return "";
  if (Array.isArray(cell)) return cell.map((one) => quoted(writeOne(one, column))).join(", ");
  return writeOne(cell, column);
}

function writeOne(one: Exclude<Cell, null> & (Scalar | object), column: TableColumn): string {
  if (isSettingReference(one)) return `${prefix}${one.setting}`;
  const value = one as Scalar;
  return (column.input === "choice" && column.label(value)) || writeScalar(value, column.input);
}

const quoted = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Reads the text of a cell; an empty text is an empty cell. */
export function readCell(text: string, column: TableColumn): Typed<Cell> {
  if (text.trim() === "") return typed(null);
  if (!column.takesValues) return readOne(text, column) as Typed<Cell>;
  const values: unknown[] = [];
  for (const part of splitValues(text)) {
    if (part.trim() === "") continue;
    const reading = readOne(part, column);
    if (!reading.ok) return mistyped(`“${part.trim()}”: ${reading.problem}`);
    values.push(reading.value);
  }
  return values.length > 0 ? typed(values as Cell) : mistyped("Type values with commas between them.");
}

function readOne(text: string, column: TableColumn): Typed<unknown> {
  const words = text.trim();
  if (/^settings\.[a-z][a-z0-9_]*$/.test(words)) return typed({ setting: words.slice(prefix.length) });
  const { input, type, label } = column;
  if (input === "yes_no") {
    const isYes = /^(?:yes|true)$/i.test(words);
    return isYes || /^(?:no|false)$/i.test(words) ? typed(isYes) : mistyped("Type yes or no.");
  }
  if (input !== "choice") return readScalar(words, input);
  const same = (one: string | undefined): boolean => one?.toLowerCase() === words.toLowerCase();
  const found = type.values.find((value) => same(value)) ?? type.values.find((value) => same(label(value)));
  return typed(found ?? words);
}

/** The parts between commas. A part in double quotes may hold commas. */
function splitValues(text: string): string[] {
  const parts = [""];
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    const part = parts.at(-1) ?? "";
    if (sign === '"' && isQuoted && text.charAt(at + 1) === '"') at++;
    else if (sign === '"' && (isQuoted || part.trim() === "")) {
      isQuoted = !isQuoted;
      continue;
    } else if (sign === "," && !isQuoted) {
      parts.push("");
      continue;
    }
    parts[parts.length - 1] = part + sign;
  }
  return parts;
}
