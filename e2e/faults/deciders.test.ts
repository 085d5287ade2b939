import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { asClaimant, asReviewer } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide, decideWithUndo } from "@/lib/inbox/decide";
import { advanceSession } from "@/lib/sessions/advance-session";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { runConcurrently } from "./claims/claims";
import { startCluster } from "./processes/cluster";
import { withProcesses } from "./processes/processes";
import { call } from "./setup/client";
import { doses, minutes } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant, newReviewer } from "./setup/people";
import { onlyKind } from "./setup/workflows";

withTestDatabase();
withProcesses();
beforeAll(() => publishWorkflow(onlyKind("review")));

const verdicts = [
  { verdict: "approve", edits: { amount_cents: "$300" } },
  { verdict: "reject", reason: "It is not covered." },
  { verdict: "request_information", reason: "Where was it?" },
];

async function newReview(claimant: Parameters<typeof startSession>[0]): Promise<string> {
  const { sessionId } = await startSession(claimant, { workflowId: onlyKind("review").id });
  await advanceSession(sessionId);
  return (await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } })).id;
}

test("when reviewers decide at the same instant, one decision is stored and the others get it with a 409", {
  timeout: minutes(2),
}, async () => {
  const cluster = await startCluster(3, { DATABASE_URL: process.env.DATABASE_URL ?? "" });
  const claimant = await newClaimant();
  const reviewers = await Promise.all(Array.from({ length: 8 }, (_, index) => newReviewer(`Reviewer ${index}`)));
  let deciders = 0;
  await runConcurrently(doses.contestedWaits, 2, async (index) => {
    const waitId = await newReview(claimant);
    const contenders = reviewers.slice(0, 2 + (index % 7));
    deciders += contenders.length;
    const replies = await Promise.all(
      contenders.map(({ key }, place) => {
        const body = { ...verdicts[(index + place) % verdicts.length], expected_version: 1 };
        return call<{ id: string }>({ url: `${cluster.anyUrl()}/api/v1/reviews/${waitId}/decision`, key, body });
      }),
    );
    const winners = replies.flatMap((reply) => (reply.type === "answer" ? [reply.body.id] : []));
    expect(winners).toHaveLength(1);
    for (const reply of replies) {
      if (reply.type === "answer") continue;
      expect(reply).toMatchObject({
        status: 409,
        problem: { code: "already_decided", decision: { id: winners[0] } },
      });
    }
  });
  count({ deciders });
  await withDatabase(process.env.DATABASE_URL, async (database) => {
    expect(await checkInvariants(database)).toEqual([]);
  });
  expect(await prisma.decision.count()).toBe(doses.contestedWaits);
});

test("a decision that can be undone is committed once after its process was killed, by any other one", {
  timeout: minutes(2),
}, async () => {
  const cluster = await startCluster(3, { DATABASE_URL: process.env.DATABASE_URL ?? "", SWEEP_SECONDS: "1" });
  const claimant = await newClaimant();
  const reviewer = asReviewer(await newReviewer());
  // This process runs no jobs: it is the one that is gone.
  const waits = await Promise.all(Array.from({ length: 12 }, () => newReview(claimant)));
  for (const waitId of waits)
    await decideWithUndo(reviewer, waitId, { verdict: "reject", reason: "No.", expected_version: 1 });
  expect(await prisma.decision.count({ where: { waitId: { in: waits } } })).toBe(0);
  const committed = () => prisma.pendingDecision.count({ where: { waitId: { in: waits }, status: "committed" } });
  while ((await committed()) < waits.length) {
    await cluster.killOne();
    await delay(1_000);
  }
  expect(await prisma.decision.count({ where: { waitId: { in: waits } } })).toBe(waits.length);
  expect(
    await prisma.pendingDecision.count({ where: { endedAt: { lt: prisma.pendingDecision.fields.commitAt } } }),
  ).toBe(0);
  await withDatabase(process.env.DATABASE_URL, async (database) => {
    expect(await checkInvariants(database)).toEqual([]);
  });
});

test("a claimant who is a reviewer too cannot decide their own claim, and the database itself refuses it", async () => {
  const person = await newReviewer();
  await prisma.user.update({ where: { id: person.userId }, data: { roles: ["claimant", "reviewer"] } });
  const both = { ...person, roles: ["claimant" as const, "reviewer" as const] };
  const waitId = await newReview(asClaimant(both));
  const decision = { verdict: "reject", reason: "No.", expected_version: 1 } as const;
  await expect(decide(asReviewer(both), waitId, decision)).rejects.toMatchObject({ code: "own_claim" });
  const { sessionId } = await prisma.wait.findUniqueOrThrow({ where: { id: waitId } });
  const forged = { ...{ id: randomUUID(), waitId, sessionId, verdict: "approve" as const, evidenceVersion: 1 } };
  const otherClaimant = await newClaimant();
  for (const claimantId of [both.userId, otherClaimant.userId]) {
    const row = prisma.decision.create({ data: { ...forged, actorId: both.userId, claimantId } });
    await expect(row).rejects.toThrow(/decision_not_by_claimant|names the session of its wait/);
  }
});
