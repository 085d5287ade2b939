import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { confirmFacts, withdrawClaim } from "@/lib/chat/mutations";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide } from "@/lib/inbox/decide";
import { claimCase } from "@/lib/inbox/mutations";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { advanceSession } from "./advance-session";
import { saveMessage } from "./save-message";
import { answerEvidence } from "./sql/people/answer-evidence";
import { startSession } from "./start-session";
import { PostgresSessionStorage } from "./storage";

// Two statements, or two people, act on a session at the same time.
withTestDatabase();
beforeAll(publishShipped);

async function claim() {
  const who = await createClaimant();
  const { sessionId } = await startSession(who);
  const say = (text: string) => receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text });
  /** A message that is stored but never read: its process crashes right after. */
  const store = (text: string) =>
    saveMessage({
      id: randomUUID(),
      sessionId,
      claimantId: who.userId,
      clientMessageId: randomUUID(),
      parts: [{ type: "text", text }],
      flags: [],
    });
  const stored = () => prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  const openWait = () => prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
  return { who, sessionId, say, store, stored, openWait };
}

/** Holds the row of a session in a transaction of its own until `release`, as a slow writer would. */
async function holdRow(sessionId: string) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT 1 FROM session WHERE id = $1 FOR UPDATE", [sessionId]);
  return {
    client,
    /** Resolves when another statement waits for the row. */
    async untilContested() {
      await expect
        .poll(async () => (await client.query("SELECT 1 FROM pg_locks WHERE NOT granted")).rowCount, { timeout: 5_000 })
        .toBeGreaterThan(0);
    },
    async release() {
      await client.query("COMMIT");
      await client.end();
    },
  };
}

describe("a message", () => {
  test("that is stored while a run waits for its lease is read by that run or the next", async () => {
    const { say, store, sessionId, stored } = await claim();
    await store("Somebody hit my parked car");
    const held = await holdRow(sessionId);
    const turn = advanceSession(sessionId);
    await held.untilContested();
    await held.client.query(
      `INSERT INTO message (id, session_id, seq, role, parts, client_message_id) VALUES
        (gen_random_uuid(), $1, 2, 'user',
        '[{"type":"text","text":"the garage says $300"}]', 'late')`,
      [sessionId],
    );
    await held.client.query("UPDATE session SET message_seq = 2, user_message_seq = 2 WHERE id = $1", [sessionId]);
    await held.release();
    await turn;
    expect(await stored()).toMatchObject({ amountCents: 30_000 });
    await say("yes");
    expect(await stored()).toMatchObject({ status: "completed" });
  });

  test("that had to wait for a lock of its session holds no lease afterwards", { timeout: 10_000 }, async () => {
    const { say, sessionId, stored } = await claim();
    const held = await holdRow(sessionId);
    const turn = say("the garage says $300");
    await held.untilContested();
    await held.client.query("UPDATE session SET message_seq = 1, user_message_seq = 1 WHERE id = $1", [sessionId]);
    await held.client.query(
      `INSERT INTO message (id, session_id, seq, role, parts, client_message_id) VALUES
        (gen_random_uuid(), $1, 1, 'user', '[{"type":"text","text":"Somebody hit my parked car"}]', 'earlier')`,
      [sessionId],
    );
    await held.release();
    expect((await turn).response).not.toBe("");
    expect(await stored()).toMatchObject({ status: "waiting", currentTaskId: "confirm_details", amountCents: 30_000 });
  });

  test("is not lost when many are sent at once, and each gets an answer", async () => {
    for (let round = 0; round < 10; round++) {
      const { say, sessionId, stored } = await claim();
      const turns = await Promise.all(["My car was hit", "by a truck", "on Main Street", "it costs $300"].map(say));
      expect(turns.every((turn) => turn.response !== "")).toBe(true);
      expect(await stored()).toMatchObject({
        status: "waiting",
        currentTaskId: "confirm_details",
        amountCents: 30_000,
      });
      expect(await prisma.message.count({ where: { sessionId, role: "user" } })).toBe(4);
    }
  });
});

describe("a yes", () => {
  test("that was said before the facts were shown confirms nothing", async () => {
    const { store, sessionId, stored } = await claim();
    await store("Somebody hit my parked car, the garage says $300");
    await store("ok");
    await advanceSession(sessionId);
    expect(await stored()).toMatchObject({ status: "waiting", currentTaskId: "confirm_details", confirmedAt: null });
  });

  test("that came between two steps of a process that crashed confirms nothing", async () => {
    const { store, sessionId, stored } = await claim();
    await store("Somebody hit my parked car, the garage says $300");
    await advanceSession(sessionId);
    await prisma.$executeRaw`DELETE FROM wait WHERE session_id = ${sessionId}::uuid`;
    await prisma.$executeRaw`UPDATE session SET status = 'running' WHERE id = ${sessionId}::uuid`;
    await store("ok");
    await advanceSession(sessionId);
    expect(await stored()).toMatchObject({ status: "waiting", currentTaskId: "confirm_details", confirmedAt: null });
  });

  test("by button confirms only the facts that the page showed", async () => {
    const { who, say, sessionId, stored, openWait } = await claim();
    await say("Somebody hit my parked car, the garage says $640");
    const { id: waitId } = await openWait();
    await say("no, it is $999");
    const confirm = (id: string) => confirmFacts(who, { sessionId, clientMessageId: randomUUID(), waitId: id });
    await expect(confirm(waitId)).rejects.toMatchObject({ code: "conflict" });
    expect(await stored()).toMatchObject({ status: "waiting", confirmedAt: null });
    await confirm((await openWait()).id);
    expect(await stored()).toMatchObject({ status: "completed", amountCents: 99_900, outcome: "approved" });
  });
});

