import pg, { type ClientBase, type ClientConfig } from "pg";
import { parseIntoClientConfig } from "pg-connection-string";

/** Settings of a Postgres connection by name, as `SET` takes them. */
export type Settings = Readonly<Record<string, string>>;

/**
 * What our statements rely on. A server, a database or a role may have other defaults, so every connection sets them.
 * Not among them: `default_transaction_read_only` (an administrator's way to refuse writes) and `synchronous_commit`
 * (how safe a commit is, is the administrator's choice; only statements whose loss is harmless lower it).
 */
const pinned: Settings = {
  // Prisma's adapter sends a time without its zone and drops the zone of what it reads.
  timezone: "UTC",
  // The driver and Prisma parse the ISO form only.
  datestyle: "ISO, MDY",
  intervalstyle: "postgres",
  bytea_output: "hex",
  client_encoding: "UTF8",
  // Every statement is written for it: a lost race shows in the rows that come back, not in a serialization failure.
  default_transaction_isolation: "read committed",
  // Literals that the driver, Prisma and pg-boss quote are quoted for it.
  standard_conforming_strings: "on",
  // Fewer digits would round what is read.
  extra_float_digits: "1",
  // Limits of a database or role; a pool that wants one names it.
  statement_timeout: "0",
  lock_timeout: "0",
  idle_in_transaction_session_timeout: "0",
};

/** A server that accepts connections and answers nothing (a pooler without a free server) fails the connection. */
const settingTimeoutMs = 2000;

/** The options of `pg.Pool` and `pg.Client`. Only a pool calls `onConnect`; see `connect` for a client. */
export type ConnectionOptions = ClientConfig & { onConnect(client: ClientBase): Promise<void> };

/**
 * The one place that makes the options of a connection. `settings` are added to those that every connection has. They
 * are set by a statement, not by startup parameters: a pooler (PgBouncer) refuses startup parameters it does not know.
 */
export function connectionOptions(databaseUrl: string, settings: Settings = {}): ConnectionOptions {
  const { schema: _, ...parsed } = parseIntoClientConfig(databaseUrl) as ClientConfig & { schema?: string };
  const { pathname } = new URL(databaseUrl);
  const statement = settingStatement({ ...pinned, search_path: searchPath(databaseUrl), ...settings });
  return {
    ...parsed,
    // The driver leaves "%2F" and its like in the name.
    ...(pathname.length > 1 && { database: decodeURIComponent(pathname.slice(1)) }),
    // NAT and firewalls drop idle connections silently: without keepalive a query would wait for minutes.
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    onConnect: async (client) => {
      await client.query({ text: statement, query_timeout: settingTimeoutMs } as pg.QueryConfig);
    },
  };
}

/** Opens a connection outside the pools, with every setting made. The caller ends it. Throws the driver's error. */
export async function connect(
  databaseUrl: string,
  { settings, timeoutMs = 3000 }: { settings?: Settings; timeoutMs?: number } = {},
): Promise<pg.Client> {
  const options = connectionOptions(databaseUrl, settings);
  const client = new pg.Client({ ...options, connectionTimeoutMillis: timeoutMs });
  // A lost connection fails the query that needs it. Without a listener the event would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    await options.onConnect(client);
    return client;
  } catch (error) {
    // Not awaited: ending a connection that was never established can hang.
    client.end().catch(() => {});
    throw error;
  }
}

/** The schema that our tables are in: `?schema=` of the connection string, as Prisma reads it, else "public". */
export const databaseSchema = (databaseUrl: string): string =>
  new URL(databaseUrl).searchParams.get("schema") || "public";

/** Temporary tables come last: searched first, one of them could stand in for a table that a trigger reads. */
const searchPath = (databaseUrl: string): string => `${pg.escapeIdentifier(databaseSchema(databaseUrl))}, pg_temp`;

const settingStatement = (settings: Settings): string => {
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, false)`,
  );
  return `SELECT ${calls.join(", ")}`;
};
