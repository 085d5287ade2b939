import pg from "pg";

/** Sessions of one statement. */
const batch = 10_000;

interface Table {
  name: string;
  /** The type of its column `id`; null when it has none. */
  idType: string | null;
}

/**
 * Copies a stored session of GraphFlow, with its rows of every table that has a `session_id`, once for every new id.
 * Waits are spread over a month. The hashes of the audit chain are copied and do not verify.
 */
export async function copySession(databaseUrl: string, id: string, newIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // The rows were checked when they were written.
    await client.query("SET session_replication_role = replica");
    const { rows: tables } = await client.query<Table>(`
      SELECT c.relname AS name, format_type(id.atttypid, NULL) AS "idType"
      FROM pg_class c
      JOIN pg_attribute key ON key.attrelid = c.oid AND key.attname = 'session_id'
      LEFT JOIN pg_attribute id ON id.attrelid = c.oid AND id.attname = 'id'
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`);
    for (let start = 0; start < newIds.length; start += batch) {
      const ids = newIds.slice(start, start + batch);
      await client.query(copyRows("session", "id", "'id', n.id, 'reference', n.id"), [id, ids]);
      for (const table of tables) {
        await client.query(copyRows(table.name, "session_id", `'session_id', n.id, ${changesOf(table)}`), [id, ids]);
      }
    }
    await client.query("VACUUM ANALYZE");
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

/** The rows of the session for every new id, with some columns changed. */
const copyRows = (table: string, key: string, changes: string): string => `
  INSERT INTO ${table}
  SELECT r.* FROM unnest($2::uuid[]) AS n(id), ${table} t,
    jsonb_populate_record(NULL::${table}, to_jsonb(t) || jsonb_build_object(${changes})) AS r
  WHERE t.${key} = $1::uuid`;

function changesOf({ name, idType }: Table): string {
  const newId = idType === "uuid" ? "gen_random_uuid()" : `nextval(pg_get_serial_sequence('${name}', 'id'))`;
  return `${idType ? `'id', ${newId}, ` : ""}'opened_at', now() - random() * interval '30 days'`;
}
