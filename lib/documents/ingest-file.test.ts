import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { findPassages } from "@/lib/search/find-passages";
import { embedCollection } from "./embed-collection";
import { findCollection, saveCollection } from "./find-collection";
import { ingestFile } from "./ingest-file";

withTestDatabase();

beforeAll(() => saveCollection("terms", "claimants"));

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const find = (query: string) => findPassages({ query, audience: "claimants", limit: 5, collections: ["terms"] });
const countOf = async (table: string) =>
  (await pool().query(`SELECT count(*)::int AS count FROM ${table}`)).rows[0].count;

const glass =
  "# Car terms\n\n## Glass\n\nGlass repair has an excess of $75.\n\n## Deer\n\nAccidents with deer are covered.";

test("A file is published as passages that are found, with its title", async () => {
  const result = await ingestFile("terms", file("car.md", glass));
  expect(result).toMatchObject({ status: "published", version: 1, passages: 2 });
  expect((await find("what is the excess for glass?"))[0]).toMatchObject({
    document: "Car terms",
    heading: "Car terms > Glass",
    text: "Glass repair has an excess of $75.",
  });
});

test("The same content a second time changes nothing, under another name too", async () => {
  const [documents, passages] = [await countOf("document"), await countOf("passage")];
  expect(await ingestFile("terms", file("car.md", glass))).toMatchObject({
    status: "unchanged",
    version: 1,
    passages: 2,
  });
  expect(await ingestFile("terms", file("copy.md", glass))).toMatchObject({ status: "unchanged" });
  expect([await countOf("document"), await countOf("passage")]).toEqual([documents, passages]);
});

test("Changed content is a new version; the old passages stay for citations and are not found", async () => {
  const [old] = await find("glass excess");
  const result = await ingestFile("terms", file("car.md", glass.replace("$75", "$90")));
  expect(result).toMatchObject({ status: "published", version: 2 });
  const found = await find("glass excess");
  expect(found.map(({ text }) => text).join()).toContain("$90");
  expect(found.map(({ text }) => text).join()).not.toContain("$75");
  const { rows } = await pool().query("SELECT text FROM passage WHERE id = $1", [old?.id]);
  expect(rows).toEqual([{ text: "Glass repair has an excess of $75." }]);
});

test("Content that was there before comes back as a version of its own", async () => {
  expect(await ingestFile("terms", file("car.md", glass))).toMatchObject({ status: "published", version: 3 });
});

test("Files of one name in two folders are two documents", async () => {
  const first = await ingestFile("terms", file("north/rules.md", "# Rules\n\nSnow chains are paid."));
  const second = await ingestFile("terms", file("south/rules.md", "# Rules\n\nSun sails are paid."));
  expect([first.version, second.version]).toEqual([1, 1]);
  const texts = (await find("snow chains or sun sails")).map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(["Snow chains are paid.", "Sun sails are paid."]));
  expect(await ingestFile("terms", file("./north//rules.md", "# Rules\n\nSkis are paid."))).toMatchObject({
    version: 2,
  });
});

test.each([
  ["../../up/../terms.md", "up/terms.md"],
  ["te\0rms\u202e.md", "terms.md"],
  [`${"long ".repeat(60)}.md`, `${"long ".repeat(60)}.md`],
])("The name %j is neither a way out nor an error", async (name, source) => {
  const { documentId } = await ingestFile("terms", file(name, `Text of ${JSON.stringify(name)}`));
  const { rows } = await pool().query("SELECT source FROM document WHERE id = $1", [documentId]);
  expect(rows).toEqual([{ source }]);
  await expect(ingestFile("terms", file(`${"x".repeat(600)}.md`, "text"))).rejects.toMatchObject({
    reason: "bad_name",
  });
});

test("A file of more passages than a collection may have is refused before they are embedded", async () => {
  const text = Array.from({ length: 100_001 }, (_, index) => `# ${index}\n\nText ${index}\n`).join("\n");
  const embedded = vi.fn();
  await expect(ingestFile("terms", file("many.md", text), { onEmbedded: embedded })).rejects.toMatchObject({
    code: "too_large",
  });
  expect(embedded).not.toHaveBeenCalled();
});

test("Two commands that take the same file at the same time publish it once", async () => {
  const texts = Array.from({ length: 8 }, () => file("race.md", "# Race\n\nBicycles are covered."));
  const results = await Promise.all(texts.map((one) => ingestFile("terms", one)));
  expect(results.filter(({ status }) => status === "published")).toHaveLength(1);
});

