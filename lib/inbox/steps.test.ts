import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { storePending } from "@/lib/sessions/cases/mutations";
import { commitDecisions, sweepCases } from "@/lib/sessions/cases/run-case-jobs";
import { decide, decideWithUndo } from "./decide";
import { getCase } from "./find-case";
import { findFate } from "./find-decision";
import { claimCase, doAct, editCase } from "./mutations";
import { openCase } from "./test-cases";

// Approvals by several people, and decisions that can be undone for some seconds.
withTestDatabase();

const approve = { verdict: "approve", expected_version: 1 };
const reject = { verdict: "reject", reason: "Not covered.", expected_version: 1 };
type Reviewer = Awaited<ReturnType<typeof createReviewer>>;
let ana: Reviewer;
let tom: Reviewer;
let eve: Reviewer;
beforeAll(async () => {
  [ana, tom, eve] = [await createReviewer("Ana"), await createReviewer("Tom"), await createReviewer("Eve")];
});

describe("a case that two people have to approve", () => {
  const two = { review: { approvals: 2 } };

  test("is decided by the second of two different people", async () => {
    const { caseId, decisions, session, stored, events } = await openCase(two);
    expect(await decide(ana, caseId, { ...approve, reason: "Fine." })).toEqual({
      type: "approved",
      given: 1,
      needed: 2,
    });
    expect(await stored()).toMatchObject({ status: "open", assigneeId: null });
    // Her own second approval is the first one again.
    expect(await decide(ana, caseId, approve)).toEqual({ type: "approved", given: 1, needed: 2 });
    expect(await decisions()).toEqual([]);
    const view = await getCase(tom, caseId);
    expect(view.approvals).toEqual({ given: 1, needed: 2 });
    expect(view.approvalsGiven).toMatchObject([{ by: { name: "Ana" }, reason: "Fine." }]);
    expect(await decide(tom, caseId, approve)).toMatchObject({ type: "decided", decision: { decidedBy: "Tom" } });
    expect(await session()).toMatchObject({ status: "completed" });
    expect(await events()).toEqual(expect.arrayContaining(["case.approved", "wait.decided"]));
  });

  test("is rejected, or asked about, by one", async () => {
    const { caseId, decisions } = await openCase(two);
    await decide(ana, caseId, approve);
    expect(await decide(tom, caseId, reject)).toMatchObject({ decision: { verdict: "reject" } });
    expect(await decisions()).toHaveLength(1);
  });

  test("loses its approvals when the claimant adds something, or a fact is corrected", async () => {
    const { caseId, stored, say } = await openCase(two);
    await decide(ana, caseId, approve);
    await say("I found the receipt, it says the same amount");
    expect(await stored()).toMatchObject({ approvedBy: [], evidenceVersion: 2 });
    const current = { ...approve, expected_version: 2 };
    expect(await decide(tom, caseId, current)).toMatchObject({ type: "approved", given: 1 });
    // Eve approves another amount: Tom has not approved that.
    const edited = { ...current, edits: { amount_cents: "$2,000" } };
    expect(await decide(eve, caseId, edited)).toEqual({ type: "approved", given: 1, needed: 2 });
    expect(await decide(tom, caseId, current)).toMatchObject({ decision: { edits: { amount_cents: 200_000 } } });
  });

  test("is decided once when all approve at the same instant", async () => {
    for (let round = 0; round < 10; round++) {
      const { caseId, decisions } = await openCase(two);
      const results = await Promise.allSettled([ana, tom, eve].map((one) => decide(one, caseId, approve)));
      const done = results.flatMap((one) => (one.status === "fulfilled" ? [one.value.type] : []));
      expect(done.toSorted()).toEqual(["approved", "decided"]);
      expect(await decisions()).toHaveLength(1);
    }
  });

  test("cannot be decided by one through the database either", async () => {
    const { caseId, sessionId, stored, who } = await openCase(two);
    await decide(ana, caseId, approve);
    const { waitId } = await stored();
    const forged = { waitId, sessionId, claimantId: who.userId, evidenceVersion: 1, verdict: "approve" };
    const forge = (change: object) => prisma.decision.create({ data: { ...forged, actorId: ana.userId, ...change } });
    await expect(forge({})).rejects.toThrow("approvals_missing");
    await expect(forge({ actorId: tom.userId, edits: { amount_cents: 1 } })).rejects.toThrow("approvals_missing");
    await expect(forge({ verdict: "pay_twice" })).rejects.toThrow("an outcome of the form");
  });
});

