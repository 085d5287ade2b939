import pg from "pg";
import { type Invariant, invariants } from "./invariants";

export interface Violation {
  invariant: Invariant;
  sessionId: string | null;
  detail: string;
}

/** All queries as one statement: one round trip, and one snapshot. */
const all = Object.entries(invariants)
  .map(
    ([name, query]) =>
      `SELECT '${name.replaceAll("'", "''")}' AS invariant, q.session_id AS "sessionId", q.detail FROM (${query}) AS q`,
  )
  .join("\nUNION ALL\n");

export type Queryable = Pick<pg.Client, "query">;

/** The violations in a database, of all sessions or of some; empty when every invariant holds. */
export async function checkInvariants(database: Queryable, sessionIds: string[] | null = null): Promise<Violation[]> {
  const { rows } = await database.query<Violation>(all, [sessionIds]);
  return rows;
}

/** Runs `work` on a connection of its own. */
export async function withDatabase<Result>(url: string | undefined, work: (database: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