test("The database refuses to change what is published", async () => {
  for (const change of [
    "UPDATE passage SET text = 'x'",
    "DELETE FROM passage",
    "INSERT INTO passage (document_id, seq, text) SELECT id, 99, 'x' FROM document WHERE state = 'published'",
    "UPDATE document SET title = 'x'",
    "UPDATE document SET state = 'loading'",
    "DELETE FROM document",
  ]) {
    await expect(pool().query(change)).rejects.toThrow(/published document/);
  }
});

test("A retracted document is found no more", async () => {
  const { documentId } = await ingestFile("terms", file("boat.md", "# Boats\n\nRowing boats are covered in summer."));
  expect((await find("rowing boats"))[0]?.documentId).toBe(documentId);
  await pool().query("UPDATE document SET state = 'retracted' WHERE id = $1", [documentId]);
  expect((await find("rowing boats")).map((one) => one.documentId)).not.toContain(documentId);
});

test("A collection that is missing is an error, and a bad file leaves nothing behind", async () => {
  const documents = await countOf("document");
  await expect(ingestFile("none", file("a.md", "text"))).rejects.toMatchObject({ code: "not_found" });
  await expect(ingestFile("terms", file("a.pdf", "<html>"))).rejects.toMatchObject({ reason: "other_format" });
  expect(await countOf("document")).toBe(documents);
});

