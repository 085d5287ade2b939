import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { Prisma, prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { FlowRunner, type GraphDefinitionInput } from "@/lib/engine";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { loadGraph } from "@/lib/workflows/load-graph";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { advanceSession } from "./advance-session";
import { storeTestDecision } from "./cases/test-decision";
import { saveMessage } from "./save-message";
import { advanceIfFree } from "./session-host";
import { dueSessions } from "./sql/leases/due-sessions";
import { startSession } from "./start-session";
import { PostgresSessionStorage } from "./storage";

withTestDatabase();

/** Sends a message, then waits for a person. */
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
      config: { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." },
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

test("the sweep finds the session of a process that crashed, and continues it at its task", async () => {
  const sessionId = await start();
  await new PostgresSessionStorage(claimFacets).acquire(sessionId, { leaseMs: 0 });
  expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({
    status: "ready",
    leaseToken: expect.any(String),
  });
  await prisma.$executeRaw`
    UPDATE session SET updated_at = now() - interval '6 seconds', lease_until = now() - interval '1 second'
    WHERE id = ${sessionId}::uuid`;
  const found = await prisma.$queryRaw<{ id: string }[]>(dueSessions(10));
  expect(found.map(({ id }) => id)).toContain(sessionId);
  await advanceSession(sessionId);
  expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({
    status: "waiting",
    stepSeq: 2,
  });
});

test("unread words in a session that was stopped in the middle are found", async () => {
  const sessionId = await start();
  await prisma.$executeRaw`
    UPDATE session SET status = 'paused', user_message_seq = 7, updated_at = now() - interval '6 seconds'
    WHERE id = ${sessionId}::uuid`;
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

test("of many processes that advance a session at once, one runs it, and each step is made once", async () => {
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

test("starting a session again with the same id gives the same session, and never another person's", async () => {
  const [dana, mallory] = [await createClaimant(), await createClaimant("Mallory")];
  const sessionId = randomUUID();
  const first = await startSession(dana, { workflowId: "talk", sessionId });
  expect(await startSession(dana, { workflowId: "talk", sessionId })).toEqual(first);
  await expect(startSession(mallory, { workflowId: "talk", sessionId })).rejects.toMatchObject({ code: "not_found" });
});

/** The storage of a process that crashes before its second step is committed. */
class CrashesAfterOneStep extends PostgresSessionStorage {
  #steps = 0;

  override async commitStep(...step: Parameters<PostgresSessionStorage["commitStep"]>): Promise<void> {
    this.#steps += 1;
    if (this.#steps > 1) throw new Error("the process has died");
    await super.commitStep(...step);
  }
}

test("a case that was sent back asks the claimant again, also after a crash in between", async () => {
  await publishWorkflow({
    ...{ id: "sent-back", name: "Sent back", startTaskId: "ask" },
    tasks: [
      {
        ...{ id: "ask", kind: "talk", label: "Ask" },
        config: {
          instructions: "Ask for the amount.",
          fields: [
            { key: "amount_cents", label: "Amount", type: "money", required: true, question: "How much is it?" },
          ],
        },
      },
      {
        ...{ id: "check", kind: "review", label: "Check" },
        config: { queue: "claims", question: "Well?", dueIn: "PT1H", announcement: "Wait." },
      },
      { id: "letter", kind: "letter", label: "Letter", config: { letter: "Paid {{ amount_cents | money }}." } },
    ],
    edges: [
      { id: "a", from: "ask", to: "check" },
      { id: "b", from: "check", to: "ask", condition: { field: "decision", op: "eq", value: "reject" } },
      { id: "c", from: "check", to: "letter" },
    ],
  });
  const [claimant, reviewer] = [await createClaimant(), await createReviewer()];
  const { sessionId } = await startSession(claimant, { workflowId: "sent-back" });
  const say = async (text: string) => {
    const message = { id: randomUUID(), sessionId, claimantId: claimant.userId, clientMessageId: randomUUID() };
    await saveMessage({ ...message, parts: [{ type: "text", text }], flags: [] });
    return advanceSession(sessionId);
  };
  const decideAs = async (verdict: "approve" | "reject", reason: string | null) => {
    const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open", audience: "reviewer" } });
    const decision = { waitId: wait.id, actorId: reviewer.userId, verdict, reason };
    expect(await storeTestDecision(decision)).toBe(sessionId);
  };
  await advanceSession(sessionId);
  for (const [amount, reason] of [
    ["$2,276", "The bill says less."],
    ["$1,500", "Less than that."],
  ] as const) {
    expect(await say(`It costs ${amount}`)).toMatchObject({ waitingFor: "reviewer" });
    await decideAs("reject", reason);
    // The process commits the step that takes the decision, and crashes before the next one.
    const { workflowVersionId } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    const dying = new FlowRunner(await loadGraph(workflowVersionId), new CrashesAfterOneStep(claimFacets));
    await expect(dying.run(sessionId)).rejects.toThrow("the process has died");
    expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({ currentTaskId: "ask" });
    await prisma.$executeRaw`UPDATE session SET lease_until = now() WHERE id = ${sessionId}::uuid`;
    const turn = await advanceSession(sessionId);
    expect(turn).toMatchObject({ currentTaskId: "ask", waitingFor: "claimant" });
    expect(turn.response).toContain(reason);
    expect(turn.response).toContain(`Amount: ${amount}.00`);
  }
  await say("It costs $900");
  await decideAs("approve", null);
  expect(await advanceSession(sessionId)).toMatchObject({ status: "Completed", response: "Paid $900.00." });
  expect(await prisma.$queryRaw`SELECT * FROM broken_links(${sessionId}::uuid)`).toEqual([]);
});
