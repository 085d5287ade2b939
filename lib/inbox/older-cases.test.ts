import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { connect } from "@/lib/db/connections/connection";
import { withTestDatabase } from "@/lib/db/testing/test-database";

// A database as an earlier release left it: reviewers decided waits, and there were no cases.
const database = withTestDatabase({ like: "TEMPLATE template0", as: "owner" });

type Round = [
  id: string,
  verdict: "approve" | "reject" | "request_information" | null,
  status: "open" | "answered" | "cancelled",
];
interface Older {
  status: string;
  task?: string;
  rounds: Round[];
}

/** Each round is open for one hour and then the claimant has two hours to answer. */
const older = {
  open: { status: "waiting", rounds: [[randomUUID(), null, "open"]] },
  decided: { status: "completed", rounds: [[randomUUID(), "approve", "answered"]] },
  asked: { status: "waiting", rounds: [[randomUUID(), "request_information", "answered"]] },
  answered: {
    status: "waiting",
    rounds: [
      [randomUUID(), "request_information", "answered"],
      [randomUUID(), "request_information", "answered"],
      [randomUUID(), null, "open"],
    ],
  },
  twice: {
    status: "completed",
    rounds: [
      [randomUUID(), "reject", "answered"],
      [randomUUID(), "approve", "answered"],
    ],
  },
  withdrawn: { status: "cancelled", rounds: [[randomUUID(), null, "cancelled"]] },
  left: { status: "cancelled", rounds: [[randomUUID(), "request_information", "answered"]] },
  moved: { status: "waiting", task: "other", rounds: [[randomUUID(), "request_information", "answered"]] },
} satisfies Record<string, Older> as Record<string, Older>;
const sessionIds = new Map(Object.keys(older).map((name) => [name, randomUUID()]));
const [claimantId, reviewerId, versionId] = [randomUUID(), randomUUID(), randomUUID()];

beforeAll(async () => {
  const names = readdirSync("prisma/migrations")
    .filter((name) => !name.includes("."))
    .sort();
  const sql = (name: string) => readFileSync(`prisma/migrations/${name}/migration.sql`, "utf8");
  const client = await connect(database.ownerUrl);
  for (const name of names.filter((one) => one < "9i_review_cases")) await client.query(sql(name));
  for (const [id, role] of [
    [claimantId, "claimant"],
    [reviewerId, "reviewer"],
  ])
    await client.query(
      `INSERT INTO app_user (id, email, name, password_hash, roles, queues)
       VALUES ($1, $2::text, $2::text, '-', ARRAY[$2::text::"Role"], ARRAY['claims'])`,
      [id, role],
    );
  await client.query("INSERT INTO workflow (id, name) VALUES ('w', 'W')");
  await client.query(
    "INSERT INTO workflow_version (id, workflow_id, number, definition, content_hash) VALUES ($1, 'w', 1, '{}', '-')",
    [versionId],
  );
  for (const [name, { status, task, rounds }] of Object.entries(older)) {
    const sessionId = sessionIds.get(name);
    await client.query(
      `INSERT INTO session (id, workflow_version_id, claimant_id, status, current_task_id, context, reference, flags)
       VALUES ($1, $2, $3, $4::"SessionStatus", $5, '{}', $6, '{odd}')`,
      [sessionId, versionId, claimantId, status, task ?? "review", name],
    );
    for (const [index, [id, verdict, waitStatus]] of rounds.entries()) {
      const begin = `'2026-11-01 08:00Z'::timestamptz + interval '${index * 3} hours'`;
      await client.query(
        `INSERT INTO wait (id, session_id, task_id, step_seq, audience, queue, form, amount_cents, reasons, due_at,
           assignee_id, status, evidence_version, opened_at, answered_at)
         VALUES ($1, $2, 'review', $3, 'reviewer', 'claims', '{}', 300000, '{large}', ${begin} + interval '4 hours',
           $4, $5::text::"WaitStatus", 2, ${begin},
           CASE WHEN $5::text <> 'open' THEN ${begin} + interval '1 hour' END)`,
        [id, sessionId, index + 1, index > 0 ? reviewerId : null, waitStatus],
      );
      if (verdict)
        await client.query(
          `INSERT INTO decision (id, wait_id, session_id, actor_id, claimant_id, verdict, evidence_version)
           VALUES (gen_random_uuid(), $1, $2, $3, $4, $5::"Verdict", 2)`,
          [id, sessionId, reviewerId, claimantId, verdict],
        );
    }
  }
  for (const name of names.filter((one) => one >= "9i_review_cases")) await client.query(sql(name));
  await client.end();
});

