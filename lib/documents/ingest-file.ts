import { createHash, randomUUID } from "node:crypto";
import path from "node:path";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { PoolClient } from "pg";
import { plainEvent } from "@/lib/auth/request/audit-denied";
import { pool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import { embeddingModel, embedTexts } from "@/lib/search/embed-texts";
import { storeEmbeddings } from "@/lib/search/store-embeddings";
import { cutPassages } from "./cut-passages";
import { extractFile } from "./extract/extract-file";
import { FileRefusedError } from "./extract/file-refused";
import { cleanFileName } from "./file-name";
import { type Collection, findCollection, inLockedCollection } from "./find-collection";
import { type CutPassage, maxPassages, usualPassage } from "./schema";

/** What became of a file. */
export interface IngestResult {
  /** `unchanged`: the same content is published already. */
  status: "published" | "unchanged";
  documentId: string;
  version: number;
  passages: number;
}

/** How a file is ingested. */
export interface IngestOptions {
  signal?: AbortSignal;
  /** Called with the number of passages embedded so far. */
  onEmbedded?: (count: number, of: number) => void;
  /** Who does it; null for a command or the start of the server. */
  actorId?: string | null;
}

/**
 * Takes a file into a collection: reads it, cuts it into passages, embeds them and publishes the document, as a new
 * version when one of this name is there. All rows are written in one transaction, so a crash leaves nothing behind.
 * The same content a second time changes nothing. `name` may have folders: it is the path inside the folder it is from.
 * Throws FileRefusedError; AppError `not_found` or `conflict` about the collection; LlmError of the embedding model.
 */
export async function ingestFile(
  collectionName: string,
  { name, bytes }: { name: string; bytes: Uint8Array },
  options: IngestOptions = {},
): Promise<IngestResult> {
  const collection = await findCollection(collectionName);
  const source = cleanFileName(name);
  if (source === undefined) throw new FileRefusedError("bad_name");
  return publishFile(collection, { source, bytes }, options);
}

/** A file that becomes a version of the document of this source. */
interface NewVersion {
  source: string;
  bytes: Uint8Array;
  /** The usual length of its passages. Without it, that of the version before; content that is published stays. */
  passageLength?: number;
}

/** Publishes a file as `ingestFile` does, also one that is published already when its passages get another length. */
export async function publishFile(
  collection: Collection,
  { source, bytes, passageLength }: NewVersion,
  { signal, onEmbedded, actorId = null }: IngestOptions,
): Promise<IngestResult> {
  refuseOtherModel(collection);
  const wanted = { source, contentHash: createHash("sha256").update(bytes).digest("hex"), passageLength };
  const known = await findPublished(collection.id, wanted);
  if (known) return known;
  const length = passageLength ?? (await findPassageLength(collection.id, source));
  const { blocks, pages } = await extractFile(source, bytes);
  await yieldToOthers();
  const passages = cutPassages(blocks, length);
  // Before the long work of embedding them.
  if (passages.length > manyPassages) await refuseTooMany(pool(), collection, { source, added: passages.length });
  const vectors = await embedAll(passages, signal, onEmbedded);
  refuseOtherLength(collection, vectors);
  const title =
    blocks
      .find(({ level }) => level === 1)
      ?.text.slice(0, 200)
      .toWellFormed() ?? path.posix.parse(source).name;
  return inLockedCollection(collection.id, async (client) => {
    // Meanwhile the collection may have been embedded again, or the same file ingested.
    await refuseOtherVersion(client, collection);
    const meanwhile = await findPublished(collection.id, wanted, client);
    if (meanwhile) return meanwhile;
    await refuseTooMany(client, collection, { source, added: passages.length });
    const { contentHash } = wanted;
    const { id, version } = await insertDocument(client, { collection, title, source, contentHash, pages, length });
    await client.query("INSERT INTO document_file (document_id, bytes) VALUES ($1, $2)", [id, bytes]);
    const ids = await insertPassages(client, id, passages);
    for (let start = 0; start < ids.length; start += storedAtOnce) {
      await storeEmbeddings(
        (text, values) => client.query(text, values),
        { collectionId: collection.id, embeddingVersion: collection.embeddingVersion },
        ids.slice(start, start + storedAtOnce).map((passageId, index) => ({
          passageId,
          embedding: vectors[start + index] ?? new Float32Array(),
        })),
      );
    }
    await publish(client, { id, collectionId: collection.id, source });
    const data = { document_id: id, collection: collection.name, source, version, passage_length: length };
    const event = plainEvent({ type: "document.published", actorId, data });
    await client.query(event.text, event.values);
    return { status: "published", documentId: id, version, passages: passages.length };
  });
}

const manyPassages = 1_000;

/** Passages, and embeddings, that one statement stores. The work for more would block other requests. */
const storedAtOnce = 512;

function refuseOtherModel({ name, embeddingModel: model }: Collection): void {
  if (model === embeddingModel()) return;
  throw new AppError("conflict", {
    detail: `The collection "${name}" has embeddings of ${model}; EMBEDDING_MODEL gives ${embeddingModel()}.`,
  });
}

/** The server may give another model under the name of the one before. No question is compared with such embeddings. */
function refuseOtherLength({ name, dimensions }: Collection, vectors: readonly Float32Array[]): void {
  if (vectors.every(({ length }) => length === dimensions)) return;
  throw new AppError("conflict", {
    detail: `The collection "${name}" has embeddings of another length than ${embeddingModel()} gives now: \
embed it again.`,
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
    // The table of the product computes without a pause.
    await yieldToOthers();
    vectors.push(...(await embedTexts(passages.slice(start, start + sliceSize).map(embeddedText), signal)));
    onEmbedded?.(vectors.length, passages.length);
  }
  return vectors;
}

/** What the embedding of a passage is computed from. */
export const embeddedText = ({ heading, text }: Pick<CutPassage, "heading" | "text">): string =>
  heading === "" ? text : `${heading}. ${text}`;

interface Wanted {
  source: string;
  contentHash: string;
  passageLength: number | undefined;
}

/**
 * The published document of the same content, and of the wanted length where one is wanted. Throws AppError `conflict`
 * when the content is published under another name and a length is wanted.
 */
async function findPublished(
  collectionId: string,
  { source, contentHash, passageLength }: Wanted,
  client?: PoolClient,
): Promise<IngestResult | undefined> {
  const { rows } = await (client ?? pool()).query<{ id: string; version: number; passages: number } & Wanted>(
    `SELECT d.id, d.version, d.source, d.passage_length AS "passageLength",
      (SELECT count(*)::int FROM passage WHERE document_id = d.id) AS passages
    FROM document d WHERE d.collection_id = $1 AND d.content_hash = $2 AND d.state = 'published'`,
    [collectionId, contentHash],
  );
  const [found] = rows;
  if (found && passageLength !== undefined && found.passageLength !== passageLength) {
    if (found.source === source) return undefined;
    throw new AppError("conflict", { detail: `The same file is published as ${found.source}: cut that one again.` });
  }
  return found && { status: "unchanged", documentId: found.id, version: found.version, passages: found.passages };
}

/** That of the newest version of a source. */
async function findPassageLength(collectionId: string, source: string): Promise<number> {
  const { rows } = await pool().query<{ length: number }>(
    `SELECT passage_length AS length FROM document WHERE collection_id = $1 AND source = $2
    ORDER BY version DESC LIMIT 1`,
    [collectionId, source],
  );
  return rows[0]?.length ?? usualPassage;
}

async function refuseTooMany(
  client: Pick<PoolClient, "query">,
  { id, name }: Collection,
  { source, added }: { source: string; added: number },
): Promise<void> {
  // The version before is replaced.
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM passage p JOIN document d ON d.id = p.document_id
    WHERE d.collection_id = $1 AND d.state = 'published' AND d.source <> $2`,
    [id, source],
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
  length: number;
}

async function insertDocument(client: PoolClient, document: NewDocument) {
  const { collection, title, source, contentHash, pages, length } = document;
  const { rows } = await client.query<{ id: string; version: number }>(
    `INSERT INTO document (collection_id, title, version, source, content_hash, pages, passage_length)
    SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6 FROM document WHERE collection_id = $1 AND source = $3
    RETURNING id, version`,
    [collection.id, title, source, contentHash, pages, length],
  );
  const [stored] = rows;
  if (!stored) throw new Error("The document was not stored.");
  return stored;
}

/** Returns the ids of the passages, in their order. */
async function insertPassages(client: PoolClient, documentId: string, passages: readonly CutPassage[]) {
  const ids = passages.map(() => randomUUID());
  for (let start = 0; start < ids.length; start += storedAtOnce) {
    const some = passages.slice(start, start + storedAtOnce);
    await client.query(
      `INSERT INTO passage (id, document_id, seq, heading, text, page)
      SELECT id, $1, $6 + seq, heading, text, page
      FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int[]) WITH ORDINALITY AS t(id, heading, text, page, seq)`,
      [
        documentId,
        ids.slice(start, start + storedAtOnce),
        some.map(({ heading }) => heading),
        some.map(({ text }) => text),
        some.map(({ page }) => page),
        start,
      ],
    );
  }
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