test("from the limit of the task on two people approve, also when a correction leads there", async () => {
  const review = { secondApprovalFrom: 300_000 };
  const [below, above, raised] = [
    await openCase({ cents: 299_999, review }),
    await openCase({ cents: 300_000, review }),
    await openCase({ cents: 299_999, review }),
  ];
  expect(await decide(ana, below.caseId, approve)).toMatchObject({ type: "decided" });
  expect(await decide(ana, above.caseId, approve)).toEqual({ type: "approved", given: 1, needed: 2 });
  const edits = { amount_cents: "$3,000" };
  expect(await decide(ana, raised.caseId, { ...approve, edits })).toEqual({ type: "approved", given: 1, needed: 2 });
  expect(await decide(tom, raised.caseId, approve)).toMatchObject({ decision: { edits: { amount_cents: 300_000 } } });
});

/** Lets the time of a pending decision come. */
const passUndoTime = (caseId: string) =>
  prisma.$executeRaw`UPDATE pending_decision SET commit_at = commit_at - interval '8 seconds'
    WHERE case_id = ${caseId}::uuid`;
const commit = (sessionId: string) => commitDecisions(sessionId);

describe("a decision that can be undone", () => {
  test("is committed at its time and not before", async () => {
    const { caseId, sessionId, decisions, session } = await openCase();
    const held = await decideWithUndo(ana, caseId, approve);
    expect(held).toMatchObject({ type: "pending", pending: { verdictLabel: "Approved", decidedBy: { name: "Ana" } } });
    const [{ ms } = { ms: 0 }] = await prisma.$queryRaw<{ ms: number }[]>`
      SELECT (extract(epoch FROM commit_at - created_at) * 1000)::float8 AS ms FROM pending_decision
      WHERE case_id = ${caseId}::uuid`;
    expect(ms).toBe(8_000);
    await commit(sessionId);
    expect(await decisions()).toEqual([]);
    expect(await getCase(tom, caseId)).toMatchObject({ status: "open", pending: { decidedBy: { name: "Ana" } } });
    await passUndoTime(caseId);
    await Promise.all([commit(sessionId), commit(sessionId), commit(sessionId)]);
    expect(await decisions()).toMatchObject([{ actorId: ana.userId, verdict: "approve" }]);
    expect(await session()).toMatchObject({ status: "completed" });
  });

  test("refuses other decisions with a 409 that names its owner", async () => {
    const { caseId, sessionId, decisions } = await openCase();
    await decideWithUndo(ana, caseId, approve);
    for (const other of [
      () => decideWithUndo(tom, caseId, reject),
      () => decide(tom, caseId, { ...reject, override: true }),
    ])
      await expect(other()).rejects.toMatchObject({
        ...{ code: "decision_pending", status: 409 },
        options: { data: { decided_by: "Ana", commit_at: expect.any(String) } },
      });
    await expect(claimCase(tom, caseId)).rejects.toMatchObject({ code: "decision_pending" });
    // The same request again is the same decision.
    expect(await decideWithUndo(ana, caseId, approve)).toMatchObject({ type: "pending" });
    expect(await prisma.pendingDecision.count({ where: { caseId } })).toBe(1);
    await passUndoTime(caseId);
    await commit(sessionId);
    expect(await decisions()).toHaveLength(1);
  });

  test("is undone by its owner only", async () => {
    const { caseId, sessionId, decisions, stored } = await openCase();
    const held = await decideWithUndo(ana, caseId, approve);
    if (held.type !== "pending") throw new Error("It is not pending.");
    const undo = { act: "undo" as const, decision_id: held.pending.id };
    await expect(doAct(tom, caseId, undo)).rejects.toMatchObject({ code: "conflict" });
    await doAct(ana, caseId, undo);
    await passUndoTime(caseId);
    await commit(sessionId);
    expect(await decisions()).toEqual([]);
    expect(await stored()).toMatchObject({ status: "open", assigneeId: ana.userId, pendingDecisionId: null });
    await decideWithUndo(ana, caseId, reject);
    await expect(doAct(ana, caseId, undo)).rejects.toMatchObject({ code: "conflict" });
  });

  test("is cancelled by new evidence, and its owner reads what they had typed", async () => {
    const { caseId, sessionId, decisions, say } = await openCase();
    await decideWithUndo(ana, caseId, { ...reject, reason_code: "not_covered" });
    await say("Here is what the police wrote: the other driver was drunk");
    await passUndoTime(caseId);
    await commit(sessionId);
    expect(await decisions()).toEqual([]);
    expect((await getCase(ana, caseId)).cancelledDecision).toMatchObject({
      ...{ cancelledBy: "new_evidence", verdict: "reject", reason: "Not covered.", reasonCode: "not_covered" },
    });
    expect((await getCase(tom, caseId)).cancelledDecision).toBeNull();
    const { id } = await prisma.pendingDecision.findFirstOrThrow({ where: { caseId } });
    expect(await findFate(ana, id)).toEqual({ status: "cancelled", cancelledBy: "new_evidence" });
    await expect(findFate(tom, id)).rejects.toMatchObject({ code: "not_found" });
    await decide(ana, caseId, { ...reject, expected_version: 2 });
    expect(await decisions()).toHaveLength(1);
  });

  test("waits while words of the claimant are not read yet", async () => {
    const { caseId, sessionId, decisions } = await openCase();
    await decideWithUndo(ana, caseId, approve);
    await prisma.$executeRaw`UPDATE session SET message_seq = message_seq + 1, user_message_seq = message_seq + 1
      WHERE id = ${sessionId}::uuid`;
    await passUndoTime(caseId);
    await commit(sessionId);
    expect(await decisions()).toEqual([]);
    expect(await prisma.pendingDecision.findFirstOrThrow({ where: { caseId } })).toMatchObject({ status: "pending" });
    await prisma.$executeRaw`UPDATE session SET handled_message_seq = user_message_seq WHERE id = ${sessionId}::uuid`;
    await commit(sessionId);
    expect(await decisions()).toHaveLength(1);
  });

  test("is cancelled when its owner may not decide any more", async () => {
    const { caseId, sessionId, decisions } = await openCase();
    const leaver = await createReviewer("Lea");
    await decideWithUndo(leaver, caseId, approve);
    await prisma.user.update({ where: { id: leaver.userId }, data: { queues: [] } });
    await passUndoTime(caseId);
    await commit(sessionId);
    expect(await decisions()).toEqual([]);
    expect(await prisma.pendingDecision.findFirstOrThrow({ where: { caseId } })).toMatchObject({
      ...{ status: "cancelled", cancelledBy: "not_allowed" },
    });
    expect(await decide(tom, caseId, { ...approve, override: true })).toMatchObject({ type: "decided" });
  });

  test("that cannot be stored is cancelled with a word to its owner, and stops no others", async () => {
    const [stuck, other] = [await openCase(), await openCase()];
    for (const { caseId } of [stuck, other]) {
      await decideWithUndo(ana, caseId, approve);
      await passUndoTime(caseId);
    }
    // Its id is that of a decision, as an intent could name one before ids were checked.
    const { id } = await prisma.pendingDecision.findFirstOrThrow({ where: { caseId: stuck.caseId } });
    const taken = await decide(tom, (await openCase()).caseId, approve);
    if (taken.type !== "decided") throw new Error("It is not decided.");
    await prisma.pendingDecision.update({ where: { id }, data: { id: taken.decision.id } });
    await prisma.reviewCase.update({
      where: { id: stuck.caseId },
      data: { pendingDecisionId: taken.decision.id },
    });
    await prisma.$executeRaw`UPDATE pending_decision SET commit_at = commit_at - interval '1 minute'
      WHERE id = ${taken.decision.id}::uuid`;
    const sleeping = await openCase();
    await prisma.reviewCase.update({ where: { id: sleeping.caseId }, data: { snoozedUntil: new Date(0) } });

    await sweepCases();
    expect(await stuck.decisions()).toEqual([]);
    expect(await other.decisions()).toHaveLength(1);
    expect(await sleeping.stored()).toMatchObject({ snoozedUntil: null });
    expect((await getCase(ana, stuck.caseId)).cancelledDecision).toMatchObject({ cancelledBy: "failed" });
    expect(await stuck.events()).toContain("decision.cancelled");
    expect(await decide(tom, stuck.caseId, { ...approve, override: true })).toMatchObject({ type: "decided" });
  });

  test("whose intent is the id of a decision or an approval is refused", async () => {
    const decided = await decide(ana, (await openCase()).caseId, approve);
    const half = await openCase({ review: { approvals: 2 } });
    await decide(ana, half.caseId, approve);
    const approval = await prisma.approval.findFirstOrThrow({ where: { caseId: half.caseId } });
    if (decided.type !== "decided") throw new Error("It is not decided.");
    for (const intent of [decided.decision.id, approval.id]) {
      const { caseId, stored } = await openCase();
      await expect(decideWithUndo(tom, caseId, approve, intent)).rejects.toMatchObject({ code: "conflict" });
      expect(await stored()).toMatchObject({ pendingDecisionId: null, assigneeId: null });
      // The statement alone refuses it too.
      const held = { id: intent, caseId, actorId: tom.userId, verdict: "approve", reason: null, reasonCode: null };
      const more = { question: null, fields: [], documents: [], edits: {}, seenEdits: null, evidenceVersion: 1 };
      expect(await storePending({ ...held, ...more, overrides: false }, 8_000)).toBeNull();
    }
  });

  test("and an undo, evidence and commits at the same instant end in one of the possible states", async () => {
    for (let round = 0; round < 10; round++) {
      const { caseId, sessionId, decisions, say } = await openCase();
      const held = await decideWithUndo(ana, caseId, approve);
      if (held.type !== "pending") throw new Error("It is not pending.");
      await passUndoTime(caseId);
      await Promise.allSettled([
        commit(sessionId),
        doAct(ana, caseId, { act: "undo", decision_id: held.pending.id }),
        say("The police was there"),
        commit(sessionId),
        decide(tom, caseId, { ...reject, override: true }),
      ]);
      await commit(sessionId);
      const { status } = await prisma.pendingDecision.findUniqueOrThrow({ where: { id: held.pending.id } });
      const made = await decisions();
      expect(made.length).toBeLessThanOrEqual(1);
      expect(made.some(({ id }) => id === held.pending.id)).toBe(status === "committed");
    }
  });

  test("can be an approval that is not the last one", async () => {
    const { caseId, sessionId, decisions, stored } = await openCase({ review: { approvals: 2 } });
    await decideWithUndo(ana, caseId, approve);
    await passUndoTime(caseId);
    await commit(sessionId);
    expect([await decisions(), (await stored()).approvedBy]).toEqual([[], [ana.userId]]);
  });
});

