import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { sweepCases } from "@/lib/sessions/cases/run-case-jobs";
import { decide } from "../decide";
import { claimCase, doAct, noteCase } from "../mutations";
import { openCase } from "../test-cases";

// A delegate gets only cases that they may decide; the other cases are unassigned.
withTestDatabase();

const ask = { verdict: "request_information", question: "Where?", expected_version: 1 };
let queue: string;
let ana: ReviewerPrincipal;
let tom: ReviewerPrincipal;
let eve: ReviewerPrincipal;
beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  await prisma.queue.create({ data: { id: queue, name: "A queue of this test" } });
  const create = (name: string) => createReviewer(name, [queue]);
  [ana, tom, eve] = [await create("Ana"), await create("Tom"), await create("Eve")];
});
const open = (review = {}) => openCase({ review: { queue, ...review } });
const tomStandsInForAna = () =>
  prisma.absence.create({
    data: { userId: ana.userId, delegateId: tom.userId, startsAt: new Date(0), endsAt: new Date(Date.now() + 60_000) },
  });
const evidence = { text: "The garage told me.", is_evidence: true };
/** The case is unassigned: another reviewer can claim it. */
const isFree = async ({ caseId, stored }: Awaited<ReturnType<typeof open>>) => {
  expect(await stored()).toMatchObject({ assigneeId: null });
  await claimCase(eve, caseId);
};

test("a sweep frees what the stand-in may not decide", async () => {
  const [named, supplied, allowed] = [
    await open({ people: [{ email: ana.email }, { email: eve.email }] }),
    await open(),
    await open(),
  ];
  await noteCase(tom, supplied.caseId, evidence);
  for (const { caseId } of [named, supplied, allowed]) await claimCase(ana, caseId);
  await tomStandsInForAna();
  await sweepCases();
  expect(await allowed.stored()).toMatchObject({ assigneeId: tom.userId });
  for (const one of [named, supplied]) await isFree(one);
});

test("an answered case is not the stand-in's when they may not decide it", async () => {
  const [named, supplied, allowed] = [
    await open({ people: [{ email: ana.email }, { email: eve.email }] }),
    await open(),
    await open(),
  ];
  await noteCase(tom, supplied.caseId, evidence);
  await decide(ana, named.caseId, ask);
  await decide(ana, supplied.caseId, { ...ask, expected_version: 2 });
  await decide(ana, allowed.caseId, ask);
  await tomStandsInForAna();
  for (const one of [named, supplied, allowed]) await one.say("At the town hall");
  expect(await allowed.stored()).toMatchObject({ assigneeId: tom.userId, status: "open" });
  for (const one of [named, supplied]) await isFree(one);
});

test("a reviewer who supplies evidence for their case loses it", async () => {
  const opened = await open();
  await doAct(eve, opened.caseId, { act: "assign", user_id: ana.userId });
  await noteCase(ana, opened.caseId, evidence);
  await isFree(opened);
});
