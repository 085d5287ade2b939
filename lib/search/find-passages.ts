import type { QueryResult } from "pg";
import { searchPool } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import { toCode } from "./codes";
import { embeddingModel, embedTexts } from "./embed-texts";
import { findByCodes, findByVectors } from "./find-statement";

/** Who may read a collection: `claimants` (everybody) or `staff` alone. */
export type Audience = "claimants" | "staff";

/** A search for passages. */
export interface PassageQuery {
  /** At most 1,000 characters; what is beyond is not read. */
  query: string;
  /** The audience of the person who asks. Claimants never find passages of a collection for staff. */
  audience: Audience;
  /** Names of collections; undefined for all that the audience may read. */
  collections?: readonly string[];
  /** 1 to 50. */
  limit: number;
}

/** A passage that a search has found, with its document and its ranks. */
export interface FoundPassage {
  id: string;
  documentId: string;
  document: string;
  version: number;
  heading: string;
  text: string;
  page: number | null;
  /** The score after fusion; higher is better. Comparable within one answer only. */
  score: number;
  /** The place in the list of similar embeddings, from 1; null when it is not in it. */
  vectorRank: number | null;
  /** The place in the list of matching words, from 1; null when it is not in it. */
  textRank: number | null;
  /** The cosine of the angle to the query, -1 to 1; null without a place in that list. */
  similarity: number | null;
}

/** Runs a statement, on the connections of searches by default. A statement with a name is prepared. */
export type RunQuery = <Row extends object>(
  text: string,
  values: unknown[],
  name?: string,
) => Promise<Pick<QueryResult<Row>, "rows">>;

const maxQueryLength = 1_000;

/**
 * The passages that fit a question best, the best first: one statement that ranks by embeddings and by words
 * (reciprocal rank fusion). Only published documents are found. A question without words or without hits gives an
 * empty list.
 * Throws AppError `conflict` when a named collection has embeddings of another model, and LlmError when the server of
 * EMBEDDING_MODEL fails.
 */
export async function findPassages(
  { query, audience, collections, limit }: PassageQuery,
  { run = runOnPool, signal }: { run?: RunQuery; signal?: AbortSignal } = {},
): Promise<FoundPassage[]> {
  const text = query.replaceAll("\0", " ").trim().slice(0, maxQueryLength).toWellFormed();
  if (!/[\p{L}\p{N}]/u.test(text)) return [];
  const [embedding] = await embedTexts([text], signal);
  if (!embedding) return [];
  const audiences = audience === "staff" ? ["claimants", "staff"] : ["claimants"];
  const shared = [text, [...embedding], audiences, collections ?? null, limit, embeddingModel()];
  const { rows } = (await hasVectors(run))
    ? await run<FoundRow>(findByVectors(embedding.length), shared, `find-by-vectors-${embedding.length}`)
    : await run<FoundRow>(findByCodes, [...shared, toCode(embedding)], "find-by-codes");
  return rows.flatMap(({ refusedName, refusedModel, id, ...passage }) => {
    if (refusedName !== null) refuse(refusedName, refusedModel ?? "");
    return id === null ? [] : [{ id, ...passage }];
  });
}

/** A passage, or nothing but a collection that cannot be searched, or both. */
interface FoundRow extends Omit<FoundPassage, "id"> {
  id: string | null;
  refusedName: string | null;
  refusedModel: string | null;
}

/** Embeddings of different models cannot be compared. */
function refuse(name: string, model: string): never {
  const now = embeddingModel();
  const what =
    model === now ? `of another length than ${now} gives now` : `of ${model}, and questions are embedded with ${now}`;
  throw new AppError("conflict", {
    detail: `The collection "${name}" has embeddings ${what}. Embed it again \
(npm run ingest -- --collection ${name} --embed) or set EMBEDDING_MODEL.`,
  });
}

const runOnPool: RunQuery = (text, values, name) => searchPool().query({ text, values, ...(name && { name }) });

/** Whether the database has pgvector, whose index finds the nearest embeddings. Asked once: migrations create it. */
function hasVectors(run: RunQuery): Promise<boolean> {
  const known = processState("search-has-vectors", () => new WeakMap<RunQuery, Promise<boolean>>());
  const found = known.get(run) ?? askForVectors(run);
  known.set(run, found);
  // A failure is not kept.
  found.catch(() => known.delete(run));
  return found;
}

async function askForVectors(run: RunQuery): Promise<boolean> {
  const { rows } = await run<{ found: boolean }>(
    "SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') AS found",
    [],
  );
  return rows[0]?.found ?? false;
}
