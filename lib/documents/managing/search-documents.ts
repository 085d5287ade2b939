import { isStaff, type Principal } from "@/lib/auth/principal";
import { pool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import { findPassages } from "@/lib/search/find-passages";
import { findMatchingWords } from "@/lib/search/find-words";
import { findCollection } from "../find-collection";
import { orUnavailable } from "./or-unavailable";
import type { Search, SearchAnswer } from "./schema";

/**
 * The passages that fit a question best, of what this person may read. Throws AppError `not_found` for a collection
 * that is missing or of another audience, `conflict` for one with embeddings of another model, and `unavailable`.
 */
export async function searchDocuments(
  principal: Principal,
  { query, collection, limit }: Search,
): Promise<SearchAnswer> {
  const audience = isStaff(principal) ? "staff" : "claimants";
  if (collection !== undefined) {
    const found = await findCollection(collection);
    if (found.audience === "staff" && audience !== "staff") {
      throw new AppError("not_found", { detail: `There is no collection "${collection}".` });
    }
  }
  const passages = await orUnavailable(() =>
    findPassages({ query, audience, limit, ...(collection !== undefined && { collections: [collection] }) }),
  );
  const texts = passages.map(({ heading, text }) => `${heading}\n${text}`);
  const [words, collections] = await Promise.all([
    findMatchingWords(query, texts),
    findCollectionNames(passages.map(({ documentId }) => documentId)),
  ]);
  return {
    passages: passages.map(({ documentId, vectorRank, textRank, ...passage }, index) => ({
      ...passage,
      document_id: documentId,
      collection: collections.get(documentId) ?? "",
      vector_rank: vectorRank,
      text_rank: textRank,
      words: words[index] ?? [],
    })),
  };
}

/** The names of the collections of documents, by the ids of the documents. */
async function findCollectionNames(documentIds: string[]): Promise<Map<string, string>> {
  const { rows } = await pool().query<{ id: string; name: string }>(
    "SELECT d.id, c.name FROM document d JOIN collection c ON c.id = d.collection_id WHERE d.id = ANY($1::uuid[])",
    [documentIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
