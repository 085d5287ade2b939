import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createAdmin, createReviewer } from "@/lib/auth/test-person";
import { withdrawClaim } from "@/lib/chat/mutations";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { cancelSession } from "@/lib/sessions/changing/cancel-session";
import { listCases } from "./data";
import { decide } from "./decide";
import { getCase } from "./find-case";
import { claimCase, doAct } from "./mutations";
import { openCase, passTime } from "./test-cases";

// One visit of a review task is one case; questions to reviewers are its rounds.
withTestDatabase();

const ask = { verdict: "request_information", question: "Where was it?", fields: ["place"], expected_version: 1 };

test("a question opens a case in the statement that commits its step", async () => {
  const { stored, sessionId } = await openCase();
  const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId } });
  expect(await stored()).toMatchObject({
    ...{ waitId: wait.id, round: 1, queue: "claims", status: "open", amountCents: 250_000, assigneeId: null },
    ...{ openedAt: wait.openedAt, activeSince: wait.openedAt, dueAt: wait.dueAt, dueMs: 4 * 3_600_000 },
  });
  const [row] = await prisma.$queryRaw<{ same: boolean }[]>`
    SELECT c.xmin::text = w.xmin::text AND w.xmin::text = s.xmin::text AS same
    FROM review_case c JOIN wait w ON w.id = c.wait_id JOIN session s ON s.id = c.session_id
    WHERE s.id = ${sessionId}::uuid`;
  expect(row?.same).toBe(true);
});

test("an answer brings the same case back to the same reviewer, with a higher version and what is new", async () => {
  const { caseId, stored, say, sessionId } = await openCase();
  const reviewer = await createReviewer("Ana");
  await doAct(reviewer, caseId, { act: "seen" });
  await decide(reviewer, caseId, ask);
  expect(await stored()).toMatchObject({ status: "waiting_on_claimant", activeSince: null, dueAt: null });
  const question = await prisma.message.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: "desc" } });
  expect(JSON.stringify(question.parts)).toContain("Where was it?\\n\\nPlease tell us the place.");
  await say("In front of the town hall");
  const again = await stored();
  expect(again).toMatchObject({
    ...{ id: caseId, status: "open", round: 2, evidenceVersion: 2, assigneeId: reviewer.userId, leaseUntil: null },
  });
  expect(await prisma.reviewCase.count({ where: { sessionId } })).toBe(1);
  const view = await getCase(reviewer, caseId);
  expect(view).toMatchObject({
    isNew: true,
    rounds: [{ decision: { question: "Where was it?" } }, { decision: null }],
  });
  expect(view.messages.filter(({ seq }) => seq > (view.seenMessageSeq ?? 0)).map(({ text }) => text)).toContain(
    "In front of the town hall",
  );
  expect(view.priorityParts).toContainEqual({ part: "answered", points: 2, text: "the claimant has answered" });
  // A colleague has not looked yet.
  expect(await getCase(await createReviewer("Tom"), caseId)).toMatchObject({ isNew: null, seenMessageSeq: null });
});

test("the active time stops while the claimant answers", async () => {
  const { caseId, stored, say } = await openCase();
  await decide(await createReviewer(), caseId, ask);
  // Two hours of the four had passed, then the claimant took three.
  await prisma.$executeRaw`
    UPDATE review_case SET active_ms = 7200000, paused_since = paused_since - interval '3 hours',
      opened_at = opened_at - interval '5 hours' WHERE id = ${caseId}::uuid`;
  await say("In front of the town hall");
  const { dueAt, activeSince, pausedMs, waitId } = await stored();
  expect((dueAt?.getTime() ?? 0) - (activeSince?.getTime() ?? 0)).toBe(2 * 3_600_000);
  expect(Math.round(pausedMs / 60_000)).toBe(180);
  expect((await prisma.wait.findUniqueOrThrow({ where: { id: waitId } })).dueAt).toEqual(dueAt);
});

test("the ids of all its questions lead to the case", async () => {
  const { caseId, say, sessionId } = await openCase();
  const reviewer = await createReviewer();
  await decide(reviewer, caseId, ask);
  await say("In front of the town hall");
  const waits = await prisma.wait.findMany({ where: { sessionId, audience: "reviewer" } });
  expect(waits).toHaveLength(2);
  for (const { id } of waits) expect((await getCase(reviewer, id)).caseId).toBe(caseId);
  await decide(reviewer, waits[0]?.id ?? "", { verdict: "approve", expected_version: 2 });
});