describe("a correction", () => {
  test("is a row at once, and every verdict applies it", async () => {
    for (const body of [approve, reject, { verdict: "request_information", question: "Where?", expected_version: 1 }]) {
      const { caseId, session } = await openCase();
      await editCase(ana, caseId, { edits: { amount_cents: "$1,800" }, expected_version: 1 });
      await editCase(ana, caseId, { edits: { amount_cents: "$1,700", place: "Oak Street" }, expected_version: 1 });
      await editCase(ana, caseId, { edits: { place: null }, expected_version: 1 });
      const view = await getCase(ana, caseId);
      expect(view.editHistory.map(({ label, before, after, by }) => [label, before, after, by.name])).toEqual([
        ["Amount", "$2,500.00", "$1,800.00", "Ana"],
        ["Place", null, "Oak Street", "Ana"],
        ["Amount", "$1,800.00", "$1,700.00", "Ana"],
        ["Place", "Oak Street", null, "Ana"],
      ]);
      expect(view.facts.map(({ text }) => text)).toEqual(["$1,700.00", null]);
      expect(view.edits).toEqual({ amount_cents: 170_000 });
      expect(view.assignee?.name).toBe("Ana");
      await decide(ana, caseId, body);
      expect((await session()).context, body.verdict).toMatchObject({ amount_cents: 170_000 });
    }
  });

  test("that cannot be read, or is of no fact, changes nothing", async () => {
    const { caseId, stored } = await openCase();
    await expect(
      editCase(ana, caseId, { edits: { amount_cents: "a lot", outcome: "approved" }, expected_version: 1 }),
    ).rejects.toMatchObject({
      ...{ code: "invalid", options: { fields: { amount_cents: expect.any(String), outcome: expect.any(String) } } },
    });
    expect((await stored()).edits).toEqual({});
    await claimCase(tom, caseId);
    await expect(editCase(ana, caseId, { edits: { place: "x" }, expected_version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("that comes with a decision is a row too, and the decision's repeat is known by it", async () => {
    const { caseId } = await openCase();
    await editCase(ana, caseId, { edits: { place: "Oak Street" }, expected_version: 1 });
    const body = { ...approve, edits: { amount_cents: 180_000 } };
    const first = await decide(ana, caseId, body);
    expect(first).toMatchObject({ decision: { edits: { amount_cents: 180_000, place: "Oak Street" } } });
    expect(await decide(ana, caseId, body)).toEqual(first);
    await expect(decide(ana, caseId, approve)).rejects.toMatchObject({ code: "already_decided" });
    const edits = await prisma.caseEdit.findMany({ where: { caseId }, orderBy: { id: "asc" } });
    expect(edits.map(({ key, before, after }) => [key, before, after])).toEqual([
      ["place", null, "Oak Street"],
      ["amount_cents", 250_000, 180_000],
    ]);
  });
});

describe("the same intent sent again", () => {
  const intent = "0b9c7c5e-3a55-4a9a-8f0a-6f5a2f2d9a01";

  test("is the same pending decision, and is not made again after it was undone", async () => {
    const { caseId, stored } = await openCase();
    const first = await decideWithUndo(ana, caseId, approve, intent);
    expect(first).toMatchObject({ type: "pending", pending: { id: intent } });
    expect(await decideWithUndo(ana, caseId, approve, intent)).toEqual(first);
    await doAct(ana, caseId, { act: "undo", decision_id: intent });
    // An answer was lost: the browser sends it once more, after the reviewer has undone it.
    await expect(decideWithUndo(ana, caseId, approve, intent)).rejects.toMatchObject({ code: "conflict" });
    expect(await stored()).toMatchObject({ pendingDecisionId: null, status: "open" });
    expect(await decideWithUndo(ana, caseId, approve)).toMatchObject({ type: "pending" });
  });

  test("by another reviewer, or for another case, is refused without a word about the decision", async () => {
    const [known, other] = [await openCase(), await openCase()];
    const id = randomUUID();
    await decideWithUndo(ana, known.caseId, approve, id);
    const refusals = async () => {
      await expect(decideWithUndo(tom, other.caseId, approve, id)).rejects.toMatchObject(taken);
      await expect(decideWithUndo(ana, other.caseId, approve, id)).rejects.toMatchObject(taken);
      const stranger = await createReviewer("Eve", ["other"]);
      for (const caseId of [known.caseId, other.caseId])
        await expect(decideWithUndo(stranger, caseId, approve, id)).rejects.toMatchObject({ code: "not_found" });
    };
    const taken = { code: "conflict", message: expect.stringContaining("another decision") };
    await refusals();
    await doAct(ana, known.caseId, { act: "undo", decision_id: id });
    await refusals();
    expect(await other.stored()).toMatchObject({ pendingDecisionId: null, assigneeId: null });
  });
});