const hour = 3_600_000;
const casesOf = async (name: string) => {
  const found = await prisma.reviewCase.findMany({
    where: { sessionId: sessionIds.get(name) },
    include: { waits: { orderBy: { stepSeq: "asc" }, select: { id: true } } },
    orderBy: { openedAt: "asc" },
  });
  return found.map((one) => ({ ...one, waits: one.waits.map(({ id }) => id) }));
};
const ids = (name: string) => (older[name]?.rounds ?? []).map(([id]) => id);

test("an open question is an open case, with its priority", async () => {
  expect(await casesOf("open")).toMatchObject([
    {
      ...{ status: "open", round: 1, waits: ids("open"), queue: "claims", amountCents: 300_000, evidenceVersion: 2 },
      ...{ activeSince: new Date("2026-11-01T08:00Z"), dueAt: new Date("2026-11-01T12:00Z"), dueMs: 4 * hour },
      ...{ reasons: ["large"], flags: ["odd"], assigneeId: null },
    },
  ]);
  expect((await casesOf("open"))[0]?.priorityParts).toEqual([
    { part: "amount", points: 1 },
    { part: "age", points: 3 },
    { part: "due", points: 6 },
    { part: "flags", points: 1 },
  ]);
});

test("rounds of one visit are one case, and the time in which the claimant answered is not part of it", async () => {
  const [one, ...more] = await casesOf("answered");
  expect(more).toEqual([]);
  expect(one).toMatchObject({
    ...{ status: "open", round: 3, waits: ids("answered"), waitId: ids("answered")[2], assigneeId: reviewerId },
    ...{ activeMs: 2 * hour, pausedMs: 4 * hour, evidenceVersion: 6, openedAt: new Date("2026-11-01T08:00Z") },
    // Two of its four hours are left from the newest question on.
    ...{ dueAt: new Date("2026-11-01T16:00Z") },
  });
  const wait = await prisma.wait.findUniqueOrThrow({ where: { id: one?.waitId } });
  expect(wait).toMatchObject({ evidenceVersion: 6, dueAt: new Date("2026-11-01T16:00Z") });
});

test("decisions close their cases; a second visit is a case of its own", async () => {
  expect(await casesOf("decided")).toMatchObject([
    { status: "decided", closedAt: new Date("2026-11-01T09:00Z"), activeMs: hour, activeSince: null },
  ]);
  expect(await casesOf("twice")).toMatchObject([
    { status: "decided", waits: [ids("twice")[0]] },
    { status: "decided", waits: [ids("twice")[1]] },
  ]);
});

test("a case waits for its claimant only while its session does so at its task", async () => {
  expect(await casesOf("asked")).toMatchObject([
    { status: "waiting_on_claimant", pausedSince: new Date("2026-11-01T09:00Z"), activeSince: null, dueAt: null },
  ]);
  for (const name of ["withdrawn", "left", "moved"])
    expect(await casesOf(name), name).toMatchObject([{ status: "cancelled", pausedSince: null }]);
});

test("queues that were named have a row", async () => {
  expect(await prisma.queue.findMany()).toMatchObject([{ id: "claims", name: "Claims" }]);
});
