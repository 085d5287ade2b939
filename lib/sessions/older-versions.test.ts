import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test, vi } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { connect } from "@/lib/db/connections/connection";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide } from "@/lib/inbox/decide";
import { advanceSession } from "./advance-session";
import { startSession } from "./start-session";

// A database as an earlier release left it: its tables, with a version that was published then.
const database = withTestDatabase({ like: "TEMPLATE template0", as: "owner" });
const versionId = randomUUID();

/** As it was stored: amounts and times with their units in their names, cards with their places. */
const older = {
  ...{ id: "older", name: "Older", description: "", startTaskId: "pause" },
  tasks: [
    {
      ...{ id: "pause", kind: "delay", label: "Pause", position: { x: 10, y: -20.5 } },
      config: { hours: 0.0003, statusMessage: "Pausing" },
    },
    {
      ...{ id: "both", kind: "fan_out", label: "Both" },
      config: {
        ...{ prefix: "both", concurrency: 8, onError: "fail_fast", statusMessage: "Both" },
        parts: [
          {
            id: "rules",
            kind: "screen",
            label: "Rules",
            config: { limitCents: 100_000, hours: 24, statusMessage: "x" },
          },
          {
            ...{ id: "deeper", kind: "fan_out", label: "Deeper" },
            config: {
              ...{ prefix: "deeper", concurrency: 8, onError: "fail_fast", statusMessage: "Deeper" },
              parts: [
                {
                  id: "again",
                  kind: "screen",
                  label: "Again",
                  config: { limitCents: 5, hours: 1.5, statusMessage: "x" },
                },
              ],
            },
          },
        ],
      },
    },
    {
      ...{ id: "review", kind: "review", label: "Review", position: { x: 300, y: 0 } },
      config: {
        ...{
          queue: "claims",
          question: "Well?",
          fields: [],
          dueInHours: 48,
          announcement: "Wait.",
          statusMessage: "x",
        },
        reasons: [{ when: { field: "both.rules.small_claims_count", op: "gte", value: 1 }, text: "100% {sure} {{" }],
      },
    },
    {
      id: "letter",
      kind: "letter",
      label: "Letter",
      config: { letter: "Decided: {{ decision }}", statusMessage: "x" },
    },
  ],
  edges: [
    { id: "e1", from: "pause", to: "both" },
    { id: "e2", from: "both", to: "review" },
    { id: "e3", from: "review", to: "letter" },
  ],
};

beforeAll(async () => {
  const client = await connect(database.ownerUrl);
  const folders = readdirSync("prisma/migrations")
    .filter((name) => !name.endsWith(".toml"))
    .sort();
  const [before, since] = [folders.filter((name) => name < "9f"), folders.filter((name) => name >= "9f")];
  const run = async (names: string[]): Promise<void> => {
    for (const name of names) await client.query(readFileSync(`prisma/migrations/${name}/migration.sql`, "utf8"));
  };
  try {
    await run(before);
    await client.query(
      "INSERT INTO workflow (id, name, description) VALUES ('older', 'Older', ''), ('odd', 'Odd', '')",
    );
    const insert = `INSERT INTO workflow_version
      (id, workflow_id, number, state, definition, content_hash, published_at)
      VALUES ($1, $2, 1, 'published', $3, 'the hash', now())`;
    await client.query(insert, [versionId, "older", older]);
    await client.query(insert, [
      randomUUID(),
      "odd",
      { id: "odd", tasks: [7, { id: "x", position: { x: "left", y: 1e9 } }, { id: "y", config: [] }] },
    ]);
    await run(since);
  } finally {
    await client.end();
  }
});

test("a published version is carried over, and cannot be changed afterwards", async () => {
  const { definition, layout, contentHash } = await prisma.workflowVersion.findUniqueOrThrow({
    where: { id: versionId },
  });
  expect(layout).toEqual({ positions: { pause: { x: 10, y: -20.5 }, review: { x: 300, y: 0 } } });
  expect(contentHash).toBe("the hash");
  expect(JSON.stringify(definition)).not.toMatch(/position|limitCents|hours|dueInHours/i);
  expect(definition).toMatchObject({
    tasks: [
      { config: { for: "PT1.08S", statusMessage: "Pausing" } },
      {
        config: {
          parts: [
            { id: "rules", config: { limit: 100_000, period: "PT24H" } },
            { id: "deeper", config: { parts: [{ config: { limit: 5, period: "PT90M" } }] } },
          ],
        },
      },
      { config: { dueIn: "PT48H" } },
      { config: { letter: "Decided: {{ decision }}" } },
    ],
    edges: older.edges,
  });
  const odd = await prisma.workflowVersion.findFirstOrThrow({ where: { workflowId: "odd" } });
  expect(odd.definition).toEqual({ id: "odd", tasks: [7, { id: "x" }, { id: "y", config: [] }] });
  const change = prisma.workflowVersion.update({ where: { id: versionId }, data: { definition: {} } });
  await expect(change).rejects.toThrow();
});

test("a session on such a version runs to its end", async () => {
  const { sessionId } = await startSession(await createClaimant(), { workflowId: "older" });
  const stored = () =>
    prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { waits: { where: { status: "open" } } } });
  await advanceSession(sessionId);
  expect(await stored()).toMatchObject({ currentTaskId: "pause", waits: [{ audience: "timer" }] });
  await vi.waitFor(
    async () => {
      await advanceSession(sessionId);
      expect(await stored()).toMatchObject({ currentTaskId: "review" });
    },
    { timeout: 10_000, interval: 100 },
  );
  const { waits, context } = await stored();
  expect(context).toMatchObject({
    both: { rules: { small_claims_count: 1 }, deeper: { deeper: { again: { small_claims_count: 1 } } } },
  });
  const [wait] = waits;
  expect(wait?.reasons).toEqual(["100% {sure} {{"]);
  expect(Math.round(((wait?.dueAt?.getTime() ?? 0) - Date.now()) / 3_600_000)).toBe(48);
  await decide(await createReviewer(), wait?.id ?? "", {
    verdict: "approve",
    expected_version: wait?.evidenceVersion ?? 0,
  });
  expect(await stored()).toMatchObject({ status: "completed", context: { letter: "Decided: approve" } });
});
