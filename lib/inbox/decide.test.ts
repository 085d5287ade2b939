import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { asClaimant, asReviewer } from "@/lib/auth/principal";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { getClaim } from "@/lib/chat/data";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startSession } from "@/lib/sessions/start-session";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { decisionBodySchema } from "./acting/schema";
import { countCases, listCases } from "./data";
import { decide } from "./decide";
import { getCase } from "./find-case";
import { claimCase, releaseCase } from "./mutations";

withTestDatabase();
beforeAll(publishShipped);

/** A claim over $2,500 that waits for a reviewer. */
async function waitingCase(claimant?: Awaited<ReturnType<typeof createClaimant>>) {
  const who = claimant ?? (await createClaimant());
  const { sessionId } = await startSession(who);
  const say = (text: string) => receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text });
  await say("Burst pipe in the kitchen, the floor is ruined, the plumber says $2,500");
  await say("yes");
  const openWait = () => prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
  const stored = () => prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  return { who, sessionId, say, stored, openWait, waitId: (await openWait()).id };
}

describe("a reviewer", () => {
  test("approves, and the claimant gets the letter", async () => {
    const { waitId, stored, sessionId } = await waitingCase();
    const reviewer = await createReviewer("Ana Ruiz");
    expect(await decide(reviewer, waitId, { verdict: "approve", expected_version: 1 })).toMatchObject({
      decision: { verdict: "approve", decidedBy: "Ana Ruiz" },
    });
    expect(await stored()).toMatchObject({ status: "completed", outcome: "approved" });
    const letter = await prisma.message.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: "desc" } });
    expect(JSON.stringify(letter.parts)).toContain("We have approved your claim for $2,500.00");
    expect(await prisma.outbox.count({ where: { sessionId, kind: "letter" } })).toBe(1);
  });

  test("rejects, and the letter has the reason", async () => {
    const { waitId, stored, sessionId } = await waitingCase();
    await decide(await createReviewer(), waitId, {
      verdict: "reject",
      reason: "The policy had lapsed.",
      expected_version: 1,
    });
    expect(await stored()).toMatchObject({ status: "completed", outcome: "rejected" });
    const letter = await prisma.message.findFirstOrThrow({ where: { sessionId }, orderBy: { seq: "desc" } });
    expect(JSON.stringify(letter.parts)).toContain("The policy had lapsed.");
  });

  test("requests information and gets the answer", async () => {
    const { waitId, say, stored, openWait } = await waitingCase();
    const reviewer = await createReviewer();
    await decide(reviewer, waitId, {
      verdict: "request_information",
      reason: "Who is the plumber?",
      expected_version: 1,
    });
    expect(await openWait()).toMatchObject({ audience: "claimant" });
    expect((await listCases(reviewer, { tab: "claimant" })).items.map((item) => item.waitId)).toContain(waitId);
    expect(await say("Miller and Sons")).toMatchObject({ waitingFor: "reviewer" });
    const again = await openWait();
    expect(again).toMatchObject({ audience: "reviewer", assigneeId: reviewer.userId });
    expect((await stored()).context).toMatchObject({ information_reply: "Miller and Sons" });
    await decide(reviewer, again.id, { verdict: "approve", expected_version: 2 });
    expect(await stored()).toMatchObject({ outcome: "approved" });
  });

  test("sees the corrected amount after the decision, and the message with the claimant's amount", async () => {
    const { who, sessionId, waitId } = await waitingCase();
    const reviewer = await createReviewer();
    await decide(reviewer, waitId, { verdict: "approve", expected_version: 1, edits: { amount_cents: "$1,800" } });
    const reviewCase = await getCase(reviewer, waitId);
    expect(reviewCase).toMatchObject({ amountCents: 180_000, decision: { edits: { amount_cents: 180_000 } } });
    const sourceOf = (one: string) => reviewCase.facts.find(({ key }) => key === one)?.sourceMessageSeq;
    expect([sourceOf("amount_cents"), sourceOf("description")]).toEqual([1, 1]);
    const listed = (await listCases(reviewer, { tab: "decided" })).items;
    expect(listed.find((item) => item.waitId === waitId)).toMatchObject({ amountCents: 180_000 });
    expect(await getClaim(who, sessionId)).toMatchObject({ factsState: "corrected" });
  });

  test("corrects facts while approving; an unknown fact is refused and nothing is decided", async () => {
    const { waitId, stored, sessionId } = await waitingCase();
    const reviewer = await createReviewer();
    const bad = { verdict: "approve", expected_version: 1, edits: { amount_cents: -5, outcome: "rejected" } } as const;
    await expect(decide(reviewer, waitId, bad)).rejects.toMatchObject({
      code: "invalid",
      options: { fields: { outcome: expect.any(String) } },
    });
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(0);
    await decide(reviewer, waitId, { verdict: "approve", expected_version: 1, edits: { amount_cents: 180_000 } });
    expect(await stored()).toMatchObject({ amountCents: 180_000, outcome: "approved" });
  });

  test("sees a case with its facts, their source messages, and its status", async () => {
    const { waitId } = await waitingCase();
    const shown = await getCase(await createReviewer(), waitId);
    expect(shown.facts.find((fact) => fact.key === "amount_cents")).toMatchObject({
      text: "$2,500.00",
      sourceMessageSeq: 1,
    });
    expect(shown.path).toMatchObject({ currentTaskId: "manual_review", tone: "waiting_for_you" });
    expect(shown.reasons).toEqual(["Amount is at least $1,000.00"]);
  });

  test("claims and releases a case; a colleague cannot claim it in between", async () => {
    const { waitId } = await waitingCase();
    const [ana, tom] = [await createReviewer("Ana"), await createReviewer("Tom")];
    await claimCase(ana, waitId);
    await expect(claimCase(tom, waitId)).rejects.toMatchObject({
      code: "conflict",
      message: "Ana is working on this case.",
    });
    expect((await countCases(ana)).mine).toBe(1);
    await releaseCase(ana, waitId);
    await claimCase(tom, waitId);
  });
});

