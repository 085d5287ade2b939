import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide, decideWithUndo } from "../decide";
import { saveView } from "../listing/find-views";
import { claimCase, claimNextCase, doAct } from "../mutations";
import { openCase, passTime } from "../test-cases";

// How many cases and views one person has, also when several requests come at the same instant.
withTestDatabase();

const approve = { verdict: "approve", expected_version: 1 };
const later = () => new Date(Date.now() + 60_000).toISOString();
let queue: string;
let ana: ReviewerPrincipal;
let tom: ReviewerPrincipal;
beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  await prisma.queue.create({ data: { id: queue, name: "A queue of this test", caseLimit: 1 } });
  [ana, tom] = [await createReviewer("Ana Ruiz", [queue]), await createReviewer("Tom", [queue])];
});
const open = () => openCase({ review: { queue } });
const countOf = ({ userId }: ReviewerPrincipal) => prisma.reviewCase.count({ where: { queue, assigneeId: userId } });

/** What gives a free case to `ana`. */
const ways: Record<string, (caseId: string) => Promise<unknown>> = {
  claim: (caseId) => claimCase(ana, caseId),
  "next for me": () => claimNextCase(ana),
  snooze: (caseId) => doAct(ana, caseId, { act: "snooze", until: later() }),
  edit: (caseId) => doAct(ana, caseId, { act: "edit", edits: { place: "x" }, expected_version: 1 }),
  "a decision that can be undone": (caseId) => decideWithUndo(ana, caseId, approve),
  assign: (caseId) => doAct(tom, caseId, { act: "assign", user_id: ana.userId }),
};

describe.each(Object.entries(ways))("%s", (name, give) => {
  test("gives no reviewer more cases than their limit", async () => {
    const [first, second] = [await open(), await open()];
    await claimCase(ana, first.caseId);
    const given = give(second.caseId);
    if (name === "next for me") expect(await given).toBeNull();
    else await expect(given).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("limit") });
    expect(await second.stored()).toMatchObject({ assigneeId: null, pendingDecisionId: null });
    // What they have is not one more.
    if (name !== "next for me" && name !== "assign") await give(first.caseId);
  });

  test("gives one case when several requests come at the same instant", async () => {
    for (let round = 0; round < 3; round++) {
      const cases = await Promise.all(Array.from({ length: 5 }, open));
      await Promise.allSettled(cases.map(({ caseId }) => give(caseId)));
      expect(await countOf(ana)).toBe(1);
      await prisma.reviewCase.updateMany({
        where: { queue },
        data: { status: "cancelled", assigneeId: null, pendingDecisionId: null },
      });
    }
  });
});

test("a delegate gets no more than their limit by being assigned what others would get", async () => {
  await prisma.absence.create({
    data: { userId: tom.userId, delegateId: ana.userId, startsAt: new Date(0), endsAt: new Date(Date.now() + 60_000) },
  });
  const cases = await Promise.all(Array.from({ length: 6 }, open));
  await Promise.allSettled(
    cases.map(({ caseId }, index) =>
      doAct(ana, caseId, { act: "assign", user_id: index % 2 ? ana.userId : tom.userId }),
    ),
  );
  expect(await countOf(ana)).toBe(1);
});

test("a case whose lease is over is one more when it is taken again", async () => {
  const [lapsed, current] = [await open(), await open()];
  await claimCase(ana, lapsed.caseId);
  await passTime(lapsed.caseId, "lease_until", 901);
  await claimCase(ana, current.caseId);
  await expect(claimCase(ana, lapsed.caseId)).rejects.toMatchObject({ code: "conflict" });
});

test("a person at their limit still decides a free case at once", async () => {
  const [first, second] = [await open(), await open()];
  await claimCase(ana, first.caseId);
  expect(await decide(ana, second.caseId, approve)).toMatchObject({ type: "decided" });
});

test("no reviewer saves more views than the limit, also at the same instant", async () => {
  const view = { name: "View", query: "", queueId: null, ownerId: ana.userId };
  await prisma.savedView.createMany({ data: Array.from({ length: 47 }, () => ({ id: randomUUID(), ...view })) });
  const saved = await Promise.allSettled(
    Array.from({ length: 8 }, () => saveView(ana, { name: "View", query: "", queue: null })),
  );
  expect(saved.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  for (const one of saved) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "conflict" });
  expect(await prisma.savedView.count({ where: { ownerId: ana.userId } })).toBe(50);
});
