import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { createClaimant } from "@/lib/auth/test-person";
import { Prisma, prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { publishWorkflow } from "@/lib/workflows/publish-workflow";
import { advanceSession } from "./advance-session";
import { advanceIfFree } from "./session-host";
import { dueSessions } from "./sql/due-sessions";
import { startSession } from "./start-session";
import { PostgresSessionStorage } from "./storage";

withTestDatabase();

/** Says something, then waits for a person for ever. */
const workflow = (words: string): GraphDefinitionInput => ({
  id: "talk",
  name: "Talk",
  startTaskId: "say",
  tasks: [
    { id: "say", kind: "say", label: "Say", config: { message: words } },
    {
      id: "review",
      kind: "review",
      label: "Review",
      config: { queue: "claims", question: "Well?", dueInHours: 1, announcement: "Wait." },
    },
    { id: "letter", kind: "letter", label: "Letter", config: { letter: words } },
  ],
  edges: [
    { id: "a", from: "say", to: "review" },
    { id: "b", from: "review", to: "letter" },
  ],
});
beforeAll(async () => {
  await publishWorkflow(workflow("first edition"));
});

const start = async () => (await startSession(await createClaimant(), { workflowId: "talk" })).sessionId;

test("a session that a dead process left behind is found and goes on where it stood", async () => {
  const sessionId = await start();
  await new PostgresSessionStorage().claim(sessionId, { leaseMs: 0 });
  expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({
    status: "ready",
    leaseToken: expect.any(String),
  });
  await prisma.$executeRaw`UPDATE session SET updated_at = now() - interval '6 seconds', lease_until = now() - interval '1 second' WHERE id = ${sessionId}::uuid`;
  const found = await prisma.$queryRaw<{ id: string }[]>(dueSessions(10));
  expect(found.map(({ id }) => id)).toContain(sessionId);
  await advanceSession(sessionId);
  expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({
    status: "waiting",
    stepSeq: 2,
  });
});

test("words in a session that was stopped in the middle are found when nobody has read them", async () => {
  const sessionId = await start();
  await prisma.$executeRaw`UPDATE session SET status = 'paused', user_message_seq = 7, updated_at = now() - interval '6 seconds' WHERE id = ${sessionId}::uuid`;
  const found = await prisma.$queryRaw<{ id: string }[]>(dueSessions(10));
  expect(found.map(({ id }) => id)).toContain(sessionId);
});

test("what is due is found by its index", async () => {
  const plan = await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    return tx.$queryRaw<Record<string, string>[]>(Prisma.sql`EXPLAIN ${dueSessions(10)}`);
  });
  expect(plan.map((line) => line["QUERY PLAN"]).join()).toContain("session_due_idx");
});

test("advancing a session on which nothing is due does nothing, however often", async () => {
  const sessionId = await start();
  await advanceSession(sessionId);
  const before = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  expect(await advanceSession(sessionId)).toMatchObject({
    response: "",
    status: "WaitingForInput",
    waitingFor: "reviewer",
  });
  expect(await prisma.session.findUnique({ where: { id: sessionId } })).toEqual(before);
});

test("of many processes that advance a session at once, one does every step and none is doubled", async () => {
  const sessionId = await start();
  await Promise.all(Array.from({ length: 8 }, () => advanceIfFree(sessionId)));
  const steps = await prisma.step.findMany({ where: { sessionId }, orderBy: { seq: "asc" } });
  expect(steps.map((step) => [step.seq, step.taskId])).toEqual([
    [1, "say"],
    [2, "review"],
  ]);
});

test("a session stays on its version when a new one is published", async () => {
  const sessionId = await start();
  const { number } = await publishWorkflow(workflow("second edition"));
  expect(number).toBe(2);
  expect((await advanceSession(sessionId)).response).toContain("first edition");
  expect((await advanceSession(await start())).response).toContain("second edition");
});

test("starting a session again with the same id gives the same session, and nobody else's", async () => {
  const [dana, mallory] = [await createClaimant(), await createClaimant("Mallory")];
  const sessionId = randomUUID();
  const first = await startSession(dana, { workflowId: "talk", sessionId });
  expect(await startSession(dana, { workflowId: "talk", sessionId })).toEqual(first);
  await expect(startSession(mallory, { workflowId: "talk", sessionId })).rejects.toMatchObject({ code: "not_found" });
});
