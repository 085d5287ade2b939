import type pg from "pg";
import { connect } from "@/lib/db/connections/connection";
import { oneLine } from "../processes/one-line";

const oldestPostgres = 15;
const answerWithinMs = 3000;

/** What to do about an error of Postgres or of the connection, by its code. */
const remedies: Record<string, string> = {
  ECONNREFUSED: "is Postgres running there?",
  ENOTFOUND: "is the name of the host right?",
  "08P01": "a pooler refuses parameters at startup: take `options` and timeouts out of the address",
  "28P01": "check user and password",
  "28000": "check the user, and pg_hba.conf of the server",
  "3D000": "create it with: CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0",
  "42501": "its role needs CREATE on the database and on the schema, or set DATABASE_OWNER_URL to a role that has it",
  "53300": "raise max_connections, or end other connections",
  "25006": "name a server that takes writes",
};

/**
 * Throws an Error of one line when the database of a variable cannot be used: why, and what to do. It never contains
 * the user or the password.
 */
export async function checkDatabase(databaseUrl: string, variable = "DATABASE_URL"): Promise<void> {
  const begin = performance.now();
  const clients: pg.Client[] = [];
  const open = async () => {
    const client = await connect(databaseUrl, { timeoutMs: answerWithinMs });
    clients.push(client);
    return client;
  };
  try {
    const first = await open();
    const reason = (await findDefect(first)) ?? (await findPooler(first, await open()));
    if (reason) throw new Error(reason);
  } catch (cause) {
    const hasTimedOut = clients.length === 0 && performance.now() - begin >= answerWithinMs;
    throw cannotUse(
      databaseUrl,
      variable,
      hasTimedOut ? new Error(`no answer within ${answerWithinMs / 1000} s`) : cause,
    );
  } finally {
    for (const client of clients) client.end().catch(() => {});
  }
}

/** The Error of one line about a database that cannot be used. */
export function cannotUse(databaseUrl: string, variable: string, cause: unknown): Error {
  const { host, pathname } = new URL(databaseUrl);
  const remedy = remedies[codeOf(cause)];
  const reason = oneLine(cause).replace(/^ERROR: |\.$/g, "");
  const line = `${variable}: the database at ${host}${pathname} cannot be used: ${reason}`;
  return new Error(`${line}${remedy ? ` (${remedy})` : ""}.`, { cause });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const { code } = (error ?? {}) as { code?: string };
  if (code !== undefined) return code;
  // The engine of the migrations passes on the message of Postgres without its code.
  return /permission denied/.test(String(error)) ? "42501" : "";
}

interface Facts {
  version: number;
  encoding: string;
  isReadOnly: boolean;
  isStandby: boolean;
  name: string;
}

async function findDefect(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<Facts>(`
    SELECT current_setting('server_version_num')::int / 10000 AS version,
      current_setting('server_encoding') AS encoding,
      current_setting('transaction_read_only')::boolean AS "isReadOnly", pg_is_in_recovery() AS "isStandby",
      quote_ident(current_database()) AS name`);
  const [facts] = rows;
  if (!facts) return "it does not say what it is";
  if (facts.version < oldestPostgres)
    return `it is Postgres ${facts.version}, GraphFlow needs ${oldestPostgres} or newer`;
  if (facts.encoding !== "UTF8") {
    const remedy = "CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0";
    return `its encoding is ${facts.encoding} and must be UTF8 (${remedy})`;
  }
  if (facts.isStandby) return "it is a standby, which only reads: name the primary";
  if (facts.isReadOnly) {
    const remedy = `ALTER DATABASE ${facts.name} SET default_transaction_read_only = off`;
    return `it refuses writes, default_transaction_read_only is on (from another database: ${remedy})`;
  }
  return undefined;
}

const probes = 5;

/**
 * Two open connections have a server process each, unless a pooler shares one process between transactions. Several
 * probes: another client may get the process in between.
 */
async function findPooler(first: pg.Client, second: pg.Client): Promise<string | undefined> {
  for (let probe = 0; probe < probes; probe++) {
    const pids = [await processOf(first), await processOf(second)];
    if (pids[0] !== pids[1]) continue;
    return (
      "a pooler lends its connections by the transaction; LISTEN, locks and settings need " +
      "pool_mode = session (or name the server's own port)"
    );
  }
  return undefined;
}

async function processOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid;
}
