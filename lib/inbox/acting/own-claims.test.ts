import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { asReviewer, type ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { listCases } from "../data";
import { decide, decideWithUndo } from "../decide";
import { getCase } from "../find-case";
import { doAct } from "../mutations";
import { openCase } from "../test-cases";
import type { CaseAct } from "./schema";

// A reviewer who is the claimant of a case: others handle it, and do not have to be careful with their words.
withTestDatabase();

let queue: string;
let ana: ReviewerPrincipal;
beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  await prisma.queue.create({ data: { id: queue, name: "A queue of this test" } });
  ana = await createReviewer("Ana Ruiz", [queue]);
});

async function openOwn(review = {}) {
  const opened = await openCase({ review: { queue, ...review } });
  const { userId } = opened.who;
  await prisma.user.update({ where: { id: userId }, data: { roles: ["claimant", "reviewer"], queues: [queue] } });
  return { ...opened, self: asReviewer({ ...opened.who, roles: ["claimant", "reviewer"], queues: [queue] }) };
}

test("no act changes the case of one's own claim", async () => {
  const { caseId, self, stored, events } = await openOwn();
  await prisma.reviewCase.update({ where: { id: caseId }, data: { snoozedUntil: new Date(Date.now() + 60_000) } });
  const [before, eventsBefore] = [await stored(), await events()];
  const acts: CaseAct[] = [
    { act: "claim" },
    { act: "release" },
    { act: "assign", user_id: ana.userId },
    { act: "snooze", until: new Date(Date.now() + 60_000).toISOString() },
    { act: "unsnooze" },
    { act: "escalate", reason: "Please hurry." },
    { act: "tag", add: ["good"], remove: [] },
    { act: "note", text: "He is honest.", is_evidence: false },
    { act: "note", text: "I was there.", is_evidence: true },
    { act: "edit", edits: { place: "x" }, expected_version: 1 },
  ];
  for (const act of acts) await expect(doAct(self, caseId, act), act.act).rejects.toMatchObject({ code: "own_claim" });
  expect([await stored(), await events()]).toEqual([before, eventsBefore]);
  expect(await prisma.caseNote.count({ where: { caseId } })).toBe(0);
  await decide(ana, caseId, { verdict: "approve", expected_version: 1 });
  await expect(doAct(self, caseId, { act: "note", text: "Thanks.", is_evidence: false })).rejects.toMatchObject({
    code: "own_claim",
  });
});

test("what reviewers say and do among themselves is not shown to the claimant among them", async () => {
  const { caseId, sessionId, self } = await openOwn({ approvals: 2 });
  await prisma.session.update({ where: { id: sessionId }, data: { flags: ["claimant asks for approval"] } });
  const warned = { reasons: ["looks odd"], flags: ["claimant asks for approval"] };
  await prisma.reviewCase.update({ where: { id: caseId }, data: warned });
  await doAct(ana, caseId, { act: "note", text: "I do not believe a word.", is_evidence: false });
  await doAct(ana, caseId, { act: "tag", add: ["fraud"], remove: [] });
  await doAct(ana, caseId, { act: "edit", edits: { amount_cents: "$1" }, expected_version: 1 });
  await decide(ana, caseId, { verdict: "approve", reason: "For now.", expected_version: 1 });
  const tom = await createReviewer("Tom", [queue]);
  await doAct(tom, caseId, { act: "escalate", reason: "Fraud." });
  await decideWithUndo(tom, caseId, { verdict: "reject", reason: "Fraud, surely.", expected_version: 1 });

  const open = { reasons: [], flags: [], tags: [], pending: null, escalatedAt: null, approvals: { given: 0 } };
  const view = await getCase(self, caseId);
  expect(view).toMatchObject({
    ...{ isOwnClaim: true, refusal: "own_claim", ...open },
    ...{ notes: [], approvalsGiven: [], editHistory: [], edits: {} },
  });
  expect(view.facts[0]?.text).toBe("$2,500.00");
  expect(JSON.stringify(view)).not.toMatch(/believe|fraud|odd|asks for approval|For now/i);
  expect((await listCases(self, { tab: "open" })).items).toMatchObject([{ caseId, ...open }]);
  for (const filter of [{ tag: "fraud" }, { flagged: true }, { escalated: true }] as const) {
    expect((await listCases(self, { tab: "open", ...filter })).items, JSON.stringify(filter)).toEqual([]);
    expect((await listCases(tom, { tab: "open", ...filter })).items).toHaveLength(1);
  }
  expect(await getCase(tom, caseId)).toMatchObject({
    ...{ isOwnClaim: false, tags: ["fraud"], flags: ["claimant asks for approval"], reasons: ["looks odd"] },
    ...{ notes: [{ text: "I do not believe a word." }], edits: { amount_cents: 100 } },
  });
});
