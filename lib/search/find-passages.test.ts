import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/connections/pool";
import { freePort } from "@/lib/db/setup/embedded-postgres";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { findPassagesContract } from "./find-passages.contract";

withTestDatabase();
findPassagesContract("with codes", (text, values) => pool().query(text, values));

let server: PGLiteSocketServer;
let client: pg.Client;
beforeAll(async () => {
  const [db, port] = [await PGlite.create({ extensions: { vector } }), await freePort()];
  server = new PGLiteSocketServer({ db, port, host: "127.0.0.1" });
  await server.start();
  client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
  await client.connect();
  await client.query(await readFile("prisma/migrations/9k_documents/migration.sql", "utf8"));
});
afterAll(async () => {
  await client.end();
  await server.stop();
});
findPassagesContract("with pgvector", (text, values) => client.query(text, values));

test("With pgvector the nearest embeddings are found by its index", async () => {
  await client.query("SET enable_seqscan = off");
  const { rows } = await client.query(
    `EXPLAIN SELECT passage_id FROM passage_embedding WHERE cardinality(embedding) = 128
    ORDER BY embedding::vector(128) <=> array_fill(0.1, ARRAY[128])::real[]::vector(128) LIMIT 5`,
  );
  expect(JSON.stringify(rows)).toContain("passage_embedding_vector_128");
});
