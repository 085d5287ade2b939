import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

// Not the error itself: the driver hangs its whole client on it.
export const logLoss = ({ message }: Error) => log.warn({ reason: message }, "A database connection was lost");

// `next dev` loads this module again after every change; the pool must stay one.
const holder = globalThis as { graphflowPool?: pg.Pool };

/** The connections of this process, opened with the first query, so that importing this during a build needs no database. */
export function pool(): pg.Pool {
  if (holder.graphflowPool && !holder.graphflowPool.ending) return holder.graphflowPool;
  const connectionString = env.DATABASE_URL;
  if (!connectionString) throw new Error("DATABASE_URL is not set: `npm start` sets it for the embedded Postgres.");
  const opened = new pg.Pool({
    connectionString,
    max: 10,
    // Without it a query waits for a free connection for ever; with it the caller hears "busy" in time to say so.
    connectionTimeoutMillis: 2000,
    statement_timeout: 10_000,
    lock_timeout: 3000,
    idle_in_transaction_session_timeout: 10_000,
  });
  // Postgres going away shows in the queries that needed it; unheard, this event would end the process.
  opened.on("error", logLoss);
  holder.graphflowPool = opened;
  return opened;
}

/** A statement that Postgres plans once a connection. Its name is its plan's: another text needs another name. */
export interface PreparedStatement {
  name: string;
  text: string;
  values: unknown[];
}

/** Runs a prepared statement. Throws the driver's error as it is. */
export async function runPrepared<Row extends pg.QueryResultRow>(statement: PreparedStatement): Promise<Row[]> {
  const { rows } = await pool().query<Row>(statement);
  return rows;
}
