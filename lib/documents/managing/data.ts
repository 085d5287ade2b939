import { z } from "zod";
import type { AdminPrincipal, DesignerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { collectionNameSchema, isStorableText } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { countFirst, listCursors, rowsToRead, toPage } from "@/lib/paging/cursor";
import type { Page, PageRequest } from "@/lib/paging/schema";
import { embeddingModel } from "@/lib/search/embed-texts";
import type { CollectionItem, DocumentDetails, DocumentItem, DocumentVersion, PassageItem } from "./schema";

/** Who manages documents. */
export type DocumentsPrincipal = DesignerPrincipal | AdminPrincipal;

/** The name of a collection from an address. An invalid one throws AppError `not_found`, like an unknown one. */
export function parseCollectionName(name: string): string {
  const parsed = collectionNameSchema.safeParse(name);
  if (!parsed.success) throw new AppError("not_found", { detail: "There is no such collection." });
  return parsed.data;
}

const text = z.string().refine(isStorableText);
const collectionCursors = listCursors("collections by name", z.strictObject({ name: text }));
const documentCursors = listCursors("documents by title", z.strictObject({ title: text, id: z.uuid() }));
const passageCursors = listCursors("passages of a document", z.strictObject({ number: z.int() }));

/** The collections by name. */
export async function listCollections(
  _principal: DocumentsPrincipal,
  request: PageRequest = {},
): Promise<Page<CollectionItem>> {
  const place = collectionCursors.decode(request.cursor);
  const after = place ? Prisma.sql`WHERE name > ${place.name}` : Prisma.empty;
  const [rows, total] = await Promise.all([
    readCollections(Prisma.sql`${after} ORDER BY name LIMIT ${rowsToRead(request)}`),
    countFirst(request, Prisma.sql`FROM collection`),
  ]);
  return { ...toPage(rows, request, ({ name }) => collectionCursors.encode({ name })), total };
}

/** One collection. Throws AppError `not_found`. */
export async function getCollection(_principal: DocumentsPrincipal, name: string): Promise<CollectionItem> {
  const [row] = await readCollections(Prisma.sql`WHERE name = ${name}`);
  if (!row) throw new AppError("not_found", { detail: `There is no collection "${name}".` });
  return row;
}

async function readCollections(where: Prisma.Sql): Promise<CollectionItem[]> {
  const rows = await prisma.$queryRaw<(Omit<CollectionItem, "is_current" | "created_at"> & { created_at: Date })[]>`
    WITH page AS (SELECT * FROM collection ${where})
    SELECT page.name, page.audience, page.embedding_model, page.created_at, counted.documents, counted.passages,
      CASE WHEN page.embedding_model <> ${embeddingModel()} THEN (
        SELECT count(*)::int FROM passage_embedding e
        WHERE e.collection_id = page.id AND e.embedding_version = page.embedding_version + 1
      ) END AS embedded
    FROM page, LATERAL (
      SELECT count(DISTINCT d.id)::int AS documents, count(p.id)::int AS passages
      FROM document d LEFT JOIN passage p ON p.document_id = d.id
      WHERE d.collection_id = page.id AND d.state = 'published'
    ) AS counted
    ORDER BY page.name`;
  return rows.map((row) => ({
    ...row,
    is_current: row.embedding_model === embeddingModel(),
    created_at: row.created_at.toISOString(),
  }));
}

/** The newest version of each document of a collection, by title. Throws AppError `not_found`. */
export async function listDocuments(
  principal: DocumentsPrincipal,
  collection: string,
  request: PageRequest = {},
): Promise<Page<DocumentItem>> {
  await getCollection(principal, collection);
  const place = documentCursors.decode(request.cursor);
  const after = place ? Prisma.sql`AND (lower(d.title), d.id) > (${place.title}, ${place.id}::uuid)` : Prisma.empty;
  const newest = Prisma.sql`FROM document d JOIN collection c ON c.id = d.collection_id
    WHERE c.name = ${collection} AND d.state <> 'loading' AND NOT EXISTS (
      SELECT FROM document newer WHERE newer.collection_id = d.collection_id AND newer.source = d.source
        AND newer.version > d.version AND newer.state <> 'loading')`;
  const [rows, total] = await Promise.all([
    readDocuments(Prisma.sql`${newest} ${after} ORDER BY lower(d.title), d.id LIMIT ${rowsToRead(request)}`),
    countFirst(request, newest),
  ]);
  const { items, nextCursor } = toPage(rows, request, ({ id, sorts_as }) =>
    documentCursors.encode({ title: sorts_as, id }),
  );
  return { items: items.map(toItem), nextCursor, total };
}

/** One version of a document. Throws AppError `not_found`. */
export async function getDocumentItem(_principal: DocumentsPrincipal, id: string): Promise<DocumentItem> {
  const [row] = await readDocuments(
    Prisma.sql`FROM document d JOIN collection c ON c.id = d.collection_id
      WHERE d.id = ${id}::uuid AND d.state <> 'loading'`,
  );
  if (!row) throw new AppError("not_found", { detail: "There is no such document." });
  return toItem(row);
}

interface DocumentRow extends Omit<DocumentItem, "published_at"> {
  published_at: Date;
  sorts_as: string;
}

const readDocuments = (from: Prisma.Sql): Promise<DocumentRow[]> => prisma.$queryRaw<DocumentRow[]>`
  SELECT d.id, d.title, d.source, c.name AS collection, d.version, d.state, d.pages, d.passage_length,
    (SELECT count(*)::int FROM passage WHERE document_id = d.id) AS passage_count,
    coalesce(d.published_at, d.created_at) AS published_at, lower(d.title) AS sorts_as
  ${from}`;

const toItem = ({ sorts_as: _, published_at, ...row }: DocumentRow): DocumentItem => ({
  ...row,
  published_at: published_at.toISOString(),
});

const maxVersions = 100;

/** A version of a document with its other versions and what cites it. Throws AppError `not_found`. */
export async function getDocument(principal: DocumentsPrincipal, id: string): Promise<DocumentDetails> {
  const item = await getDocumentItem(principal, id);
  const [[uses], versions] = await Promise.all([
    prisma.$queryRaw<{ has_file: boolean; citations: number; in_use: boolean }[]>`
      SELECT EXISTS (SELECT FROM document_file WHERE document_id = ${id}::uuid) AS has_file,
        document_citations(${id}::uuid) AS citations,
        ${item.state} <> 'published' AND document_in_use(${id}::uuid) AS in_use`,
    listVersions(id),
  ]);
  const { has_file = false, citations = 0, in_use = true } = uses ?? {};
  return {
    ...item,
    has_file,
    citations,
    can_delete: item.state !== "published" && citations === 0 && !in_use,
    versions,
  };
}

/** The passages of a version in their order; none of one that is missing. */
export async function listPassages(
  _principal: DocumentsPrincipal,
  id: string,
  request: PageRequest = {},
): Promise<Page<PassageItem>> {
  const place = passageCursors.decode(request.cursor);
  const [rows, total] = await Promise.all([
    prisma.$queryRaw<PassageItem[]>`
      SELECT id, seq AS number, heading, text, page FROM passage
      WHERE document_id = ${id}::uuid AND seq > ${place?.number ?? 0} ORDER BY seq LIMIT ${rowsToRead(request)}`,
    countFirst(request, Prisma.sql`FROM passage WHERE document_id = ${id}::uuid`),
  ]);
  return { ...toPage(rows, request, ({ number }) => passageCursors.encode({ number })), total };
}

async function listVersions(id: string): Promise<DocumentVersion[]> {
  const rows = await prisma.$queryRaw<(Omit<DocumentVersion, "published_at"> & { published_at: Date })[]>`
    SELECT d.id, d.version, d.state, coalesce(d.published_at, d.created_at) AS published_at,
      (SELECT count(*)::int FROM passage WHERE document_id = d.id) AS passage_count
    FROM document this JOIN document d ON d.collection_id = this.collection_id AND d.source = this.source
    WHERE this.id = ${id}::uuid AND d.state <> 'loading' ORDER BY d.version DESC LIMIT ${maxVersions}`;
  return rows.map((row) => ({ ...row, published_at: row.published_at.toISOString() }));
}

/** The file that a version was made of. Throws AppError `not_found`, and `conflict` when it is not stored. */
export async function getDocumentFile(
  principal: DocumentsPrincipal,
  id: string,
): Promise<{ source: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { source } = await getDocumentItem(principal, id);
  const file = await prisma.documentFile.findUnique({ where: { documentId: id } });
  if (!file) throw new AppError("conflict", { detail: "The file of this version is not stored. Upload it again." });
  return { source, bytes: file.bytes };
}
