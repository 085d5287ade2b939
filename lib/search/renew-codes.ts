import { setImmediate as yieldToOthers } from "node:timers/promises";
import { pool } from "@/lib/db/connections/pool";
import { codeLength, toCode } from "./codes";

const sliceSize = 512;
/** Before every id. */
const firstId = "00000000-0000-0000-0000-000000000000";

/**
 * Computes the codes again that have another length than codes have now: an earlier release stored them. Until then
 * their passages are found by their words alone. No model is asked. Any number of processes may do this at the same
 * time. Returns how many there were.
 */
export async function renewCodes(): Promise<number> {
  let count = 0;
  for (const stored of await findStored()) {
    for (let after: string | undefined = firstId; after !== undefined; ) {
      await yieldToOthers();
      const old: OldCode[] = await findOld(stored, after);
      await store(stored, old);
      count += old.length;
      after = old.at(-1)?.id;
    }
  }
  return count;
}

/** The embeddings of one collection by one model. All have the same length. */
interface Stored {
  collectionId: string;
  version: number;
  dimensions: number;
}

interface OldCode {
  id: string;
  embedding: number[];
}

/** Those in use, and those that are computed beside them for another model. */
async function findStored(): Promise<Stored[]> {
  const { rows } = await pool().query<Stored>(
    `SELECT c.id AS "collectionId", version, cardinality(embedding) AS dimensions
    FROM collection c, LATERAL (VALUES (c.embedding_version), (c.embedding_version + 1)) AS versions(version),
      LATERAL (SELECT embedding FROM passage_embedding
        WHERE collection_id = c.id AND embedding_version = version LIMIT 1) AS sample`,
  );
  return rows;
}

async function findOld({ collectionId, version, dimensions }: Stored, after: string): Promise<OldCode[]> {
  const { rows } = await pool().query<OldCode>(
    `SELECT passage_id AS id, embedding FROM passage_embedding
    WHERE collection_id = $1 AND embedding_version = $2 AND length(code) <> $3 AND passage_id > $4
    ORDER BY passage_id LIMIT ${sliceSize}`,
    [collectionId, version, codeLength(dimensions), after],
  );
  return rows;
}

async function store({ version }: Stored, old: readonly OldCode[]): Promise<void> {
  if (old.length === 0) return;
  await pool().query(
    `UPDATE passage_embedding e SET code = t.code::varbit FROM unnest($2::uuid[], $3::text[]) AS t(id, code)
    WHERE e.passage_id = t.id AND e.embedding_version = $1`,
    [version, old.map(({ id }) => id), old.map(({ embedding }) => toCode(Float32Array.from(embedding)))],
  );
}
