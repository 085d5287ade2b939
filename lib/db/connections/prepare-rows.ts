import type { PreparedStatement } from "./pool";

/** How the statements of this project read their rows: one JSON array, and the columns that they take of each element. */
const rowSource = /SELECT \* FROM jsonb_to_recordset\(\$1::jsonb\) AS \w+ \(([^)]+)\)/;

type Column = readonly [name: string, type: string];

/** A statement as it is prepared for one row, by the text of the statement for many. */
const singles = new Map<string, { text: string; columns: readonly Column[] }>();

/**
 * Prepares a statement that takes rows. Its text reads them with
 * `SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, ...)`. A single row is given as one typed parameter for
 * each column instead, because Postgres runs that in three quarters of the time. Properties without a column are left
 * out; undefined and null are NULL. Throws for a text that reads no rows.
 */
export function prepareRows(name: string, text: string, rows: readonly object[]): PreparedStatement {
  const [only] = rows;
  if (rows.length !== 1 || !only) return { name, text, values: [JSON.stringify(rows)] };
  const single = singles.get(text) ?? toSingle(text);
  singles.set(text, single);
  return {
    name: `${name}-single`,
    text: single.text,
    values: single.columns.map((column) => toParameter(only[column[0] as keyof typeof only], column)),
  };
}

function toSingle(text: string): { text: string; columns: readonly Column[] } {
  const found = rowSource.exec(text);
  if (!found?.[1]) throw new Error("The statement reads no rows.");
  const columns = found[1].split(",").map((column): Column => {
    const [name = "", type = ""] = column.trim().split(/\s+/);
    return [name, type];
  });
  const parameters = columns.map(([name, type], index) => `$${index + 1}::${type} AS ${name}`);
  return { text: text.replace(found[0], () => `SELECT ${parameters.join(", ")}`), columns };
}

/** The driver would make Postgres arrays of the arrays in JSON, so JSON is given as text. */
function toParameter(value: unknown, [, type]: Column): unknown {
  if (value === undefined || value === null) return null;
  return type === "jsonb" ? JSON.stringify(value) : value;
}
