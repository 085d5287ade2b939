import type { EventEmitter } from "node:events";
import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { isCollision } from "../is-collision";
import { connectionOptions, type Settings } from "./connection";
import { HeldConnections } from "./held-connections";

// Not the error itself: the driver adds its whole client to it.
const logLoss = ({ message }: Error) => log.warn({ reason: message }, "A database connection was lost");

/** SQLSTATE of a write that is refused. */
const readOnlyTransaction = "25006";

const limits = { statement_timeout: "10s", lock_timeout: "3s", idle_in_transaction_session_timeout: "10s" };

// Without it a query waits for a free connection without a limit; with it the caller can answer "busy" in time.
const connectionTimeoutMillis = 2000;

// A new connection costs some processor time at both ends: on a busy machine the first burst after a quiet time would
// wait longer than that for its connections.
const idleTimeoutMillis = 5 * 60_000;

const pools = processState("database-pools", () => new Map<string, pg.Pool>());
const held = processState("held-connections", () => new Map<string, HeldConnections>());

/** The URL of the database of this process. Throws an Error of one line when it is not set. */
export function databaseUrl(): string {
  if (!env.DATABASE_URL) throw new Error("DATABASE_URL is not set: `npm start` sets it for the embedded Postgres.");
  return env.DATABASE_URL;
}

/** A pool of this process, opened with the first query, so that importing this during a build needs no database. */
function open(name: string, max: number, settings: Settings = {}): pg.Pool {
  const known = pools.get(name);
  if (known && !known.ending) return known;
  const options = connectionOptions(databaseUrl(), { ...limits, ...settings });
  const opened = new pg.Pool({ ...options, connectionTimeoutMillis, idleTimeoutMillis, max });
  // A lost database fails the queries that need it; without a listener these events would end the process. A connection
  // gets its own listener when it is made: the pool removes its listener before it hands the connection out.
  opened.on("error", () => {});
  opened.on("connect", (client) => client.on("error", logLoss));
  endReadOnly(opened);
  pools.set(name, opened);
  return opened;
}

/**
 * A connection keeps the `default_transaction_read_only` it began with: one that has refused a write is not used again,
 * so that writes go through as soon as the database takes them.
 */
function endReadOnly(of: pg.Pool): void {
  const refused = new WeakSet<pg.PoolClient>();
  of.on("connect", (client) => {
    const { connection } = client as pg.PoolClient & {
      connection: EventEmitter<{ errorMessage: [{ code?: string }] }>;
    };
    connection.on("errorMessage", ({ code }) => {
      if (code === readOnlyTransaction) refused.add(client);
    });
  });
  of.on("release", (_, client) => {
    if (refused.has(client)) void client.end();
  });
}

/** The connections that Prisma and transactions use. */
export const pool = (): pg.Pool => open("any", 10);

/**
 * Opens some connections of `pool` before the first requests need them. Never rejects: what keeps a connection from
 * being opened fails the query that needs it.
 */
export async function openConnections(): Promise<void> {
  const opened = await Promise.allSettled(Array.from({ length: 6 }, () => pool().connect()));
  for (const connection of opened) if (connection.status === "fulfilled") connection.value.release();
}

// The few statements that every step runs. Their plans do not depend on their values, but Postgres would plan each call
// again, which costs more than the call. Other queries need plans for their values (partial indexes), so these have a
// pool of their own. A plan that is made while the tables are empty must fit full tables: it always uses the indexes.
const planned = {
  plan_cache_mode: "force_generic_plan",
  jit: "off",
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
};
const kinds = {
  waiting: { max: 2, settings: planned },
  withoutLockWait: { max: 3, settings: { ...planned, lock_timeout: "50ms" } },
  asyncCommit: { max: 3, settings: { ...planned, lock_timeout: "50ms", synchronous_commit: "off" } },
} satisfies Record<string, { max: number; settings: Settings }>;

function hold(name: keyof typeof kinds): HeldConnections {
  const known = held.get(name);
  if (known) return known;
  const connections = new HeldConnections(open(name, kinds[name].max, kinds[name].settings));
  held.set(name, connections);
  return connections;
}

/**
 * The connections of searches in documents, apart because a search takes long beside the statements of a step. Their
 * statements are planned once a connection, for full tables, and use one processor each.
 */
export const searchPool = (): pg.Pool => open("search", 4, plannedSearch);
const plannedSearch = {
  plan_cache_mode: "force_generic_plan",
  jit: "off",
  enable_seqscan: "off",
  max_parallel_workers_per_gather: "0",
  // Of pgvector: more than the nearest that a search lists. Unknown, and without effect, where it is missing.
  "hnsw.ef_search": "100",
};

/** Ends the connections of prepared statements, when there are any. */
export async function closePreparedPools(): Promise<void> {
  const all = [...held.values()];
  held.clear();
  const searches = pools.get("search");
  pools.delete("search");
  await Promise.all([...all.map((connections) => connections.end()), searches?.end()]);
}

/** A statement that Postgres plans once a connection. Its name is its plan's: another text needs another name. */
export interface PreparedStatement {
  name: string;
  text: string;
  values: unknown[];
}

/** Runs a prepared statement. Throws the driver's error as it is. */
export const runPrepared = <Row extends pg.QueryResultRow>(
  statement: PreparedStatement,
): Promise<pg.QueryResult<Row>> => hold("waiting").query<Row>(statement);

/** Runs a prepared statement that waits at most 50 ms for a lock (`isCollision`). */
export const runWithoutLockWait = <Row extends pg.QueryResultRow>(
  statement: PreparedStatement,
): Promise<pg.QueryResult<Row>> => hold("withoutLockWait").query<Row>(statement);

/**
 * Runs a prepared statement whose commit is not waited for: a crash of Postgres may lose what it wrote. It waits at
 * most 50 ms for a lock (`isCollision`).
 */
export const runAsyncCommit = <Row extends pg.QueryResultRow>(
  statement: PreparedStatement,
): Promise<pg.QueryResult<Row>> => hold("asyncCommit").query<Row>(statement);

/** Runs a prepared statement that only reads. It waits when the tables themselves are being changed. */
export async function runReading<Row extends pg.QueryResultRow>(
  statement: PreparedStatement,
): Promise<pg.QueryResult<Row>> {
  try {
    return await runAsyncCommit<Row>(statement);
  } catch (error) {
    if (isCollision(error)) return runPrepared<Row>(statement);
    throw error;
  }
}