describe("a decision", () => {
  const inReview = async () => {
    const talk = await claim();
    await talk.say("Burst pipe in the kitchen, the plumber says $2,500");
    await talk.say("yes");
    return talk;
  };

  test("is refused while something the claimant wrote has not reached the case, and stands after it has", async () => {
    const { store, sessionId, stored, openWait } = await inReview();
    const reviewer = await createReviewer();
    const { id } = await openWait();
    await store("STOP, it is only $900");
    await expect(decide(reviewer, id, { verdict: "approve", expected_version: 1 })).rejects.toMatchObject({
      code: "stale",
    });
    await advanceSession(sessionId);
    await expect(decide(reviewer, id, { verdict: "approve", expected_version: 1 })).rejects.toMatchObject({
      code: "stale",
    });
    await decide(reviewer, id, { verdict: "reject", reason: "It is below your deductible.", expected_version: 2 });
    expect(await stored()).toMatchObject({ outcome: "rejected" });
  });

  test("repeated by the same reviewer is the same decision", async () => {
    const { openWait } = await inReview();
    const reviewer = await createReviewer();
    const { id } = await openWait();
    const first = await decide(reviewer, id, { verdict: "approve", expected_version: 1 });
    expect(await decide(reviewer, id, { verdict: "approve", expected_version: 1 })).toEqual(first);
  });

  test("survives a save of the session as it was before", async () => {
    const { sessionId, openWait, stored } = await inReview();
    const stale = await new PostgresSessionStorage(claimFacets).get(sessionId);
    if (!stale) throw new Error("the session is gone");
    await decide(await createReviewer(), (await openWait()).id, { verdict: "approve", expected_version: 1 });
    await expect(new PostgresSessionStorage(claimFacets).save(stale)).rejects.toMatchObject({
      code: "session_conflict",
    });
    expect(await stored()).toMatchObject({ outcome: "approved" });
  });

  test("and a withdrawal at the same instant: one of them happens, whole", async () => {
    for (let round = 0; round < 8; round++) {
      const { who, sessionId, openWait, stored } = await inReview();
      const { id } = await openWait();
      await Promise.allSettled([
        withdrawClaim(who, sessionId),
        decide(await createReviewer(), id, { verdict: "approve", expected_version: 1 }),
      ]);
      const session = await stored();
      const wait = await prisma.wait.findUniqueOrThrow({ where: { id }, include: { decision: true } });
      expect([session.outcome, wait.status, wait.decision?.verdict ?? null]).toEqual(
        session.outcome === "withdrawn" ? ["withdrawn", "cancelled", null] : ["approved", "answered", "approve"],
      );
    }
  });

  test("gets the same evidence once, however many turns process it", async () => {
    const { store, sessionId, openWait } = await inReview();
    await store("I found the receipt");
    const { userMessageSeq: upToMessageSeq } = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    const read = { sessionId, upToMessageSeq, isEvidence: true, proposed: [], reply: "thanks", citations: [] };
    await Promise.all(
      Array.from({ length: 6 }, () => prisma.$queryRaw(answerEvidence({ ...read, messageId: randomUUID() }))),
    );
    expect(await openWait()).toMatchObject({ evidenceVersion: 2 });
  });
});

test("every change of a session has its event, and the chain of all kinds of them verifies", async () => {
  const { who, say, sessionId, openWait } = await claim();
  await say("Burst pipe in the kitchen, the plumber says $2,500");
  await say("yes");
  await say("I found the receipt");
  await say("Thanks!");
  const reviewer = await createReviewer();
  await claimCase(reviewer, (await openWait()).id);
  await decide(reviewer, (await openWait()).id, {
    verdict: "request_information",
    reason: "Which plumber?",
    expected_version: 2,
  });
  await withdrawClaim(who, sessionId);
  const events = await prisma.$queryRaw<{ seq: number; type: string }[]>`
    SELECT seq, type FROM audit_log WHERE session_id = ${sessionId}::uuid ORDER BY seq`;
  expect(new Set(events.map((event) => event.type))).toEqual(
    new Set([
      "session.started",
      "message.received",
      "step.committed",
      "evidence.added",
      "message.answered",
      "case.claimed",
      "wait.decided",
      "session.withdrawn",
    ]),
  );
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(await prisma.$queryRaw`SELECT * FROM broken_links(${sessionId}::uuid)`).toEqual([]);
});
