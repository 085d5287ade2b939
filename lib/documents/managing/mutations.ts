import type { PoolClient } from "pg";
import { plainEvent, recordPlainEvent } from "@/lib/auth/request/audit-denied";
import { prisma } from "@/lib/db/client";
import { pool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import { embedCollection } from "../embed-collection";
import { FileRefusedError } from "../extract/file-refused";
import { findCollection, inLockedCollection, createCollection as insertCollection } from "../find-collection";
import { type IngestOptions, type IngestResult, ingestFile, publishFile } from "../ingest-file";
import { type DocumentsPrincipal, getCollection, getDocumentFile, getDocumentItem } from "./data";
import { inTurn } from "./in-turn";
import { orUnavailable } from "./or-unavailable";
import type { CollectionItem, DocumentItem, Embedded, NewCollection, TakenDocument } from "./schema";

/** What long work is given: when to stop, and whom to tell how far it is. */
export type LongWork = Pick<IngestOptions, "signal" | "onEmbedded">;

/** Creates an empty collection for the current embedding model. Throws AppError `conflict` when the name is taken. */
export async function createCollection(
  principal: DocumentsPrincipal,
  { name, audience }: NewCollection,
): Promise<CollectionItem> {
  const isCreated = await orUnavailable(() => insertCollection(name, audience));
  if (!isCreated) {
    const detail = `There is a collection "${name}" already. Choose another name.`;
    throw new AppError("conflict", { detail, fields: { name: detail } });
  }
  await recordPlainEvent(prisma, {
    type: "collection.created",
    actorId: principal.userId,
    data: { collection: name, audience },
  });
  return getCollection(principal, name);
}

/**
 * Embeds a collection again with the current model. It continues where an earlier request ended. Throws AppError
 * `not_found` and `unavailable`; what was embedded until then is kept.
 */
export async function embedAgain(principal: DocumentsPrincipal, name: string, work: LongWork): Promise<Embedded> {
  const embedded = await orUnavailable(() =>
    inTurn(() => embedCollection(name, { ...work, actorId: principal.userId })),
  );
  return { embedded, collection: await getCollection(principal, name) };
}

/**
 * Publishes a file in a collection. Throws AppError `invalid` or `too_large` with the reason why the file is refused,
 * `not_found` and `conflict` about the collection, and `unavailable`.
 */
export async function addDocument(
  principal: DocumentsPrincipal,
  collection: string,
  file: { name: string; bytes: Uint8Array },
  work: LongWork,
): Promise<TakenDocument> {
  const options = { ...work, actorId: principal.userId };
  return taken(principal, await orRefused(() => inTurn(() => ingestFile(collection, file, options))));
}

/**
 * Cuts the stored file of a document again, into passages of another usual length, and publishes it as a new version.
 * A retracted document is published again. Throws AppError `conflict` for a version that is not the newest, and for one
 * without its file; otherwise as `addDocument`.
 */
export async function cutDocument(
  principal: DocumentsPrincipal,
  id: string,
  passageLength: number,
  work: LongWork,
): Promise<TakenDocument> {
  const document = await getDocumentItem(principal, id);
  await refuseOld(document);
  const { source, bytes } = await getDocumentFile(principal, id);
  const collection = await findCollection(document.collection);
  const options = { ...work, actorId: principal.userId };
  const publish = () => publishFile(collection, { source, bytes, passageLength }, options);
  return taken(principal, await orRefused(() => inTurn(publish)));
}

const taken = async (principal: DocumentsPrincipal, { status, documentId }: IngestResult): Promise<TakenDocument> => ({
  status,
  document: await getDocumentItem(principal, documentId),
});

async function orRefused(work: () => Promise<IngestResult>): Promise<IngestResult> {
  try {
    return await orUnavailable(work);
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    throw new AppError(error.reason === "too_large" ? "too_large" : "invalid", {
      detail: error.message,
      fields: { file: error.message },
      data: { reason: error.reason },
      cause: error,
    });
  }
}

/**
 * Retracts a document: searches no longer find it. What cites it stays readable. A second call changes nothing. Throws
 * AppError `not_found`, and `conflict` for a version that a newer one has superseded.
 */
export async function retractDocument(principal: DocumentsPrincipal, id: string): Promise<DocumentItem> {
  await changeLocked(principal, id, async (client, document) => {
    const { rowCount } = await client.query(
      "UPDATE document SET state = 'retracted' WHERE id = $1 AND state = 'published'",
      [id],
    );
    if (rowCount === 1) return record(client, principal, "document.retracted", document);
    const { rows } = await client.query<{ state: string }>("SELECT state FROM document WHERE id = $1", [id]);
    if (rows[0]?.state === "superseded") throw replaced();
  });
  return getDocumentItem(principal, id);
}

/**
 * Deletes a version for good, with its passages and its file. Throws AppError `not_found`, and `conflict` while it is
 * published, cited by a message, or found by an open session.
 */
export async function deleteDocument(principal: DocumentsPrincipal, id: string): Promise<void> {
  await changeLocked(principal, id, async (client, document) => {
    const { rows } = await client.query<{ state: string; citations: number; isInUse: boolean }>(
      `SELECT state, document_citations(id) AS citations, document_in_use(id) AS "isInUse" FROM document WHERE id = $1`,
      [id],
    );
    const [found] = rows;
    if (!found) throw new AppError("not_found");
    const reason = reasonToKeep(found);
    if (reason) throw new AppError("conflict", { detail: reason });
    await client.query("DELETE FROM document WHERE id = $1", [id]);
    await record(client, principal, "document.deleted", document);
  });
}

function reasonToKeep({ state, citations, isInUse }: { state: string; citations: number; isInUse: boolean }) {
  if (state === "published") return "It is published. Retract it first.";
  if (citations > 0) return "Messages cite it, and what they cite stays readable.";
  return isInUse ? "An open session has found it and may cite it. Try again when the session has ended." : null;
}

/**
 * No document of the collection is published meanwhile. `document` is as it was before the lock: `act` reads its
 * state again, on the same connection: one that waits for another connection while holding the lock might wait for
 * itself.
 */
async function changeLocked(
  principal: DocumentsPrincipal,
  id: string,
  act: (client: PoolClient, document: DocumentItem) => Promise<void>,
): Promise<void> {
  const { rows } = await pool().query<{ collection: string }>(
    "SELECT collection_id AS collection FROM document WHERE id = $1 AND state <> 'loading'",
    [id],
  );
  const [found] = rows;
  if (!found) throw new AppError("not_found");
  const document = await getDocumentItem(principal, id);
  await inLockedCollection(found.collection, (client) => act(client, document));
}

async function record(
  client: PoolClient,
  { userId }: DocumentsPrincipal,
  type: string,
  { id, collection, source, version }: DocumentItem,
): Promise<void> {
  const event = plainEvent({ type, actorId: userId, data: { document_id: id, collection, source, version } });
  await client.query(event.text, event.values);
}

async function refuseOld({ id }: DocumentItem): Promise<void> {
  const { rowCount } = await pool().query(
    `SELECT FROM document d JOIN document newer ON newer.collection_id = d.collection_id AND newer.source = d.source
    WHERE d.id = $1 AND newer.version > d.version AND newer.state <> 'loading' LIMIT 1`,
    [id],
  );
  if (rowCount !== 0) throw replaced();
}

const replaced = () =>
  new AppError("conflict", { detail: "There is a newer version of this document: change that one." });