test("a decision on an earlier round is answered with the one that stands there", async () => {
  const { caseId, say } = await openCase();
  const [ana, tom] = [await createReviewer("Ana"), await createReviewer("Tom")];
  const first = await decide(ana, caseId, ask);
  await say("In front of the town hall");
  expect(await decide(ana, caseId, ask)).toEqual(first);
  await expect(decide(tom, caseId, { verdict: "approve", expected_version: 1 })).rejects.toMatchObject({
    code: "already_decided",
    options: { data: { decision: { verdict: "request_information", decidedBy: "Ana" } } },
  });
});

test("a case ends with its session, also while the claimant is asked", async () => {
  const [withdrawn, cancelled, asked] = [await openCase(), await openCase(), await openCase()];
  await withdrawClaim(withdrawn.who, withdrawn.sessionId);
  await cancelSession(await createAdmin(), cancelled.sessionId, "Twice");
  await decide(await createReviewer(), asked.caseId, ask);
  await cancelSession(await createAdmin(), asked.sessionId, "Twice");
  for (const one of [withdrawn, cancelled, asked])
    expect(await one.stored()).toMatchObject({ status: "cancelled", closedAt: expect.any(Date), activeSince: null });
  const reviewer = await createReviewer();
  await expect(claimCase(reviewer, withdrawn.caseId)).rejects.toMatchObject({ code: "conflict" });
  await expect(decide(reviewer, cancelled.caseId, { verdict: "approve", expected_version: 1 })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a closed case stays closed, also for the database's owner", async () => {
  const { caseId, stored } = await openCase();
  await decide(await createReviewer(), caseId, { verdict: "approve", expected_version: 1 });
  expect(await stored()).toMatchObject({ status: "decided" });
  await expect(prisma.$executeRaw`UPDATE review_case SET status = 'open' WHERE id = ${caseId}::uuid`).rejects.toThrow(
    "a case that is closed stays closed",
  );
});

test("a case without an amount is told by the first words of the claimant", async () => {
  const { caseId, say } = await openCase({ cents: 250_000 });
  const reviewer = await createReviewer();
  await say(`What is\n my excess? ${"Please. ".repeat(40)}`);
  await say("And for glass?");
  expect((await getCase(reviewer, caseId)).opening).toBeNull();
  await prisma.$executeRaw`UPDATE review_case SET amount_cents = NULL WHERE id = ${caseId}::uuid`;
  const { opening } = await getCase(reviewer, caseId);
  expect(opening).toMatch(/^What is my excess\? Please\./);
  expect(opening?.length).toBeLessThanOrEqual(120);
});

test("priority is a sum that is explained, and time changes it", async () => {
  const { caseId, stored } = await openCase({ cents: 1_200_000 });
  const reviewer = await createReviewer();
  const parts = async () =>
    (await getCase(reviewer, caseId)).priorityParts.map(({ points, text }) => `${points}: ${text}`);
  expect(await parts()).toEqual(["2: amount of $12,000.00"]);
  await prisma.$executeRaw`UPDATE session SET flags = '{asks for approval}' WHERE id = (
    SELECT session_id FROM review_case WHERE id = ${caseId}::uuid)`;
  await prisma.$executeRaw`
    UPDATE review_case SET flags = '{asks for approval}', active_since = now() - interval '3.5 hours'
    WHERE id = ${caseId}::uuid`;
  await passTime(caseId, "opened_at", 4 * 86_400);
  expect(await parts()).toEqual(["2: amount of $12,000.00", "2: came 4 days ago", "3: due soon", "1: 1 warning"]);
  expect((await stored()).priority).toBe(8);
  const page = await listCases(reviewer, {}, { limit: 100 });
  expect(page.items[0]?.caseId).toBe(caseId);
});

test("pages of a list follow each other without a gap, in every order", async () => {
  const queue = `q${randomUUID().slice(0, 8)}`;
  const reviewer = await createReviewer("Ana", [queue]);
  const cases = [];
  for (const cents of [100_000, 900_000, 300_000, 6_000_000, 300_000])
    cases.push((await openCase({ cents, review: { queue } })).caseId);
  for (const sort of [undefined, "due", "oldest", "newest", "amount"] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCases(reviewer, { sort }, { limit: 2, cursor });
      seen.push(...page.items.map((item) => item.caseId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.toSorted(), sort).toEqual(cases.toSorted());
    const whole = await listCases(reviewer, { sort });
    expect(whole.items.map((item) => item.caseId)).toEqual(seen);
    expect(whole.nextCursor).toBeNull();
  }
  const { items } = await listCases(reviewer, { sort: "amount" });
  expect(items.map(({ amountCents }) => amountCents)).toEqual([6_000_000, 900_000, 300_000, 300_000, 100_000]);
  for (const cursor of ["x", "e30", Buffer.from('["1; DROP","2"]').toString("base64url")]) {
    await expect(listCases(reviewer, { sort: "oldest" }, { cursor })).rejects.toMatchObject({ code: "malformed" });
  }
});
