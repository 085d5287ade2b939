import { expect, test } from "vitest";
import { createDesigner } from "@/lib/auth/test-person";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { saveCollection } from "../find-collection";
import { ingestFile } from "../ingest-file";
import { addDocument, retractDocument } from "./mutations";

withTestDatabase();

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("Many changes of one collection at once all come to their end, and others get connections meanwhile", async () => {
  const designer = await createDesigner();
  const { id } = await saveCollection("terms", "claimants");
  const { documentId } = await ingestFile("terms", { name: "a.md", bytes: bytesOf("Theft is covered.") });
  const other = await pool().connect();
  await other.query("BEGIN");
  await other.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`collection:${id}`]);
  const changes = Promise.all(Array.from({ length: 30 }, () => retractDocument(designer, documentId)));
  const waiting = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  try {
    await expect.poll(async () => (await other.query(waiting)).rowCount).toBeGreaterThanOrEqual(2);
    // The changes wait for the collection. If they had all the connections, these would get none.
    for (let turn = 0; turn < 50; turn++) await pool().query("SELECT 1");
  } finally {
    await other.query("COMMIT");
    other.release();
  }
  expect((await changes).map(({ state }) => state)).toEqual(Array.from({ length: 30 }, () => "retracted"));
  const { rows } = await pool().query("SELECT FROM audit_event WHERE type = 'document.retracted'");
  expect(rows).toHaveLength(1);
});

test("Few files are taken in at a time; those beyond the ones that wait are refused at once", async () => {
  const designer = await createDesigner();
  await saveCollection("many", "claimants");
  const all = Array.from({ length: 40 }, (_, index) =>
    addDocument(designer, "many", { name: `${index}.md`, bytes: bytesOf(`Clause ${index} is about theft.`) }, {}),
  );
  const ends = await Promise.allSettled(all);
  const refused = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ code, options }) => code === "busy" && options.retryAfterSeconds > 0)).toBe(true);
  const { rows } = await pool().query(
    "SELECT FROM document d JOIN collection c ON c.id = d.collection_id WHERE c.name = 'many' AND state = 'published'",
  );
  expect(rows).toHaveLength(40 - refused.length);
  // Afterwards there is room again.
  const next = await addDocument(designer, "many", { name: "next.md", bytes: bytesOf("Hail is covered.") }, {});
  expect(next.status).toBe("published");
});