describe("another embedding model", () => {
  afterEach(() => {
    for (const name of ["LLM_BASE_URL", "LLM_MODEL", "EMBEDDING_MODEL"]) delete process.env[name];
  });

  test("is refused until the collection is embedded again; then searches use it at once", async () => {
    const server = await startOpenAiTestServer();
    try {
      // Three dimensions: glass, deer, everything else.
      server.embedWith((texts) => texts.map((text) => [Number(/glass/i.test(text)), Number(/deer/i.test(text)), 0.1]));
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "three" });
      await expect(ingestFile("terms", file("new.md", "New text."))).rejects.toMatchObject({ code: "conflict" });
      await expect(find("glass")).rejects.toMatchObject({ code: "conflict" });
      expect(await embedCollection("terms")).toBeGreaterThan(0);
      expect(await findCollection("terms")).toMatchObject({ embeddingModel: "three", embeddingVersion: 2 });
      expect(await embedCollection("terms")).toBe(0);
      const [first] = await find("a deer");
      expect(first).toMatchObject({ text: "Accidents with deer are covered.", vectorRank: 1 });
      expect(await ingestFile("terms", file("new.md", "# New\n\nHail on glass roofs."))).toMatchObject({ version: 1 });
      const sizes = await pool().query("SELECT DISTINCT cardinality(embedding) AS size FROM passage_embedding");
      expect(sizes.rows).toEqual([{ size: 3 }]);
    } finally {
      await server.close();
    }
  });

  test("does not mix with another one of the same length whose change was not finished", async () => {
    await saveCollection("mixed", "claimants");
    const clauses = Array.from({ length: 80 }, (_, index) => `## Clause ${index}\n\nText ${index}.`).join("\n\n");
    await ingestFile("mixed", file("a.md", clauses));
    const server = await startOpenAiTestServer();
    try {
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "one" });
      let count = 0;
      // The first slice is stored, then the server fails.
      server.embedWith((texts) => (count++ > 1 ? { status: 400 } : texts.map(() => [1, 0, 0])));
      await expect(embedCollection("mixed")).rejects.toMatchObject({ name: "LlmError" });
      server.embedWith((texts) => texts.map(() => [0, 1, 0]));
      process.env.EMBEDDING_MODEL = "other";
      expect(await embedCollection("mixed")).toBe(80);
      const { id, embeddingVersion } = await findCollection("mixed");
      const { rows } = await pool().query(
        "SELECT DISTINCT embedding FROM passage_embedding WHERE collection_id = $1 AND embedding_version = $2",
        [id, embeddingVersion],
      );
      expect(rows).toEqual([{ embedding: [0, 1, 0] }]);
    } finally {
      await server.close();
    }
  });

  test("is refused while another server embeds the collection with a third one; the same one may help", async () => {
    const { id } = await saveCollection("shared", "claimants");
    const clauses = Array.from({ length: 100 }, (_, index) => `## Clause ${index}\n\nText ${index}.`).join("\n\n");
    await ingestFile("shared", file("a.md", clauses));
    const server = await startOpenAiTestServer();
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    try {
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "one" });
      server.embedWith(async (texts) => {
        begun.resolve();
        await held.promise;
        return texts.map(() => [1, 0, 0]);
      });
      const first = embedCollection("shared");
      const second = embedCollection("shared");
      await begun.promise;
      process.env.EMBEDDING_MODEL = "other";
      await expect(embedCollection("shared")).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining('embeds the collection "shared" with another model than other now'),
      });
      process.env.EMBEDDING_MODEL = "one";
      held.resolve();
      expect((await first) + (await second)).toBeGreaterThanOrEqual(100);
      expect(await findCollection("shared")).toMatchObject({ embeddingModel: "one", embeddingVersion: 2 });
      const { rows } = await pool().query(
        "SELECT DISTINCT embedding FROM passage_embedding WHERE collection_id = $1 AND embedding_version = 2",
        [id],
      );
      expect(rows).toEqual([{ embedding: [1, 0, 0] }]);
      // Free again for another one.
      process.env.EMBEDDING_MODEL = "other";
      server.embedWith((texts) => texts.map(() => [0, 1, 0]));
      expect(await embedCollection("shared")).toBe(100);
    } finally {
      held.resolve();
      await server.close();
    }
  });

  test("under the name of the one before is refused by its length", async () => {
    const server = await startOpenAiTestServer();
    try {
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "same" });
      server.embedWith((texts) => texts.map(() => [1, 0, 0]));
      await saveCollection("renamed", "claimants");
      await ingestFile("renamed", file("a.md", "Deer are covered."));
      server.embedWith((texts) => texts.map(() => [1, 0]));
      await expect(ingestFile("renamed", file("b.md", "Hail is covered."))).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("embed it again"),
      });
      // Not of one length within a collection, either.
      server.embedWith((texts) => texts.map((text) => (text.includes("Deer") ? [1, 0] : [1, 0, 0, 0])));
      await pool().query("DELETE FROM passage_embedding");
      await expect(embedCollection("renamed")).rejects.toMatchObject({ name: "LlmError", reason: "bad_output" });
      server.embedWith((texts) => texts.map(() => [1, 0]));
      expect(await embedCollection("renamed")).toBe(1);
      expect(await findCollection("renamed")).toMatchObject({ dimensions: 2 });
      expect(await ingestFile("renamed", file("b.md", "Hail is covered."))).toMatchObject({ status: "published" });
    } finally {
      await server.close();
    }
  });

  test("is never switched to while a document is published without it", async () => {
    await saveCollection("racing", "claimants");
    const texts = Array.from({ length: 12 }, (_, index) => file(`${index}.md`, `Deer number ${index} is covered.`));
    const server = await startOpenAiTestServer();
    try {
      server.embedWith((all) => all.map((text) => [text.length, 1, 0]));
      const ingesting = Promise.allSettled(texts.map((one) => ingestFile("racing", one)));
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "three" });
      const embedding = embedCollection("racing");
      await Promise.all([ingesting, embedding]);
      const { embeddingVersion, id } = await findCollection("racing");
      const { rows } = await pool().query(
        `SELECT p.text FROM passage p JOIN document d ON d.id = p.document_id
        WHERE d.collection_id = $1 AND d.state = 'published' AND NOT EXISTS (
          SELECT FROM passage_embedding e WHERE e.passage_id = p.id AND e.embedding_version = $2)`,
        [id, embeddingVersion],
      );
      expect(rows).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test("leaves out a document that is retracted meanwhile", async () => {
    await saveCollection("third", "claimants");
    const { documentId } = await ingestFile("third", file("a.md", "Deer are covered."));
    const server = await startOpenAiTestServer();
    try {
      server.embedWith(async (texts) => {
        if (texts.includes("Deer are covered.")) {
          await pool().query("UPDATE document SET state = 'retracted' WHERE id = $1", [documentId]);
        }
        return texts.map(() => [1, 0, 0]);
      });
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "three" });
      await embedCollection("third");
      expect(await findPassages({ query: "deer", audience: "claimants", limit: 5, collections: ["third"] })).toEqual(
        [],
      );
    } finally {
      await server.close();
    }
  });

  test("that fails leaves the old embeddings in use", async () => {
    await saveCollection("second", "claimants");
    await ingestFile("second", file("a.md", "Deer are covered."));
    const server = await startOpenAiTestServer();
    try {
      server.embedWith((texts) => (texts.includes("Deer are covered.") ? { status: 400 } : texts.map(() => [1, 0, 0])));
      Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "three" });
      await expect(embedCollection("second")).rejects.toMatchObject({ name: "LlmError" });
    } finally {
      await server.close();
    }
    expect(await findCollection("second")).toMatchObject({ embeddingModel: "static-minilm-128", embeddingVersion: 1 });
  });
});
