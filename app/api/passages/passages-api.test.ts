import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { GET } from "@/app/api/passages/[id]/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { saveCollection } from "@/lib/documents/find-collection";
import { ingestFile } from "@/lib/documents/ingest-file";

withTestDatabase();

const theft = "# Motor terms\n\n## Theft\n\nWe pay for a stolen car after 30 days.";
const file = (text: string, name = "motor.md") => ({ name, bytes: new TextEncoder().encode(text) });

/** The only passage of a document. */
async function passageOf(documentId: string): Promise<string> {
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM passage WHERE document_id = $1", [documentId]);
  return rows[0]?.id ?? "";
}

async function ingest(collection: string, text: string, name?: string) {
  const { documentId, version } = await ingestFile(collection, file(text, name));
  return { documentId, version, passage: await passageOf(documentId) };
}

/** Reads a passage with the API key of a new person; null sends no key. */
async function read(id: string, person: { userId: string } | null) {
  const headers: Record<string, string> = {};
  if (person) {
    const key = randomUUID();
    await prisma.apiKey.create({ data: { userId: person.userId, label: "test", hash: hashApiKey(key) } });
    headers.authorization = `Bearer ${key}`;
  }
  const request = new Request(`http://localhost:3000/api/passages/${id}`, { headers });
  const response = await GET(request, { params: Promise.resolve({ id }) });
  return { status: response.status, body: await response.json() };
}

const claimant = () => createClaimant();
const reviewer = () => createReviewer("Ana Ruiz", []);

beforeAll(async () => {
  await saveCollection("policy-terms", "claimants");
  await saveCollection("manual", "staff");
});

describe("a passage", () => {
  test("is read by a claimant and by staff, with its document", async () => {
    const { passage, documentId } = await ingest("policy-terms", theft);
    for (const person of [await claimant(), await reviewer()]) {
      expect(await read(passage, person)).toEqual({
        status: 200,
        body: {
          ...{ id: passage, documentId, document: "Motor terms", version: 1, currentVersion: 1, state: "published" },
          ...{ heading: "Motor terms > Theft", text: "We pay for a stolen car after 30 days.", page: null },
        },
      });
    }
  });

  test("of a version that was replaced keeps its words and names the version in force", async () => {
    const name = "home.md";
    const first = await ingest("policy-terms", "# Home terms\n\nWe pay up to $500.", name);
    await ingest("policy-terms", "# Home terms\n\nWe pay up to $600.", name);
    expect((await read(first.passage, await claimant())).body).toMatchObject({
      ...{ text: "We pay up to $500.", version: 1, currentVersion: 2, state: "superseded" },
    });
  });

  test("of a withdrawn document is still read, and no version is in force", async () => {
    const { passage, documentId } = await ingest("policy-terms", "# Pets\n\nA bite is covered.", "pets.md");
    await pool().query("UPDATE document SET state = 'retracted' WHERE id = $1", [documentId]);
    expect((await read(passage, await claimant())).body).toMatchObject({
      ...{ text: "A bite is covered.", state: "retracted", currentVersion: null },
    });
  });

  test("for staff is not there for a claimant, in the words of one that does not exist", async () => {
    const { passage } = await ingest("manual", "# Manual\n\nOffer at most $4,000.");
    expect((await read(passage, await reviewer())).status).toBe(200);
    const refused = await read(passage, await claimant());
    expect(refused).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect(refused.body).toEqual((await read(randomUUID(), await claimant())).body);
  });

  test("of a document that is being ingested is not there yet", async () => {
    const { rows } = await pool().query<{ id: string }>(
      `WITH d AS (
        INSERT INTO document (collection_id, title, version, source, content_hash)
        SELECT id, 'Loading', 1, 'loading.md', 'x' FROM collection WHERE name = 'policy-terms' RETURNING id
      ) INSERT INTO passage (document_id, seq, text) SELECT id, 1, 'Half of a document.' FROM d RETURNING id`,
    );
    expect((await read(rows[0]?.id ?? "", await reviewer())).status).toBe(404);
  });

  test("needs a person, and an id that is one", async () => {
    expect((await read(randomUUID(), null)).status).toBe(401);
    expect((await read("1 OR 1=1", await claimant())).status).toBe(404);
  });
});
