/** A column of what a statement is given: its name, its Postgres type, and its value, by default the property of that name. */
export type Column<Row> =
  | readonly [name: keyof Row & string, type: string]
  | readonly [name: string, type: string, value: (row: Row) => unknown];

/** The rows as a query: of one the parameters themselves, of several the elements of their arrays. */
export function rowsOf<Row>(columns: readonly Column<Row>[], several: boolean): string {
  if (!several)
    return `SELECT ${columns.map(([name, type], index) => `$${index + 1}::${type} AS "${name}"`).join(", ")}`;
  const values = columns.map(([name, type]) => (isArray(type) ? `t."${name}"::${type}` : `t."${name}"`));
  const arrays = columns.map(([, type], index) => `$${index + 1}::${isArray(type) ? "text" : type}[]`);
  const names = columns.map(([name]) => `"${name}"`).join(", ");
  return `SELECT ${values.join(", ")} FROM unnest(${arrays.join(", ")}) AS t(${names})`;
}

/** The parameters of `rowsOf`. */
export function parametersOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): unknown[] {
  const [only] = rows;
  if (rows.length === 1 && only) return columns.map((column) => encode(column, only));
  return columns.map((column) => rows.map((row) => encode(column, row)));
}

/**
 * JSON goes as text: the driver would make Postgres arrays of what are JSON arrays. So do arrays of texts: of an array of
 * arrays `unnest` would not keep the inner ones.
 */
function encode<Row>([name, type, read]: Column<Row>, row: Row): unknown {
  const value = read ? read(row) : row[name as keyof Row];
  if (value === null || value === undefined) return null;
  if (type === "jsonb") return JSON.stringify(value);
  return isArray(type) ? arrayLiteral(value as readonly string[]) : value;
}

const isArray = (type: string): boolean => type.endsWith("[]");

const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
