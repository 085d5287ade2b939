import { beforeAll, expect, test } from "vitest";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { commitDecisions } from "@/lib/sessions/cases/run-case-jobs";
import { decide, decideWithUndo } from "../decide";
import { editCase, releaseCase } from "../mutations";
import { openCase } from "../test-cases";

// A decision says which corrections the reviewer saw, as it says which evidence.
withTestDatabase();

let ana: ReviewerPrincipal;
let tom: ReviewerPrincipal;
beforeAll(async () => {
  [ana, tom] = [await createReviewer("Ana"), await createReviewer("Tom")];
});

const approve = { verdict: "approve", expected_version: 1 };

test("another reviewer's correction made meanwhile refuses it, also at the end of the time for undoing", async () => {
  const { caseId, decisions, stored } = await openCase();
  await editCase(ana, caseId, { edits: { amount_cents: "$9,000" }, expected_version: 1 });
  await releaseCase(ana, caseId);
  const unseen = { ...approve, expected_edits: {} };
  await expect(decide(tom, caseId, unseen)).rejects.toMatchObject({ code: "stale" });
  await expect(decideWithUndo(tom, caseId, unseen)).rejects.toMatchObject({ code: "stale" });
  expect([await decisions(), (await stored()).pendingDecisionId]).toEqual([[], null]);
  const seen = { ...approve, expected_edits: { amount_cents: 900_000 } };
  expect(await decide(tom, caseId, seen)).toMatchObject({ type: "decided" });
});

test("an approval with a correction does not let a colleague approve what they have not seen", async () => {
  const { caseId, decisions } = await openCase({ review: { approvals: 2 } });
  const eve = await createReviewer("Eve");
  await decide(eve, caseId, { ...approve, edits: { amount_cents: "$2,000" }, expected_edits: {} });
  await expect(decide(tom, caseId, { ...approve, expected_edits: {} })).rejects.toMatchObject({ code: "stale" });
  expect(await decisions()).toEqual([]);
  await decide(tom, caseId, { ...approve, expected_edits: { amount_cents: 200_000 } });
  expect(await decisions()).toMatchObject([{ edits: { amount_cents: 200_000 }, seenEdits: { amount_cents: 200_000 } }]);
  expect(await prisma.approval.findMany({ where: { caseId } })).toMatchObject([{ seenEdits: {} }]);
});

test("the decision keeps what it saw, beside what it applied, and the event says it", async () => {
  const { caseId, decisions, sessionId } = await openCase();
  await editCase(ana, caseId, { edits: { place: "Oak Street" }, expected_version: 1 });
  const held = await decideWithUndo(ana, caseId, {
    ...approve,
    edits: { amount_cents: "$1,800" },
    // As it was typed; one that was taken back is none.
    expected_edits: { place: " Oak Street ", amount_cents: null },
  });
  expect(held.type).toBe("pending");
  await prisma.pendingDecision.updateMany({ where: { caseId }, data: { commitAt: new Date(0) } });
  await commitDecisions(sessionId);
  expect(await decisions()).toMatchObject([
    { seenEdits: { place: "Oak Street" }, edits: { place: "Oak Street", amount_cents: 180_000 } },
  ]);
  const event = await prisma.auditEvent.findFirstOrThrow({ where: { sessionId, type: "wait.decided" } });
  expect(event.data).toMatchObject({ seenEdits: { place: "Oak Street" } });
});

test("a decision that does not say what it saw is compared with the evidence only", async () => {
  const { caseId, decisions } = await openCase();
  await editCase(ana, caseId, { edits: { place: "Oak Street" }, expected_version: 1 });
  await decide(ana, caseId, approve);
  expect(await decisions()).toMatchObject([{ seenEdits: null, edits: { place: "Oak Street" } }]);
});

test("what a stored decision saw does not change", async () => {
  const { caseId, sessionId } = await openCase();
  await decide(ana, caseId, { ...approve, expected_edits: {} });
  const change = prisma.$executeRaw`
    UPDATE decision SET seen_edits = '{"place": "x"}' WHERE session_id = ${sessionId}::uuid`;
  // Neither the role of the application nor the trigger allows it.
  await expect(change).rejects.toThrow(/permission denied|a decision does not change/);
});
