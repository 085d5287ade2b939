import { toCode } from "./codes";
import type { RunQuery } from "./find-passages";

/** The embedding of one passage. */
export interface PassageVector {
  passageId: string;
  embedding: Float32Array;
}

/** Stores the embeddings of passages of one collection with their codes. Those that are there already stay. */
export async function storeEmbeddings(
  run: RunQuery,
  { collectionId, embeddingVersion }: { collectionId: string; embeddingVersion: number },
  vectors: readonly PassageVector[],
): Promise<void> {
  await run(
    `INSERT INTO passage_embedding (collection_id, embedding_version, passage_id, embedding, code)
    SELECT $1, $2, id, embedding::real[], code::varbit
    FROM unnest($3::uuid[], $4::text[], $5::text[]) AS t(id, embedding, code)
    ON CONFLICT DO NOTHING`,
    [
      collectionId,
      embeddingVersion,
      vectors.map(({ passageId }) => passageId),
      // As text: `unnest` would take an array of arrays apart.
      vectors.map(({ embedding }) => `{${embedding.join(",")}}`),
      vectors.map(({ embedding }) => toCode(embedding)),
    ],
  );
}
