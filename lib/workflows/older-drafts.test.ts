import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { connect } from "@/lib/db/connections/connection";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { getDraft } from "./read-draft";
import { letterWorkflow } from "./test-drafts";

// A database as an earlier release left it: drafts were versions with a state.
const database = withTestDatabase({ like: "TEMPLATE template0", as: "owner" });
const runs = randomUUID();

beforeAll(async () => {
  const names = readdirSync("prisma/migrations")
    .filter((name) => !name.includes("."))
    .sort();
  const sql = (name: string) => readFileSync(`prisma/migrations/${name}/migration.sql`, "utf8");
  const client = await connect(database.ownerUrl);
  for (const name of names.filter((one) => one < "9g_drafts")) await client.query(sql(name));
  await client.query(
    "INSERT INTO workflow (id, name) VALUES ('letters', 'Letters'), ('new', 'New'), ('tried', 'Tried')",
  );
  const version = (id: string, workflow: string, number: number, state: string, letter: string) =>
    client.query(
      `INSERT INTO workflow_version (id, workflow_id, number, state, definition, content_hash, created_at)
       VALUES ($1, $2, $3, $4::"VersionState", $5, '-', make_timestamptz(2026, 1, $3, 0, 0, 0, 'UTC'))`,
      [id, workflow, number, state, letterWorkflow(workflow, letter)],
    );
  await version(randomUUID(), "letters", 1, "published", "First.");
  await version(randomUUID(), "letters", 2, "draft", "Older draft.");
  await version(randomUUID(), "letters", 3, "draft", "Newest draft.");
  await version(randomUUID(), "new", 1, "draft", "New.");
  await version(runs, "tried", 1, "draft", "It runs.");
  await client.query(
    `WITH u AS (
       INSERT INTO app_user (id, email, name, password_hash)
       VALUES (gen_random_uuid(), 'd', 'd', '-') RETURNING id)
     INSERT INTO session (id, workflow_version_id, claimant_id, status, current_task_id, context, reference)
     SELECT gen_random_uuid(), $1, id, 'paused', 'note', '{}', 'r' FROM u`,
    [runs],
  );
  for (const name of names.filter((one) => one >= "9g_drafts")) await client.query(sql(name));
  await client.end();
});

test("the newest version that was a draft is the draft, on the version that is published", async () => {
  const mira = await createDesigner();
  expect(await getDraft(mira, "letters")).toMatchObject({
    ...{ revision: 1, baseVersionNumber: 1, isDirty: true, author: null, updatedAt: "2026-01-03T00:00:00.000Z" },
    definition: { tasks: [{}, { config: { letter: "Newest draft." } }] },
  });
  expect(await getDraft(mira, "new")).toMatchObject({ revision: 1, baseVersionId: null, isDirty: true });
});

test("published versions keep their dates, and a draft with a session is kept", async () => {
  const versions = await prisma.workflowVersion.findMany({ orderBy: { workflowId: "asc" } });
  expect(versions).toMatchObject([
    { workflowId: "letters", number: 1, publishedAt: new Date("2026-01-01"), note: "", authorId: null },
    { id: runs, workflowId: "tried", number: 1, publishedAt: new Date("2026-01-01") },
  ]);
});
