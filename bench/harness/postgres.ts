import pg from "pg";

// Statements of the benchmark itself.

/** Does `work` with a connection of its own. */
export async function withClient<Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function selectNumber(databaseUrl: string, statement: string): Promise<number> {
  const { rows } = await withClient(databaseUrl, (client) => client.query<{ n: string }>(statement));
  return Number(rows[0]?.n);
}

/** Runs a statement without a result. */
export async function execute(databaseUrl: string, statement: string, values?: unknown[]): Promise<void> {
  await withClient(databaseUrl, (client) => client.query(statement, values));
}

/** The server's settings with these names. */
export function readSettings(serverUrl: string, names: string[]): Promise<Record<string, string>> {
  return withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)",
      [names],
    );
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  });
}

/** Creates an empty database on the server of `serverUrl`; resolves to its address. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await execute(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  execute(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);

const tables = "pg_stat_user_tables";

/** Bytes on disk of all tables with their indexes and TOAST, after a VACUUM. */
export async function countDiskBytes(databaseUrl: string): Promise<number> {
  await execute(databaseUrl, "VACUUM");
  return selectNumber(databaseUrl, `SELECT sum(pg_total_relation_size(relid)) AS n FROM ${tables}`);
}

/** The position of the write-ahead log in bytes. All databases of the server share it. */
export const walPosition = (databaseUrl: string): Promise<number> =>
  selectNumber(databaseUrl, "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS n");

/** The number of writing transactions so far, on the whole server. */
export const countWritingTransactions = (databaseUrl: string): Promise<number> =>
  selectNumber(databaseUrl, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS n");

/** The number of rows of all tables. */
export const countRows = (databaseUrl: string): Promise<number> => sumOverTables(databaseUrl, "count(*)");

/** Bytes of all rows as stored, without the overhead of pages and indexes. */
export const countStoredBytes = (databaseUrl: string): Promise<number> =>
  sumOverTables(databaseUrl, "coalesce(sum(pg_column_size(t.*)), 0)");

async function sumOverTables(databaseUrl: string, expression: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows: found } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, relname) AS name FROM ${tables}`,
    );
    const parts = found.map(({ name }) => `SELECT ${expression} AS n FROM ${name} t`);
    const { rows } = await client.query<{ n: string }>(
      `SELECT sum(n) AS n FROM (${parts.join(" UNION ALL ")}) AS all_tables`,
    );
    return Number(rows[0]?.n);
  });
}