describe("a case that a colleague has claimed", () => {
  const approve = { verdict: "approve", expected_version: 1 } as const;

  test("is decided only with override, and the record then names the colleague", async () => {
    const { waitId, sessionId } = await waitingCase();
    const [ana, tom] = [await createReviewer("Ana Ruiz"), await createReviewer("Tom")];
    await claimCase(ana, waitId);
    for (const body of [approve, { ...approve, override: false }]) {
      await expect(decide(tom, waitId, body)).rejects.toMatchObject({
        code: "claimed",
        status: 409,
        message: "Ana Ruiz is working on this case.",
        options: { data: { claimed_by: "Ana Ruiz" } },
      });
    }
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(0);
    expect(await decide(tom, waitId, { ...approve, override: true })).toMatchObject({ decision: { decidedBy: "Tom" } });
    const [event] = await prisma.$queryRaw<{ data: object; intact: boolean }[]>`
      SELECT e.data, e.hash = audit_chain(before.hash, e.seq, e.type, e.actor_id, e.at, e.data) AS intact
      FROM audit_log e JOIN audit_log before ON before.session_id = e.session_id AND before.seq = e.seq - 1
      WHERE e.session_id = ${sessionId}::uuid AND e.type = 'wait.decided'`;
    expect(event).toMatchObject({ data: { verdict: "approve", overridesClaimOf: ana.userId }, intact: true });
  });

  test("is decided by that colleague without override, and after a release by every reviewer", async () => {
    const [ana, tom] = [await createReviewer("Ana Ruiz"), await createReviewer("Tom")];
    const [hers, returned] = [await waitingCase(), await waitingCase()];
    await claimCase(ana, hers.waitId);
    await decide(ana, hers.waitId, { ...approve, override: true });
    await claimCase(ana, returned.waitId);
    await releaseCase(ana, returned.waitId);
    await decide(tom, returned.waitId, approve);
    for (const { sessionId } of [hers, returned]) {
      const event = await prisma.auditEvent.findFirstOrThrow({ where: { sessionId, type: "wait.decided" } });
      expect(event.data).not.toHaveProperty("overridesClaimOf");
    }
  });

  test("is refused as stale first when it changed", async () => {
    const { waitId, say } = await waitingCase();
    await claimCase(await createReviewer("Ana Ruiz"), waitId);
    await say("One more thing.");
    await expect(decide(await createReviewer("Tom"), waitId, approve)).rejects.toMatchObject({ code: "stale" });
  });
});

