import { randomUUID } from "node:crypto";
import { embeddingModel, embedTexts } from "../embed-texts";
import type { Audience, RunQuery } from "../find-passages";
import { storeEmbeddings } from "../store-embeddings";

interface NewCollection {
  name: string;
  audience?: Audience;
  model?: string;
  /** The length of embeddings that the collection says it has; by default what they have. */
  dimensions?: number;
  state?: "published" | "superseded" | "retracted";
}

/** Stores texts as the passages of one document of a new collection. Returns the id of the document. */
export async function storePassages(
  run: RunQuery,
  { name, audience = "claimants", model = embeddingModel(), state = "published", dimensions }: NewCollection,
  texts: readonly string[],
): Promise<string> {
  const [collectionId, documentId] = [randomUUID(), randomUUID()];
  const vectors = await embedTexts(texts);
  await run("INSERT INTO collection (id, name, audience, embedding_model, dimensions) VALUES ($1, $2, $3, $4, $5)", [
    collectionId,
    name,
    audience,
    model,
    dimensions ?? vectors[0]?.length ?? 0,
  ]);
  await run(
    "INSERT INTO document (id, collection_id, title, version, source, content_hash) VALUES ($1, $2, $3, 1, $3, $3)",
    [documentId, collectionId, `Document of ${name}`],
  );
  // In the order of the texts: passages of the same rank are found in the order of their ids.
  const ids = texts.map(() => randomUUID()).sort();
  await run(
    `INSERT INTO passage (id, document_id, seq, text)
    SELECT id, $1, seq, text FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS t(id, text, seq)`,
    [documentId, ids, texts],
  );
  await storeEmbeddings(
    run,
    { collectionId, embeddingVersion: 1 },
    vectors.map((embedding, index) => ({ passageId: ids[index] ?? "", embedding })),
  );
  await run("UPDATE document SET state = 'published', published_at = now() WHERE id = $1", [documentId]);
  if (state !== "published") await run("UPDATE document SET state = $2 WHERE id = $1", [documentId, state]);
  return documentId;
}
