import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { AdminPrincipal, ClaimantPrincipal } from "@/lib/auth/principal";
import { createAdmin, createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { decide } from "@/lib/inbox/decide";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { advanceSession } from "../advance-session";
import { storeTestDecision } from "../cases/test-decision";
import { saveMessage } from "../save-message";
import { startSession } from "../start-session";
import { migrateSession } from "./migrate-session";

withTestDatabase();

let admin: AdminPrincipal;
beforeAll(async () => {
  admin = await createAdmin();
});

describe("the open question of a session that is moved", () => {
  const money = { key: "amount_cents", label: "Amount", type: "money", required: true };
  const story = { key: "description", label: "What happened", type: "long_text", required: true };
  const letter = {
    id: "letter",
    kind: "letter",
    label: "Letter",
    config: { letter: "Paid: {{ amount_cents | money }}" },
  };
  const line = (id: string, task: object): GraphDefinitionInput => ({
    ...{ id: "whole", name: "Whole", startTaskId: "note" },
    tasks: [
      {
        ...{ id: "note", kind: "set", label: "Note" },
        config: {
          values: [
            { key: "amount_cents", value: 227_600 },
            { key: "description", value: "a burst pipe" },
          ],
        },
      },
      { id, label: id, ...task } as GraphDefinitionInput["tasks"][number],
      letter,
    ],
    edges: [
      { id: "a", from: "note", to: id },
      { id: "b", from: id, to: "letter" },
    ],
  });
  const reviewed = (id: string, config: object) =>
    line(id, { kind: "review", config: { question: "Well?", announcement: "Wait.", ...config } });
  const begin = async (definition: GraphDefinitionInput, claimant?: ClaimantPrincipal) => {
    await publishWorkflow(definition);
    const { sessionId } = await startSession(claimant ?? (await createClaimant()), { workflowId: "whole" });
    await advanceSession(sessionId);
    return sessionId;
  };
  const moveTo = async (sessionId: string, definition: GraphDefinitionInput, mapping = {}) => {
    const { number } = await publishWorkflow(definition);
    return migrateSession(admin, sessionId, { toVersion: number, mapping });
  };
  const openWait = (sessionId: string) => prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
  const words = async (sessionId: string) => {
    const last = await prisma.message.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: "desc" } });
    return JSON.stringify(last.parts);
  };
  const older = { queue: "claims", dueIn: "PT4H", fields: [money] };
  const newer = {
    ...{ queue: "experts", dueIn: "PT48H", fields: [story] },
    reasons: [{ when: { field: "amount_cents", op: "gte", value: 100_000 }, text: "Amount is at least $1,000" }],
  };

  test("has the form, queue, due time and reasons of the new version, when a reviewer is asked", async () => {
    const sessionId = await begin(reviewed("check", older));
    const before = await openWait(sessionId);
    const late = { dueAt: before.openedAt, overdueAt: new Date(), priority: 1 };
    await prisma.wait.update({
      where: { id: before.id },
      data: { assigneeId: (await createReviewer()).userId, ...late },
    });
    await moveTo(sessionId, reviewed("expert", newer), { check: "expert" });
    const after = await openWait(sessionId);
    expect(after).toMatchObject({
      ...{ id: before.id, taskId: "expert", queue: "experts", assigneeId: null, openedAt: before.openedAt },
      ...{ reasons: ["Amount is at least $1,000"], amountCents: 227_600, evidenceVersion: 2 },
      ...{ overdueAt: null, priority: 0 },
      form: { type: "decision", fields: [{ key: "description" }] },
    });
    expect(after.dueAt?.getTime()).toBe(before.openedAt.getTime() + 48 * 3_600_000);
    expect(await prisma.$queryRaw`SELECT * FROM broken_links(${sessionId}::uuid)`).toEqual([]);
  });

  test("takes a decision on its new form, and refuses one on the old form", async () => {
    const sessionId = await begin(reviewed("check", older));
    const { id } = await openWait(sessionId);
    await moveTo(sessionId, reviewed("check", { ...newer, queue: "claims" }));
    const reviewer = await createReviewer();
    const verdict = { verdict: "approve" as const };
    await expect(decide(reviewer, id, { ...verdict, expected_version: 1 })).rejects.toMatchObject({ code: "stale" });
    const late = decide(reviewer, id, { ...verdict, edits: { amount_cents: 110_000 }, expected_version: 2 });
    await expect(late).rejects.toMatchObject({ code: "invalid" });
    await decide(reviewer, id, { ...verdict, edits: { description: "a leak" }, expected_version: 2 });
    const session = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(session).toMatchObject({ status: "completed", context: { description: "a leak", amount_cents: 227_600 } });
  });

  test("was decided before the move: the decision applies to the old form", async () => {
    const sessionId = await begin(reviewed("check", older));
    const { id } = await openWait(sessionId);
    const reviewer = await createReviewer();
    const decision = { waitId: id, actorId: reviewer.userId, verdict: "approve" };
    await storeTestDecision({ ...decision, edits: { amount_cents: 110_000 } });
    await moveTo(sessionId, reviewed("check", newer));
    await advanceSession(sessionId);
    expect(await words(sessionId)).toContain("Paid: $1,100.00");
  });

  test("stays when a reviewer asked the claimant, and the answer goes to the new queue", async () => {
    const claimant = await createClaimant();
    const sessionId = await begin(reviewed("check", older), claimant);
    const { id } = await openWait(sessionId);
    const asks = { verdict: "request_information" as const, reason: "Which room?", expected_version: 1 };
    await decide(await createReviewer(), id, asks);
    const question = await openWait(sessionId);
    await moveTo(sessionId, reviewed("again", newer), { check: "again" });
    expect(await openWait(sessionId)).toEqual({ ...question, taskId: "again" });
    const message = { id: randomUUID(), sessionId, claimantId: claimant.userId, clientMessageId: randomUUID() };
    await saveMessage({ ...message, parts: [{ type: "text", text: "The kitchen." }], flags: [] });
    await advanceSession(sessionId);
    expect(await openWait(sessionId)).toMatchObject({ audience: "reviewer", queue: "experts" });
    // It is the same case, of the new task and queue; who asked may not decide in that queue.
    expect(await prisma.reviewCase.findMany({ where: { sessionId } })).toMatchObject([
      { taskId: "again", queue: "experts", round: 2, status: "open", assigneeId: null },
    ]);
  });

  test.each([
    ["talk", { instructions: "Ask.", fields: [{ key: "place", label: "Where", type: "text", required: true }] }],
    ["confirm", { instructions: "Show.", fields: [money] }],
  ])("of a %s stays when the new version asks the same, and is asked again otherwise", async (kind, config) => {
    const sessionId = await begin(line("ask", { kind, config }));
    const before = await openWait(sessionId);
    await moveTo(sessionId, line("question", { kind, config }), { ask: "question" });
    expect(await openWait(sessionId)).toEqual({ ...before, taskId: "question" });

    const date = { key: "incident_date", label: "When", type: "date", required: true, question: "When was it?" };
    await moveTo(sessionId, line("question", { kind, config: { ...config, fields: [date] } }));
    const after = await openWait(sessionId);
    expect(after.id).not.toBe(before.id);
    expect(JSON.stringify(after.form)).toContain("incident_date");
    expect(await words(sessionId)).toContain("When was it?");
    expect(await prisma.wait.findUnique({ where: { id: before.id } })).toMatchObject({ status: "cancelled" });
    expect(await prisma.session.findUnique({ where: { id: sessionId } })).toMatchObject({ status: "waiting" });
  });

  test("is a timer: it has the length of the new version, counted from its beginning", async () => {
    const sessionId = await begin(line("pause", { kind: "delay", config: { for: "PT24H" } }));
    const { openedAt } = await openWait(sessionId);
    await moveTo(sessionId, line("rest", { kind: "delay", config: { for: "PT2H" } }), { pause: "rest" });
    const until = new Date(openedAt.getTime() + 2 * 3_600_000);
    expect(await openWait(sessionId)).toMatchObject({ form: { type: "timer", until: until.toISOString() } });
    const { wakeAt } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(wakeAt).toEqual(until);
  });
});