describe("is refused", () => {
  test("for the person before the edits: a person who may not decide learns nothing of them", async () => {
    const { waitId } = await waitingCase();
    const bad = { verdict: "approve", expected_version: 1, edits: { no_such_fact: "x" } } as const;
    await expect(decide(await createReviewer("Tom", ["other"]), waitId, bad)).rejects.toMatchObject({
      code: "not_found",
    });
    const { who, waitId: own } = await waitingCase();
    const themselves = asReviewer({ ...who, roles: ["claimant", "reviewer"], queues: ["claims"] });
    await expect(decide(themselves, own, bad)).rejects.toMatchObject({ code: "own_claim" });
    await expect(decide(await createReviewer(), randomUUID(), bad)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a verdict that the case does not offer", async () => {
    const { waitId, sessionId } = await waitingCase();
    const body = { verdict: "approved", expected_version: 1 };
    await expect(decide(await createReviewer(), waitId, body)).rejects.toMatchObject({
      code: "invalid",
      options: { fields: { verdict: "This case can be decided as: approve, reject, request_information." } },
    });
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(0);
  });

  test("an impossible version", () => {
    for (const expected_version of [2 ** 31, 2 ** 31 + 1, 2 ** 53, 1e300, 0, -1, 1.5, "1"]) {
      expect(decisionBodySchema.safeParse({ verdict: "approve", expected_version }).success).toBe(false);
    }
    expect(decisionBodySchema.safeParse({ verdict: "approve", expected_version: 2 ** 31 - 1 }).success).toBe(true);
    expect(decisionBodySchema.safeParse({ verdict: "approve", expected_version: 1, override: "yes" }).success).toBe(
      false,
    );
  });

  test("a second decision, with the stored one", async () => {
    const { waitId } = await waitingCase();
    await decide(await createReviewer("Ana Ruiz"), waitId, { verdict: "approve", expected_version: 1 });
    await expect(
      decide(await createReviewer("Tom"), waitId, { verdict: "reject", reason: "no", expected_version: 1 }),
    ).rejects.toMatchObject({
      code: "already_decided",
      options: { data: { decision: { verdict: "approve", decidedBy: "Ana Ruiz" } } },
    });
  });

  test("a decision on a case that changed since it was opened", async () => {
    const { waitId, say } = await waitingCase();
    await say("I found the receipt");
    await expect(
      decide(await createReviewer(), waitId, { verdict: "approve", expected_version: 1 }),
    ).rejects.toMatchObject({ code: "stale" });
  });

  test("a claimant, whatever they send, and a reviewer on their own claim", async () => {
    const claimant = await createClaimant();
    expect(() => asReviewer(claimant)).toThrow(expect.objectContaining({ code: "forbidden" }));
    const both = { ...claimant, roles: ["claimant" as const, "reviewer" as const], queues: ["claims"] };
    const { waitId, sessionId } = await waitingCase(asClaimant(both));
    await expect(decide(asReviewer(both), waitId, { verdict: "approve", expected_version: 1 })).rejects.toMatchObject({
      code: "own_claim",
    });
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(0);
  });

  test("a case of a queue that is not theirs, and one that does not exist", async () => {
    const { waitId } = await waitingCase();
    const elsewhere = await createReviewer("Eve", ["other"]);
    await expect(decide(elsewhere, waitId, { verdict: "approve", expected_version: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getCase(elsewhere, waitId)).rejects.toMatchObject({ code: "not_found" });
    await expect(decide(elsewhere, randomUUID(), { verdict: "approve", expected_version: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test.each([
    ["a rejection without a reason", { verdict: "reject", expected_version: 1 }],
    ["one whose reason has nothing to read", { verdict: "reject", reason: "\u3164 \u2800\u115F", expected_version: 1 }],
    ["a verdict that is not a name", { verdict: "Approved!", expected_version: 1 }],
    ["a question beside an approval", { verdict: "approve", question: "Why?", expected_version: 1 }],
    ["an extra key", { verdict: "approve", expected_version: 1, decidedBy: "me" }],
    ["an object where text belongs", { verdict: "reject", reason: { not: "" }, expected_version: 1 }],
  ])("%s is not a decision", (_name, body) => {
    expect(decisionBodySchema.safeParse(body).success).toBe(false);
  });
});

test("of eight reviewers who decide at once exactly one succeeds, and the others get that decision", async () => {
  for (let round = 0; round < 10; round++) {
    const { waitId, sessionId } = await waitingCase();
    const reviewers = await Promise.all(Array.from({ length: 8 }, (_, index) => createReviewer(`Reviewer ${index}`)));
    const results = await Promise.allSettled(
      reviewers.map((reviewer, index) =>
        decide(
          reviewer,
          waitId,
          index % 2
            ? { verdict: "approve", expected_version: 1 }
            : { verdict: "reject", reason: "no", expected_version: 1 },
        ),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "already_decided", options: { data: { decision: { waitId } } } });
    }
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(1);
  }
});

test("an unknown amount cannot be approved until the reviewer enters it", async () => {
  const { waitId, sessionId, stored } = await waitingCase();
  await prisma.$executeRaw`UPDATE session SET context = context - 'amount_cents' WHERE id = ${sessionId}::uuid`;
  const reviewer = await createReviewer();
  const approve = { verdict: "approve", expected_version: 1 } as const;
  await expect(decide(reviewer, waitId, approve)).rejects.toMatchObject({
    code: "invalid",
    options: { fields: { amount_cents: expect.any(String) } },
  });
  await decide(reviewer, waitId, { ...approve, edits: { amount_cents: "$1,200" } });
  expect(await stored()).toMatchObject({ outcome: "approved", amountCents: 120_000 });
});
