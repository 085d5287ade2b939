import { log } from "@/lib/log";
import { pool } from "./connections/pool";

/** "ok": the database answers; "read_only": it answers and refuses writes. */
export type DatabaseState = "ok" | "read_only" | "unreachable";

const answerWithinMs = 2000;

/**
 * Whether a new connection would be read-only. Pooled connections keep the `default_transaction_read_only` of their
 * start, so the setting of the database or the role is read.
 */
const isReadOnly = `
  SELECT pg_is_in_recovery() OR coalesce(
    (SELECT split_part(setting, '=', 2)::boolean
     FROM pg_db_role_setting, unnest(setconfig) AS setting
     WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
       AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
       AND setting LIKE 'default\\_transaction\\_read\\_only=%'
     ORDER BY setrole <> 0 DESC, setdatabase <> 0 DESC LIMIT 1),
    (SELECT setting = 'on' AND source NOT IN ('database', 'user', 'database user')
     FROM pg_settings WHERE name = 'default_transaction_read_only')) AS "isReadOnly"`;

/** The present state of the database, within about two seconds. Never throws. */
export async function databaseState(): Promise<DatabaseState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DatabaseState>((resolve) => {
    timer = setTimeout(() => resolve("unreachable"), answerWithinMs);
  });
  return Promise.race([ask(), late]).finally(() => clearTimeout(timer));
}

async function ask(): Promise<DatabaseState> {
  try {
    const { rows } = await pool().query<{ isReadOnly: boolean }>(isReadOnly);
    return rows[0]?.isReadOnly ? "read_only" : "ok";
  } catch (error) {
    log.warn({ err: error }, "The database does not answer");
    return "unreachable";
  }
}
