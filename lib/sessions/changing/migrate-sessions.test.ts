import { beforeAll, expect, test } from "vitest";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { createClaimant, createDesigner } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { advanceSession } from "../advance-session";
import { startSession } from "../start-session";
import { type MovedSession, migrateSessions, previewSessions } from "./migrate-sessions";

withTestDatabase();

const review = { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." };
/** A review under this id, then a letter. */
const edition = (id: string, reviewId: string, words: string): GraphDefinitionInput => ({
  ...{ id, name: "Moves", startTaskId: reviewId },
  tasks: [
    { id: reviewId, kind: "review", label: `Review ${reviewId}`, config: review },
    { id: "letter", kind: "letter", label: "Letter", config: { letter: words } },
  ],
  edges: [{ id: "e", from: reviewId, to: "letter" }],
});

let mira: DesignerPrincipal;
beforeAll(async () => {
  mira = await createDesigner();
});

async function waiting(workflowId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let one = 0; one < count; one++) {
    const { sessionId } = await startSession(await createClaimant(), { workflowId });
    await advanceSession(sessionId);
    ids.push(sessionId);
  }
  return ids;
}

async function moveAll(workflowId: string, move: { toVersion: number; mapping: Record<string, string> }) {
  const all: MovedSession[] = [];
  let after: string | undefined;
  do {
    const batch = await migrateSessions(mira, workflowId, { ...move, limit: 2, ...(after && { after }) });
    all.push(...batch.moved);
    after = batch.next ?? undefined;
  } while (after !== undefined);
  return all;
}

test("moves every open session in batches, each once, with an event of the designer", async () => {
  await publishWorkflow(edition("batches", "review", "First."));
  const sessions = await waiting("batches", 5);
  const { number } = await publishWorkflow(edition("batches", "review", "Second."));
  const preview = await previewSessions(mira, "batches", { toVersion: number, mapping: {} });
  expect(preview.groups).toEqual([
    {
      ...{ fromVersion: 1, taskId: "review", taskLabel: "Review review", sessions: 5, refusal: null },
      goesTo: { taskId: "review", label: "Review review" },
    },
  ]);
  const moved = await moveAll("batches", { toVersion: number, mapping: {} });
  expect(moved.map(({ sessionId }) => sessionId).toSorted()).toEqual(sessions.toSorted());
  expect(moved.every(({ refusal, fromVersion }) => refusal === null && fromVersion === 1)).toBe(true);
  expect((await previewSessions(mira, "batches", { toVersion: number, mapping: {} })).groups).toEqual([]);
  const events = await prisma.auditEvent.findMany({ where: { type: "session.migrated", actorId: mira.userId } });
  expect(events.map(({ sessionId }) => sessionId).toSorted()).toEqual(sessions.toSorted());
});

test("a session without a counterpart stays with the reason, and goes on where the designer says", async () => {
  await publishWorkflow(edition("renamed", "review", "First."));
  const [sessionId = ""] = await waiting("renamed", 1);
  const { number } = await publishWorkflow(edition("renamed", "checked", "Second."));
  const [group] = (await previewSessions(mira, "renamed", { toVersion: number, mapping: {} })).groups;
  expect(group).toMatchObject({ goesTo: null, refusal: expect.stringContaining('has no task "review"') });
  expect(await moveAll("renamed", { toVersion: number, mapping: {} })).toMatchObject([
    { sessionId, taskId: "review", refusal: expect.stringContaining('has no task "review"') },
  ]);
  const mapping = { review: "checked" };
  expect((await previewSessions(mira, "renamed", { toVersion: number, mapping })).groups).toMatchObject([
    { goesTo: { taskId: "checked", label: "Review checked" } },
  ]);
  expect(await moveAll("renamed", { toVersion: number, mapping })).toMatchObject([
    { sessionId, taskId: "checked", refusal: null },
  ]);
});

test("a version that is not there is not found", async () => {
  await publishWorkflow(edition("single", "review", "First."));
  await expect(migrateSessions(mira, "single", { toVersion: 9, mapping: {}, limit: 5 })).rejects.toMatchObject({
    code: "not_found",
  });
});
