import { expect, test } from "vitest";
import { asReviewer } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { openCase } from "@/lib/inbox/test-cases";
import type { DeliveredEvent } from "@/lib/sessions/reading/publish-events";
import type { Subject } from "@/lib/sessions/reading/read-subjects";
import { toMessages } from "./messages";

withTestDatabase();

const subjects: Subject[] = [{ kind: "queue", name: "inbox" }];
const textOf = async (bytes: Promise<Uint8Array>) => new TextDecoder().decode(await bytes);

test("readers who may see the same share the bytes, others have their own", async () => {
  const { who, sessionId, caseId } = await openCase();
  await prisma.reviewCase.update({ where: { id: caseId }, data: { reasons: ["looks odd"] } });
  const { id, type } = await prisma.auditEvent.findFirstOrThrow({ where: { sessionId } });
  const event = { seq: Number(id), type, sessionId, claimantId: who.userId, workflowId: "x", queues: ["claims"] };
  const delivered: DeliveredEvent[] = [{ event, subjects }];
  const [ana, ben, tom] = [
    await createReviewer("Ana"),
    await createReviewer("Ben"),
    await createReviewer("Tom", ["x"]),
  ];
  const self = asReviewer({ ...who, roles: ["claimant", "reviewer"], queues: ["claims"] });

  const first = toMessages(delivered, { principal: ana, subjects });
  expect(toMessages(delivered, { principal: ben, subjects })).toBe(first);
  expect(await textOf(first)).toContain("looks odd");
  expect(await textOf(toMessages(delivered, { principal: self, subjects }))).not.toContain("looks odd");
  expect(await textOf(toMessages(delivered, { principal: tom, subjects }))).toContain('"cases":[]');
  const two = [...delivered, { event: { ...event, seq: event.seq + 1 }, subjects }];
  expect((await textOf(toMessages(two, { principal: ana, subjects }))).match(/"cases":/g)).toHaveLength(1);
});
