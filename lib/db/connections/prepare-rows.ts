import { processState } from "@/lib/process-state";
import type { PreparedStatement } from "./pool";

/** How the statements read their rows: one JSON array, and the columns that they take of each element. */
const rowSource = /SELECT \* FROM jsonb_to_recordset\(\$1::jsonb\) AS \w+ \(([^)]+)\)/;

type Column = readonly [name: string, type: string];

/** The texts that are prepared, by the name of the statement. */
const prepared = processState("prepared-rows", () => new Map<string, { text: string; columns: readonly Column[] }>());

/**
 * Prepares a statement that takes rows. Its text reads them with
 * `SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, ...)`. A single row is given as one typed parameter for
 * each column instead, because Postgres runs that in three quarters of the time. Properties without a column are left
 * out; undefined and null are NULL.
 *
 * `parts` names common table expressions of the text that nothing refers to, with whether these rows need them.
 * The others are left out of what is prepared: a table that a statement may write costs time, also when nothing is
 * written. Throws for a text that reads no rows or has no such part.
 */
export function prepareRows(
  name: string,
  text: string,
  rows: readonly object[],
  parts: readonly (readonly [name: string, isNeeded: boolean])[] = [],
): PreparedStatement {
  const [only] = rows;
  const isSingle = rows.length === 1 && only !== undefined;
  const variant = [isSingle, ...parts.map(([, isNeeded]) => isNeeded)].map(Number).join("");
  const statement = prepared.get(`${name}-${variant}`) ?? toStatement(text, parts, isSingle);
  prepared.set(`${name}-${variant}`, statement);
  return {
    name: `${name}-${variant}`,
    text: statement.text,
    values: isSingle
      ? statement.columns.map((column) => toParameter(only[column[0] as keyof typeof only], column))
      : [JSON.stringify(rows)],
  };
}

function toStatement(text: string, parts: readonly (readonly [string, boolean])[], isSingle: boolean) {
  const unneeded = parts.flatMap(([part, isNeeded]) => (isNeeded ? [] : [part]));
  const needed = unneeded.reduce(withoutPart, text);
  const found = rowSource.exec(needed);
  if (!found?.[1]) throw new Error("The statement reads no rows.");
  const columns = found[1].split(",").map((column): Column => {
    const [name = "", type = ""] = column.trim().split(/\s+/);
    return [name, type];
  });
  const parameters = columns.map(([name, type], index) => `$${index + 1}::${type} AS ${name}`);
  return { text: isSingle ? needed.replace(found[0], () => `SELECT ${parameters.join(", ")}`) : needed, columns };
}

/** A part begins with its name at the start of a line and ends with a parenthesis at the start of a line. */
function withoutPart(text: string, part: string): string {
  const start = text.indexOf(`,\n${part} AS (`);
  const end = text.indexOf("\n)", start + 1);
  if (start < 0 || end < 0) throw new Error(`The statement has no part "${part}".`);
  return text.slice(0, start) + text.slice(end + 2);
}

/** The driver would make Postgres arrays of the arrays in JSON, so JSON is given as text. */
function toParameter(value: unknown, [, type]: Column): unknown {
  if (value === undefined || value === null) return null;
  return type === "jsonb" ? JSON.stringify(value) : value;
}
