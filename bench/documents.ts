import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";
import { freePort } from "../lib/db/setup/embedded-postgres";
import { migrate } from "../lib/db/setup/migrate";
import { saveCollection } from "../lib/documents/find-collection";
import { embeddedText, ingestFile } from "../lib/documents/ingest-file";
import { embeddingModel } from "../lib/search/embed-texts";
import { readQuestions } from "../lib/search/evaluation/evaluate";
import { findPassages, type RunQuery } from "../lib/search/find-passages";
import { embedStatically } from "../lib/search/static/static-embeddings";
import { storeEmbeddings } from "../lib/search/store-embeddings";
import { similarity } from "../lib/search/vectors";
import { withClient } from "./harness/postgres";
import { makePassages } from "./passages";
import { type Documents, expectEqual, type OpenSystem } from "./system";

/** GraphFlow with so many passages in one collection. */
export const openDocuments =
  (count: number): OpenSystem =>
  async (databaseUrl) => {
    await migrate(databaseUrl);
    await saveCollection("added", "claimants");
    const stored = await withClient(databaseUrl, (client) => storeMany(client, count));
    let files = 0;
    return {
      documents: {
        ...searchesIn(stored),
        async ingest() {
          files += 1;
          const name = `terms-${files}.md`;
          const text = makePassages(250, 1_000 + files).map(({ heading, text }) => `## ${heading}\n\n${text}\n`);
          const bytes = new TextEncoder().encode(`# Terms ${files}\n\n${text.join("\n")}`);
          const { status, passages } = await ingestFile("added", { name, bytes });
          expectEqual(status, "published", "The status");
          return passages;
        },
      },
    };
  };

/** The same search in a Postgres that has pgvector: PGlite, with one connection. */
export const openVectors =
  (count: number): OpenSystem =>
  async () => {
    const [db, port] = [await PGlite.create({ extensions: { vector } }), await freePort()];
    const server = new PGLiteSocketServer({ db, port, host: "127.0.0.1" });
    await server.start();
    const databaseUrl = `postgresql://postgres@127.0.0.1:${port}/postgres?sslmode=disable`;
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    // The one of documents alone: migrations need several connections.
    await client.query(readFileSync(path.resolve("prisma/migrations/9k_documents/migration.sql"), "utf8"));
    // As the migration sets it for later connections, and the product for searches.
    await client.query("SET hnsw.iterative_scan = strict_order; SET hnsw.ef_search = 100");
    const stored = await storeMany(client, count);
    const run: RunQuery = (text, values, name) => client.query({ text, values, ...(name && { name }) });
    return { documents: searchesIn(stored, run) };
  };

type Stored = { id: string; embedding: Float32Array }[];

function searchesIn(stored: Stored, run?: RunQuery): Documents {
  const find = (query: string, limit: number) =>
    findPassages({ query, audience: "claimants", collections: ["terms"], limit }, run ? { run } : {});
  const questions = readQuestions().map(({ question }) => question);
  return {
    questions,
    async find(question) {
      expectEqual((await find(question, 8)).length, 8, "The number of passages");
    },
    async recall() {
      let right = 0;
      for (const question of questions) {
        const wanted = embedStatically(question);
        const nearest = stored
          .map(({ id, embedding }) => ({ id, near: similarity(embedding, wanted) }))
          .toSorted((one, other) => other.near - one.near)
          .slice(0, 10);
        const found = (await find(question, 50)).filter(({ vectorRank }) => vectorRank !== null && vectorRank <= 10);
        right += nearest.filter(({ id }) => found.some((one) => one.id === id)).length;
      }
      return right / (10 * questions.length);
    },
  };
}

/** Stores passages in bulk, 1,000 a document, in a new collection "terms". */
async function storeMany(client: pg.Client, count: number): Promise<Stored> {
  const stored: Stored = [];
  const passages = makePassages(count);
  const collectionId = randomUUID();
  await client.query(
    `INSERT INTO collection (id, name, audience, embedding_model, dimensions)
    VALUES ($1, 'terms', 'claimants', $2, 128)`,
    [collectionId, embeddingModel()],
  );
  for (let start = 0; start < count; start += 1_000) {
    const documentId = randomUUID();
    const slice = passages.slice(start, start + 1_000).map((passage) => ({ id: randomUUID(), ...passage }));
    await client.query("BEGIN");
    await client.query(
      "INSERT INTO document (id, collection_id, title, version, source, content_hash) VALUES ($1, $2, $3, 1, $3, $3)",
      [documentId, collectionId, `terms-${start}`],
    );
    await client.query(
      `INSERT INTO passage (id, document_id, seq, heading, text)
      SELECT id, $1, seq, heading, text
      FROM unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS t(id, heading, text, seq)`,
      [documentId, slice.map(({ id }) => id), slice.map(({ heading }) => heading), slice.map(({ text }) => text)],
    );
    const vectors = slice.map((passage) => ({ id: passage.id, embedding: embedStatically(embeddedText(passage)) }));
    await storeEmbeddings(
      (text, values) => client.query(text, values),
      { collectionId, embeddingVersion: 1 },
      vectors.map(({ id, embedding }) => ({ passageId: id, embedding })),
    );
    await client.query("UPDATE document SET state = 'published', published_at = now() WHERE id = $1", [documentId]);
    await client.query("COMMIT");
    stored.push(...vectors);
  }
  // What autovacuum does within a minute.
  await client.query("VACUUM ANALYZE");
  return stored;
}
