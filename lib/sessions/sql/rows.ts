/** A column of what a statement is given: the name of a property, and its Postgres type. */
export type Column<Row> = readonly [name: keyof Row & string, type: string];

/** The rows as a query: of one the parameters themselves, of several the elements of their arrays. */
export function rowsOf<Row>(columns: readonly Column<Row>[], several: boolean): string {
  if (!several)
    return `SELECT ${columns.map(([name, type], index) => `$${index + 1}::${type} AS "${name}"`).join(", ")}`;
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`);
  return `SELECT * FROM unnest(${arrays.join(", ")}) AS t(${columns.map(([name]) => `"${name}"`).join(", ")})`;
}

/** The parameters of `rowsOf`. */
export function parametersOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): unknown[] {
  const [only] = rows;
  return columns.map((column) =>
    rows.length === 1 && only ? encode(column, only) : rows.map((row) => encode(column, row)),
  );
}

/** JSON goes as text: the driver would make Postgres arrays of what are JSON arrays. */
function encode<Row>([name, type]: Column<Row>, row: Row): unknown {
  const value = row[name];
  return type === "jsonb" && value !== null ? JSON.stringify(value) : value;
}
