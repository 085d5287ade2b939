import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { AdminPrincipal } from "@/lib/auth/principal";
import { createAdmin, createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { decide } from "@/lib/inbox/decide";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { advanceSession } from "../advance-session";
import { startSession } from "../start-session";
import { forkSession } from "./fork-session";
import { migrateSession, previewMigration } from "./migrate-session";

withTestDatabase();

/** A review, then a letter; the review under the given id, the words of the letter by edition. */
const edition = (reviewId: string, words: string): GraphDefinitionInput => ({
  id: "moves",
  name: "Moves",
  startTaskId: reviewId,
  tasks: [
    {
      id: reviewId,
      kind: "review",
      label: "Review",
      config: { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." },
    },
    { id: "letter", kind: "letter", label: "Letter", config: { letter: words } },
  ],
  edges: [{ id: "e", from: reviewId, to: "letter" }],
});

let admin: AdminPrincipal;
beforeAll(async () => {
  admin = await createAdmin();
  await publishWorkflow(edition("review", "first edition"));
});

async function waiting(): Promise<string> {
  const { sessionId } = await startSession(await createClaimant(), { workflowId: "moves" });
  await advanceSession(sessionId);
  return sessionId;
}

async function approve(sessionId: string): Promise<string> {
  const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
  await decide(await createReviewer(), wait.id, { verdict: "approve", expected_version: wait.evidenceVersion });
  const letter = await prisma.message.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: "desc" } });
  return JSON.stringify(letter.parts);
}

describe("a new version", () => {
  test("moves no session: one that waits goes on in the version it began with", async () => {
    const sessionId = await waiting();
    await publishWorkflow(edition("review", "second edition"));
    expect(await approve(sessionId)).toContain("first edition");
  });

  test("takes a session that the admin moves, with its open question", async () => {
    await publishWorkflow(edition("review", "first edition"));
    const sessionId = await waiting();
    const { number } = await publishWorkflow(edition("checked_by_a_person", "new edition"));
    const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });

    const move = { toVersion: number, mapping: { review: "checked_by_a_person" } };
    expect(await migrateSession(admin, sessionId, move)).toEqual({ currentTaskId: "checked_by_a_person" });
    expect(await prisma.wait.findUnique({ where: { id: wait.id } })).toMatchObject({
      status: "open",
      taskId: "checked_by_a_person",
    });
    expect(await approve(sessionId)).toContain("new edition");
    expect(await prisma.$queryRaw`SELECT * FROM broken_links(${sessionId}::uuid)`).toEqual([]);
  });

  test("keeps the past: a fork of an older step begins on the version of that step", async () => {
    const old = await publishWorkflow(edition("review", "first edition"));
    const sessionId = await waiting();
    const { number } = await publishWorkflow(edition("checked", "new edition"));
    await migrateSession(admin, sessionId, { toVersion: number, mapping: { review: "checked" } });
    const { stepSeq, workflowVersionId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(stepSeq).toBe(1);
    const forkAt = async (seq: number) => {
      const fork = await forkSession(admin, sessionId, { seq, values: {} });
      await advanceSession(fork.sessionId);
      return prisma.session.findUniqueOrThrow({ where: { id: fork.sessionId }, include: { workflowVersion: true } });
    };
    const before = await forkAt(0);
    expect([before.workflowVersion.number, before.currentTaskId, before.status]).toEqual([
      old.number,
      "review",
      "waiting",
    ]);
    const after = await forkAt(1);
    expect([after.workflowVersionId, after.currentTaskId, after.status]).toEqual([
      workflowVersionId,
      "checked",
      "waiting",
    ]);
  });

  test("does not take a session at a task that it does not have, and the preview says so", async () => {
    const { number: from } = await publishWorkflow(edition("review", "to be left"));
    const sessionId = await waiting();
    const { number } = await publishWorkflow(edition("another_review", "without the old one"));
    const { version } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });

    const preview = await previewMigration(admin, "moves", { toVersion: number, mapping: {} });
    expect(preview.find((group) => group.fromVersion === from)).toMatchObject({
      taskId: "review",
      sessions: 1,
      outcome: { refusal: expect.stringContaining('no task "review"') },
    });
    const mapped = await previewMigration(admin, "moves", { toVersion: number, mapping: { review: "another_review" } });
    expect(mapped.find((group) => group.fromVersion === from)?.outcome).toEqual({ goesTo: "another_review" });

    await expect(migrateSession(admin, sessionId, { toVersion: number, mapping: {} })).rejects.toMatchObject({
      code: "conflict",
    });
    // A letter is another kind of task, so the open question is not a question of it.
    await expect(
      migrateSession(admin, sessionId, { toVersion: number, mapping: { review: "letter" } }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({ version });
  });

  test("is refused for a session that is over, that a run holds, or that does not exist", async () => {
    const { number } = await publishWorkflow(edition("review", "last edition"));
    const over = await waiting();
    await approve(over);
    const busy = await waiting();
    await prisma.$executeRaw`
      UPDATE session SET lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute'
      WHERE id = ${busy}::uuid`;
    for (const [sessionId, code] of [
      [over, "conflict"],
      [busy, "conflict"],
      [randomUUID(), "not_found"],
    ] as const) {
      await expect(migrateSession(admin, sessionId, { toVersion: number, mapping: {} })).rejects.toMatchObject({
        code,
      });
    }
  });
});

test("the database lets only that statement move a session to another version", async () => {
  const sessionId = await waiting();
  const { versionId } = await publishWorkflow(edition("review", "by hand"));
  await expect(
    prisma.session.update({ where: { id: sessionId }, data: { workflowVersionId: versionId } }),
  ).rejects.toThrow("a session stays on the workflow version it started with");
});
