import type { PoolClient } from "pg";
import { pool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import { RequestQueue } from "@/lib/limits/request-queue";
import { processState } from "@/lib/process-state";
import { embeddingModel, embedTexts } from "@/lib/search/embed-texts";
import type { Audience } from "@/lib/search/find-passages";

/** A collection as ingesting needs it. */
export interface Collection {
  id: string;
  name: string;
  audience: Audience;
  embeddingModel: string;
  embeddingVersion: number;
  /** The length of its embeddings. */
  dimensions: number;
}

const columns = `id, name, audience, embedding_model AS "embeddingModel", embedding_version AS "embeddingVersion",
  dimensions`;

/** The collection of this name. Throws AppError `not_found`. */
export async function findCollection(name: string): Promise<Collection> {
  const { rows } = await pool().query<Collection>(`SELECT ${columns} FROM collection WHERE name = $1`, [name]);
  const [found] = rows;
  if (!found) throw new AppError("not_found", { detail: `There is no collection "${name}".` });
  return found;
}

/** The collection of this name. It is created, for the current embedding model, when there is none. */
export async function saveCollection(
  name: string,
  audience: Audience,
  options: { signal?: AbortSignal } = {},
): Promise<Collection> {
  await createCollection(name, audience, options);
  return findCollection(name);
}

/** Creates a collection for the current embedding model. False when there is one of this name, which stays as it is. */
export async function createCollection(
  name: string,
  audience: Audience,
  { signal }: { signal?: AbortSignal } = {},
): Promise<boolean> {
  const [sample] = await embedTexts(["dimensions"], signal);
  const { rowCount } = await pool().query(
    `INSERT INTO collection (name, audience, embedding_model, dimensions) VALUES ($1, $2, $3, $4)
    ON CONFLICT (name) DO NOTHING`,
    [name, audience, embeddingModel(), sample?.length ?? 0],
  );
  return rowCount === 1;
}

/** A request that waits for the lock holds a connection: at most two of a process wait, others have the rest. */
const lockTurns = () =>
  processState("collection-locks", () => new RequestQueue({ maxInFlight: 2, maxWaiting: 200, maxWaitMs: 60_000 }));

/**
 * Runs `act` in a transaction. Meanwhile no other one publishes documents of the collection or changes its embeddings.
 * The lock is a statement of its own: what follows sees what was committed before it. Throws AppError `busy` when too
 * many wait.
 */
export async function inLockedCollection<Result>(
  id: string,
  act: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const release = await lockTurns().enter(new AbortController().signal);
  try {
    return await lockAndRun(id, act);
  } finally {
    release();
  }
}

async function lockAndRun<Result>(id: string, act: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    // Publishing a large document takes longer than other transactions: the next one waits for it.
    await client.query("SET LOCAL lock_timeout = '30s'; SET LOCAL statement_timeout = '40s'");
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`collection:${id}`]);
    const result = await act(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // The connection is closed: whatever it has begun is rolled back.
    client.release(true);
    throw error;
  }
}
