import { pool } from "@/lib/db/connections/pool";
import { embeddingModel, embedTexts } from "@/lib/search/embed-texts";
import { storeEmbeddings } from "@/lib/search/store-embeddings";
import { findCollection, inLockedCollection } from "./find-collection";
import { embeddedText } from "./ingest-file";

const sliceSize = 64;

/**
 * Embeds the published passages of a collection with the model of now, beside the embeddings that searches use, and
 * switches to them in one statement when none is missing. It goes on where an earlier call has ended. Returns the
 * number of passages embedded by this call. Throws AppError `not_found`, and LlmError of the embedding model.
 */
export async function embedCollection(name: string, { signal }: { signal?: AbortSignal } = {}): Promise<number> {
  const { id, embeddingModel: oldModel, embeddingVersion } = await findCollection(name);
  const model = embeddingModel();
  // With the same model only what is missing is embedded.
  const target = { collectionId: id, embeddingVersion: oldModel === model ? embeddingVersion : embeddingVersion + 1 };
  await forgetOtherModel(target, model, signal);
  let count = 0;
  for (;;) {
    const passages = await findUnembedded(target);
    if (passages.length === 0 && (await switchTo(target, model, signal))) return count;
    const vectors = await embedTexts(passages.map(embeddedText), signal);
    await storeEmbeddings(
      (text, values) => pool().query(text, values),
      target,
      passages.map((passage, index) => ({ passageId: passage.id, embedding: vectors[index] ?? new Float32Array() })),
    );
    count += passages.length;
  }
}

interface Target {
  collectionId: string;
  embeddingVersion: number;
}

/** Embeddings of an unfinished change to a third model have another length. */
async function forgetOtherModel({ collectionId, embeddingVersion }: Target, model: string, signal?: AbortSignal) {
  const [sample] = await embedTexts([model], signal);
  await pool().query(
    `DELETE FROM passage_embedding
    WHERE collection_id = $1 AND embedding_version = $2 AND cardinality(embedding) <> $3`,
    [collectionId, embeddingVersion, sample?.length ?? 0],
  );
}

async function findUnembedded({ collectionId, embeddingVersion }: Target) {
  const { rows } = await pool().query<{ id: string; heading: string; text: string }>(
    `SELECT p.id, p.heading, p.text FROM passage p JOIN document d ON d.id = p.document_id
    WHERE d.collection_id = $1 AND d.state = 'published' AND NOT EXISTS (
      SELECT FROM passage_embedding e WHERE e.passage_id = p.id AND e.embedding_version = $2)
    LIMIT ${sliceSize}`,
    [collectionId, embeddingVersion],
  );
  return rows;
}

/** False when a document was published meanwhile. */
async function switchTo({ collectionId, embeddingVersion }: Target, model: string, signal?: AbortSignal) {
  const [sample] = await embedTexts([model], signal);
  return inLockedCollection(collectionId, async (client) => {
    const { rowCount } = await client.query(
      `WITH switched AS (
        UPDATE collection SET embedding_version = $2, embedding_model = $3, dimensions = $4
        WHERE id = $1 AND NOT EXISTS (
          SELECT FROM passage p JOIN document d ON d.id = p.document_id
          WHERE d.collection_id = $1 AND d.state = 'published' AND NOT EXISTS (
            SELECT FROM passage_embedding e WHERE e.passage_id = p.id AND e.embedding_version = $2))
        RETURNING id
      ),
      removed AS (
        DELETE FROM passage_embedding e USING switched
        WHERE e.collection_id = switched.id AND e.embedding_version <> $2
      )
      SELECT id FROM switched`,
      [collectionId, embeddingVersion, model, sample?.length ?? 0],
    );
    return rowCount === 1;
  });
}
