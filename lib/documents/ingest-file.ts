import { createHash, randomUUID } from "node:crypto";
import path from "node:path";
import type { PoolClient } from "pg";
import { pool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import { embeddingModel, embedTexts } from "@/lib/search/embed-texts";
import { storeEmbeddings } from "@/lib/search/store-embeddings";
import { cutPassages } from "./cut-passages";
import { extractFile } from "./extract/extract-file";
import { type Collection, findCollection, inLockedCollection } from "./find-collection";
import { type CutPassage, maxPassages } from "./schema";

/** What became of a file. */
export interface IngestResult {
  /** `unchanged`: the same content is published already. */
  status: "published" | "unchanged";
  documentId: string;
  version: number;
  passages: number;
}

/**
 * Takes a file into a collection: reads it, cuts it into passages, embeds them and publishes the document, as a new
 * version when one of this name is there. All rows are written in one transaction, so a crash leaves nothing behind.
 * The same content a second time changes nothing. `onEmbedded` is called with the number of passages embedded so far.
 * Throws FileRefusedError; AppError `not_found` or `conflict` about the collection; LlmError of the embedding model.
 */
export async function ingestFile(
  collectionName: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
  { signal, onEmbedded }: { signal?: AbortSignal; onEmbedded?: (count: number, of: number) => void } = {},
): Promise<IngestResult> {
  const collection = await findCollection(collectionName);
  refuseOtherModel(collection);
  const contentHash = createHash("sha256").update(bytes).digest("hex");
  const known = await findPublished(collection.id, contentHash);
  if (known) return known;
  const { blocks, pages } = await extractFile(name, bytes);
  const passages = cutPassages(blocks);
  const vectors = await embedAll(passages, signal, onEmbedded);
  const source = path.basename(name).normalize("NFC");
  const title = blocks.find(({ level }) => level === 1)?.text.slice(0, 200) ?? path.parse(source).name;
  return inLockedCollection(collection.id, async (client) => {
    // Meanwhile the collection may have been embedded again, or the same file taken in.
    await refuseOtherVersion(client, collection);
    const meanwhile = await findPublished(collection.id, contentHash, client);
    if (meanwhile) return meanwhile;
    await refuseTooMany(client, collection, passages.length);
    const { id, version } = await insertDocument(client, { collection, title, source, contentHash, pages });
    const ids = await insertPassages(client, id, passages);
    await storeEmbeddings(
      (text, values) => client.query(text, values),
      { collectionId: collection.id, embeddingVersion: collection.embeddingVersion },
      vectors.map((embedding, index) => ({ passageId: ids[index] ?? "", embedding })),
    );
    await publish(client, { id, collectionId: collection.id, source });
    return { status: "published", documentId: id, version, passages: passages.length };
  });
}

function refuseOtherModel({ name, embeddingModel: model }: Collection): void {
  if (model === embeddingModel()) return;
  throw new AppError("conflict", {
    detail: `The collection "${name}" has embeddings of ${model}; EMBEDDING_MODEL gives ${embeddingModel()}.`,
  });
}

async function refuseOtherVersion(client: PoolClient, { id, name, embeddingVersion }: Collection): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT embedding_version AS version FROM collection WHERE id = $1",
    [id],
  );
  if (rows[0]?.version === embeddingVersion) return;
  throw new AppError("conflict", { detail: `The collection "${name}" was embedded again meanwhile: try it again.` });
}

const sliceSize = 64;

async function embedAll(
  passages: readonly CutPassage[],
  signal: AbortSignal | undefined,
  onEmbedded?: (count: number, of: number) => void,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < passages.length; start += sliceSize) {
    signal?.throwIfAborted();
    vectors.push(...(await embedTexts(passages.slice(start, start + sliceSize).map(embeddedText), signal)));
    onEmbedded?.(vectors.length, passages.length);
  }
  return vectors;
}

/** What the embedding of a passage is computed from. */
export const embeddedText = ({ heading, text }: Pick<CutPassage, "heading" | "text">): string =>
  heading === "" ? text : `${heading}. ${text}`;

async function findPublished(
  collectionId: string,
  contentHash: string,
  client?: PoolClient,
): Promise<IngestResult | undefined> {
  const { rows } = await (client ?? pool()).query<{ id: string; version: number; passages: number }>(
    `SELECT d.id, d.version, (SELECT count(*)::int FROM passage WHERE document_id = d.id) AS passages
    FROM document d WHERE d.collection_id = $1 AND d.content_hash = $2 AND d.state = 'published'`,
    [collectionId, contentHash],
  );
  const [found] = rows;
  return found && { status: "unchanged", documentId: found.id, version: found.version, passages: found.passages };
}

async function refuseTooMany(client: PoolClient, { id, name }: Collection, added: number): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM passage p JOIN document d ON d.id = p.document_id
    WHERE d.collection_id = $1 AND d.state = 'published'`,
    [id],
  );
  if ((rows[0]?.count ?? 0) + added <= maxPassages) return;
  throw new AppError("too_large", { detail: `The collection "${name}" would have more than 100,000 passages.` });
}

interface NewDocument {
  collection: Collection;
  title: string;
  source: string;
  contentHash: string;
  pages: number | null;
}

async function insertDocument(client: PoolClient, { collection, title, source, contentHash, pages }: NewDocument) {
  const { rows } = await client.query<{ id: string; version: number }>(
    `INSERT INTO document (collection_id, title, version, source, content_hash, pages)
    SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5 FROM document WHERE collection_id = $1 AND source = $3
    RETURNING id, version`,
    [collection.id, title, source, contentHash, pages],
  );
  const [document] = rows;
  if (!document) throw new Error("The document was not stored.");
  return document;
}

/** Returns the ids of the passages, in their order. */
async function insertPassages(client: PoolClient, documentId: string, passages: readonly CutPassage[]) {
  const ids = passages.map(() => randomUUID());
  await client.query(
    `INSERT INTO passage (id, document_id, seq, heading, text, page)
    SELECT id, $1, seq, heading, text, page
    FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int[]) WITH ORDINALITY AS t(id, heading, text, page, seq)`,
    [
      documentId,
      ids,
      passages.map(({ heading }) => heading),
      passages.map(({ text }) => text),
      passages.map(({ page }) => page),
    ],
  );
  return ids;
}

/** Publishes a document in place of the version before, which keeps its passages but is not found any more. */
async function publish(
  client: PoolClient,
  { id, collectionId, source }: { id: string; collectionId: string; source: string },
) {
  await client.query(
    "UPDATE document SET state = 'superseded' WHERE collection_id = $1 AND source = $2 AND state = 'published'",
    [collectionId, source],
  );
  await client.query("UPDATE document SET state = 'published', published_at = now() WHERE id = $1", [id]);
}
