import { setImmediate as yieldToOthers } from "node:timers/promises";
import { plainEvent } from "@/lib/auth/request/audit-denied";
import { pool } from "@/lib/db/connections/pool";
import { LlmError } from "@/lib/llm/llm-error";
import { embeddingModel, embedTexts } from "@/lib/search/embed-texts";
import { type PassageVector, storeEmbeddings } from "@/lib/search/store-embeddings";
import { whileOneModelEmbeds } from "./embedding-lock";
import { findCollection, inLockedCollection } from "./find-collection";
import { embeddedText, type IngestOptions } from "./ingest-file";

const sliceSize = 64;

/**
 * Embeds the published passages of a collection with the current model, beside the embeddings that searches use, and
 * switches to them in one statement when none is missing. A call continues where an earlier one ended, and two calls
 * with the same model may run at the same time. Returns the number of passages embedded by this call. Throws AppError
 * `not_found`, and `conflict` while another model embeds it; LlmError of the embedding model.
 */
export async function embedCollection(name: string, options: IngestOptions = {}): Promise<number> {
  const model = embeddingModel();
  return whileOneModelEmbeds(await findCollection(name), model, (check) => embed(name, model, options, check));
}

async function embed(
  name: string,
  model: string,
  { signal, onEmbedded, actorId = null }: IngestOptions,
  check: () => Promise<void>,
): Promise<number> {
  const { id, embeddingModel: oldModel, embeddingVersion } = await findCollection(name);
  // With the same model only what is missing is embedded.
  const target = { collectionId: id, embeddingVersion: oldModel === model ? embeddingVersion : embeddingVersion + 1 };
  const dimensions = await forgetOtherModel(target, model, signal);
  let count = 0;
  const missing = onEmbedded ? await countUnembedded(target) : 0;
  for (;;) {
    signal?.throwIfAborted();
    await yieldToOthers();
    await check();
    const passages = await findUnembedded(target);
    if (passages.length === 0 && (await switchTo(target, { name, model, dimensions, actorId }))) return count;
    const vectors = await embedTexts(passages.map(embeddedText), signal);
    if (vectors.some(({ length }) => length !== dimensions))
      throw new LlmError("bad_output", { cause: new Error("the embeddings are not of one length") });
    // The model may have taken long.
    await check();
    await storePublished(
      target,
      passages.map((passage, index) => ({ passageId: passage.id, embedding: vectors[index] ?? new Float32Array() })),
    );
    count += passages.length;
    onEmbedded?.(count, Math.max(count, missing));
  }
}

/** Stores embeddings of what is still published: those of a retracted document would be found. */
const storePublished = ({ collectionId, embeddingVersion }: Target, vectors: readonly PassageVector[]) =>
  inLockedCollection(collectionId, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT p.id FROM passage p JOIN document d ON d.id = p.document_id
      WHERE p.id = ANY($1::uuid[]) AND d.state = 'published' FOR SHARE OF d`,
      [vectors.map(({ passageId }) => passageId)],
    );
    const published = new Set(rows.map(({ id }) => id));
    await storeEmbeddings(
      (text, values) => client.query(text, values),
      { collectionId, embeddingVersion },
      vectors.filter(({ passageId }) => published.has(passageId)),
    );
  });

interface Target {
  collectionId: string;
  embeddingVersion: number;
}

/** Of the same text by the same model. A server computes in single precision, and not always in the same order. */
const isAlmost = (one: Float32Array, other: readonly number[]): boolean =>
  one.length === other.length && one.reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0) < 0.1;

/**
 * Removes the embeddings of an unfinished change to a third model, which cannot be compared. They may have the same
 * length, so one of them is computed again. It is called before any is stored by this call. Returns the length of the
 * embeddings of now.
 */
async function forgetOtherModel({ collectionId, embeddingVersion }: Target, model: string, signal?: AbortSignal) {
  const { rows } = await pool().query<{ heading: string; text: string; embedding: number[] }>(
    `SELECT p.heading, p.text, e.embedding FROM passage_embedding e JOIN passage p ON p.id = e.passage_id
    WHERE e.collection_id = $1 AND e.embedding_version = $2 LIMIT 1`,
    [collectionId, embeddingVersion],
  );
  const [stored] = rows;
  const [sample] = await embedTexts([stored ? embeddedText(stored) : model], signal);
  const dimensions = sample?.length ?? 0;
  const isSame = sample !== undefined && stored !== undefined && isAlmost(sample, stored.embedding);
  await pool().query(
    `DELETE FROM passage_embedding
    WHERE collection_id = $1 AND embedding_version = $2 AND ($4 OR cardinality(embedding) <> $3)`,
    [collectionId, embeddingVersion, dimensions, !isSame],
  );
  return dimensions;
}

/** The published passages without an embedding. $1 is the collection, $2 the version of the embeddings. */
const unembedded = `FROM passage p JOIN document d ON d.id = p.document_id
  WHERE d.collection_id = $1 AND d.state = 'published' AND NOT EXISTS (
    SELECT FROM passage_embedding e WHERE e.passage_id = p.id AND e.embedding_version = $2)`;

async function countUnembedded({ collectionId, embeddingVersion }: Target): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(`SELECT count(*)::int AS count ${unembedded}`, [
    collectionId,
    embeddingVersion,
  ]);
  return rows[0]?.count ?? 0;
}

async function findUnembedded({ collectionId, embeddingVersion }: Target) {
  const { rows } = await pool().query<{ id: string; heading: string; text: string }>(
    `SELECT p.id, p.heading, p.text ${unembedded} LIMIT ${sliceSize}`,
    [collectionId, embeddingVersion],
  );
  return rows;
}

/** False when a document was published meanwhile. */
async function switchTo(
  { collectionId, embeddingVersion }: Target,
  { name, model, dimensions, actorId }: { name: string; model: string; dimensions: number; actorId: string | null },
) {
  return inLockedCollection(collectionId, async (client) => {
    const { rowCount } = await client.query(
      `WITH switched AS (
        UPDATE collection SET embedding_version = $2, embedding_model = $3, dimensions = $4
        WHERE id = $1 AND NOT EXISTS (SELECT ${unembedded})
        RETURNING id
      ),
      removed AS (
        DELETE FROM passage_embedding e USING switched
        WHERE e.collection_id = switched.id AND e.embedding_version <> $2
      )
      SELECT id FROM switched`,
      [collectionId, embeddingVersion, model, dimensions],
    );
    if (rowCount !== 1) return false;
    const event = plainEvent({ type: "collection.embedded", actorId, data: { collection: name, model } });
    await client.query(event.text, event.values);
    return true;
  });
}
