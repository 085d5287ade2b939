import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/connections/pool";
import { freePort } from "@/lib/db/setup/embedded-postgres";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { storePassages } from "./evaluation/store-passages";
import { findPassages, type RunQuery } from "./find-passages";
import { findPassagesContract } from "./find-passages.contract";

const database = withTestDatabase();
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

test("Among many passages, words that are in most of them are left out or wanted together", async () => {
  const run: RunQuery = (text, values) => pool().query(text, values);
  const [many, few] = [Array.from({ length: 4_500 }, () => "The home policy covers it."), ["Hail is covered.", "Hail"]];
  await storePassages(run, { name: "many" }, [...many, ...few, "The home covers the dog."]);
  const textOf = async (query: string) => {
    const found = await findPassages({ query, audience: "claimants", collections: ["many"], limit: 50 });
    return found.filter(({ textRank }) => textRank !== null).map(({ text }) => text);
  };
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query("ANALYZE passage");
  await owner.end();
  expect(new Set(await textOf("Does my home policy cover hail?"))).toEqual(new Set(few));
  expect(new Set(await textOf("Does the policy of my home cover it?"))).toEqual(
    new Set(["The home policy covers it."]),
  );
  const [first] = await findPassages({ query: "hail", audience: "claimants", collections: ["many"], limit: 1 });
  expect(first?.text).toContain("Hail");
  // A word that is nearly everywhere still finds something.
  expect(await textOf("covers")).not.toEqual([]);
});
