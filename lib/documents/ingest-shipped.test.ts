import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDesigner } from "@/lib/auth/test-person";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { log } from "@/lib/log";
import { readClauses } from "@/lib/search/evaluation/evaluate";
import { findPassages } from "@/lib/search/find-passages";
import { saveCollection } from "./find-collection";
import { ingestFile } from "./ingest-file";
import { ingestShipped, keepIngestingShipped } from "./ingest-shipped";
import { deleteDocument, retractDocument } from "./managing/mutations";

withTestDatabase({ as: "owner" });

const readDocuments = async () =>
  (
    await pool().query<{ collection: string; audience: string; source: string; version: number; state: string }>(
      `SELECT c.name AS collection, c.audience, d.source, d.version, d.state
      FROM document d JOIN collection c ON c.id = d.collection_id ORDER BY d.source, d.version`,
    )
  ).rows;
const published = [
  ["general-terms.md", 1, "published"],
  ["home-terms.md", 1, "published"],
  ["motor-terms.md", 1, "published"],
];
const states = async () => (await readDocuments()).map(({ source, version, state }) => [source, version, state]);

beforeEach(async () => {
  await pool().query("TRUNCATE collection CASCADE");
});
afterEach(() => {
  for (const name of ["LLM_BASE_URL", "LLM_MODEL", "EMBEDDING_MODEL"]) delete process.env[name];
});

test("The documents of the product are ingested for claimants, and a second time nothing changes", async () => {
  await ingestShipped();
  await ingestShipped();
  expect(await states()).toEqual(published);
  expect((await readDocuments()).map(({ collection, audience }) => `${collection} ${audience}`)).toEqual([
    "general-terms claimants",
    "policy-terms claimants",
    "policy-terms claimants",
  ]);
});

test("Servers that start at the same time take them in once", async () => {
  await Promise.all(Array.from({ length: 4 }, () => ingestShipped()));
  expect(await states()).toEqual(published);
});

test("A document that a person retracted stays retracted", async () => {
  await ingestShipped();
  await pool().query("UPDATE document SET state = 'retracted' WHERE source = 'motor-terms.md'");
  await ingestShipped();
  expect(await states()).toEqual([...published.slice(0, 2), ["motor-terms.md", 1, "retracted"]]);
});

test("A version of a person stays in place of the shipped one", async () => {
  await ingestShipped();
  const bytes = new TextEncoder().encode("# Our motor terms\n\nEverything is covered.");
  await ingestFile("policy-terms", { name: "motor-terms.md", bytes });
  await ingestShipped();
  expect(await states()).toEqual([
    ...published.slice(0, 2),
    ["motor-terms.md", 1, "superseded"],
    ["motor-terms.md", 2, "published"],
  ]);
});

/** Publishes the general terms as an earlier release shipped them. */
async function shipEarlier(): Promise<void> {
  const text = readFileSync("lib/documents/shipped/general-terms.md", "utf8")
    .replace("30 days; a person looks at the decision again.", "30 days; another specialist looks at the claim again.")
    .replace("30 days; a person looks at the decision again.", "30 days; another specialist decides.");
  await saveCollection("general-terms", "claimants");
  await ingestFile("general-terms", { name: "general-terms.md", bytes: new TextEncoder().encode(text) });
}

test("A document as an earlier release shipped it gets this release's version beside the old one", async () => {
  await shipEarlier();
  await Promise.all([ingestShipped(), ingestShipped()]);
  await ingestShipped();
  expect(await states()).toEqual([
    ["general-terms.md", 1, "superseded"],
    ["general-terms.md", 2, "published"],
    ...published.slice(1),
  ]);
});

test("One that a person retracted or replaced does not, also when an earlier release shipped it", async () => {
  await shipEarlier();
  await pool().query("UPDATE document SET state = 'retracted' WHERE source = 'general-terms.md'");
  await ingestShipped();
  expect((await states())[0]).toEqual(["general-terms.md", 1, "retracted"]);
});

// Installations that have what is recorded here get the next release's version only when its hash is in
// `formerlyShipped`: when this test fails, add the hash that stands here there, then record the new one.
test("The shipped documents are those that are recorded", () => {
  const hashes = published.map(([source]) => [
    source,
    createHash("sha256")
      .update(readFileSync(`lib/documents/shipped/${source}`))
      .digest("hex")
      .slice(0, 12),
  ]);
  expect(hashes).toEqual([
    ["general-terms.md", "6977790c76ba"],
    ["home-terms.md", "aa7274c0551d"],
    ["motor-terms.md", "0c8ba92db2d9"],
  ]);
});

test("The terms promise about an appeal what the letter promises", () => {
  const terms = readFileSync("lib/documents/shipped/general-terms.md", "utf8");
  expect(terms).not.toContain("another specialist");
  expect(terms.match(/a person looks at the decision again\./g)).toHaveLength(2);
});

test("While the server of embeddings fails they wait; the log says why, and it is tried again", async () => {
  const server = await startOpenAiTestServer();
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
  try {
    let isFailing = true;
    server.embedWith((texts) => (isFailing ? { status: 401 } : texts.map((text) => [text.length, 1])));
    Object.assign(process.env, { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "chat", EMBEDDING_MODEL: "two" });
    await expect(ingestShipped()).rejects.toMatchObject({ name: "LlmError" });
    warn.mockImplementation(() => {
      isFailing = false;
    });
    await keepIngestingShipped({ pauseMs: 1 });
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ err: { name: "LlmError" } });
    expect(await states()).toEqual(published);
  } finally {
    await server.close();
    warn.mockRestore();
  }
});

test("Every clause is in one document, word for word, under a heading of its own topic", async () => {
  const folder = "lib/documents/shipped";
  const paragraphs = readdirSync(folder).flatMap((name) =>
    readFileSync(`${folder}/${name}`, "utf8")
      .split("\n\n")
      .map((one) => one.trim())
      .filter((one) => !one.startsWith("#")),
  );
  expect(paragraphs.toSorted()).toEqual(
    readClauses()
      .map(({ text }) => text)
      .toSorted(),
  );
  await ingestShipped();
  const [found] = await findPassages({ query: "deductible for a new windscreen", audience: "claimants", limit: 1 });
  expect(found).toMatchObject({
    document: "Motor insurance terms",
    heading: "Motor insurance terms > Damage to the vehicle > Glass and windscreens",
  });
});

// Last: what was deleted is never ingested again in this database.
test("A document that a person retracted and deleted does not come back", async () => {
  await ingestShipped();
  const designer = await createDesigner();
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM document WHERE source = 'general-terms.md'");
  const [{ id } = { id: "" }] = rows;
  await retractDocument(designer, id);
  await deleteDocument(designer, id);
  await ingestShipped();
  expect(await states()).toEqual(published.slice(1));
});
