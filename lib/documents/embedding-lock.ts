import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { pool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import type { Collection } from "./find-collection";

/** The two numbers of an advisory lock. */
const numberOf = (text: string): number => createHash("sha256").update(text).digest().readUInt32BE() >>> 1;

/**
 * Runs `act` while no other server or command embeds the collection with another model: the embeddings of two models
 * would be mixed. Those with the same model may run at the same time. `check` throws when the database has ended the
 * connection that keeps the others away. Throws AppError `conflict`.
 */
export async function whileOneModelEmbeds<Result>(
  { id, name }: Pick<Collection, "id" | "name">,
  model: string,
  act: (check: () => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const key = [numberOf(`embedding:${id}`), numberOf(model)];
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    // One at a time looks for others and then takes its lock: of two that begin together one is refused, and not both.
    await client.query("SELECT pg_advisory_xact_lock($1::bigint)", key.slice(0, 1));
    const { rowCount } = await client.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = $1::int::oid AND objid <> $2::int::oid
        AND objsubid = 2 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      LIMIT 1`,
      key,
    );
    if (rowCount === 0) await client.query("SELECT pg_advisory_lock_shared($1::int, $2::int)", key);
    await client.query("COMMIT");
    if (rowCount !== 0) throw new AppError("conflict", { detail: describeOther(name, model) });
    return await act(async () => void (await client.query("SELECT")));
  } finally {
    await unlock(client);
  }
}

/** Releases the connection without its lock. A connection that cannot is closed: its lock ends with it. */
async function unlock(client: PoolClient): Promise<void> {
  try {
    await client.query("SELECT pg_advisory_unlock_all()");
    client.release();
  } catch {
    client.release(true);
  }
}

const describeOther = (name: string, model: string): string =>
  `Another server or command embeds the collection "${name}" with another model than ${model} now. Give all of them \
the same EMBEDDING_MODEL, and try again.`;
