import { expect, test } from "vitest";
import { asReviewer } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { openCase } from "@/lib/inbox/test-cases";
import type { DeliveredEvent } from "@/lib/sessions/reading/publish-events";
import { readLiveRows } from "./live-rows";

withTestDatabase();

test("the row of one's own claim is without the words of the reviewers, and that of others has them", async () => {
  const { who, sessionId, caseId } = await openCase();
  await prisma.reviewCase.update({ where: { id: caseId }, data: { reasons: ["looks odd"], tags: ["fraud"] } });
  const { id, type } = await prisma.auditEvent.findFirstOrThrow({ where: { sessionId } });
  const event = { seq: Number(id), type, sessionId, claimantId: who.userId, workflowId: "x" };
  const delivered: DeliveredEvent = {
    event: { ...event, queues: ["claims"] },
    subjects: [{ kind: "queue", name: "inbox" }],
  };
  const self = asReviewer({ ...who, roles: ["claimant", "reviewer"], queues: ["claims"] });
  expect(await readLiveRows(delivered, await createReviewer())).toMatchObject({
    cases: [{ caseId, reasons: ["looks odd"], tags: ["fraud"] }],
  });
  expect(await readLiveRows(delivered, self)).toMatchObject({ cases: [{ caseId, reasons: [], tags: [] }] });
});
