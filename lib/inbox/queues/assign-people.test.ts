import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { AdminPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { createAdmin, createClaimant, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide } from "../decide";
import { claimCase } from "../mutations";
import { openCase } from "../test-cases";
import { addPerson, removePerson } from "./assign-people";
import { listEditableQueues } from "./data";
import { saveQueue } from "./mutations";

// Who has a queue, and what that changes.
withTestDatabase();

let queue: string;
let admin: AdminPrincipal;
let ana: ReviewerPrincipal;
let tom: ReviewerPrincipal;
let eve: ReviewerPrincipal;
const settings = { name: "Claims", case_limit: null, due_hours: null, members: [] };

/** Ana leads the queue and Tom has it, too; Eve does not. */
beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  admin = await createAdmin();
  [ana, tom, eve] = [
    await createReviewer("Ana", [queue]),
    await createReviewer("Tom", [queue]),
    await createReviewer("Eve"),
  ];
  await saveQueue(admin, queue, { ...settings, revision: 0, lead_id: ana.userId });
});

const queuesOf = async ({ userId }: ReviewerPrincipal) =>
  (await prisma.user.findUniqueOrThrow({ where: { id: userId } })).queues;
/** The person as they are after a change of their queues. */
const asNow = async (person: ReviewerPrincipal): Promise<ReviewerPrincipal> => ({
  ...person,
  queues: await queuesOf(person),
});
const shown = async (person: ReviewerPrincipal | AdminPrincipal) =>
  (await listEditableQueues(person)).find(({ settings: { id } }) => id === queue);

test("an admin gives a reviewer a queue, and takes it away again", async () => {
  expect((await shown(admin))?.others.map(({ id }) => id)).toContain(eve.userId);
  await addPerson(admin, queue, eve.userId);
  expect(await queuesOf(eve)).toEqual(["claims", queue]);
  expect((await shown(admin))?.people.map(({ name, approves_up_to_cents: cents }) => [name, cents])).toEqual([
    ["Ana", null],
    ["Eve", null],
    ["Tom", null],
  ]);
  await removePerson(admin, queue, eve.userId);
  expect(await queuesOf(eve)).toEqual(["claims"]);
});

test("whom the lead adds may approve nothing until an admin says so", async () => {
  await addPerson(ana, queue, eve.userId);
  const { caseId } = await openCase({ review: { queue } });
  const body = { verdict: "approve", expected_version: 1 };
  await expect(decide(await asNow(eve), caseId, body)).rejects.toMatchObject({ code: "forbidden" });
  // To remove and add a person again gives them no more.
  await saveQueue(admin, queue, {
    ...{ ...settings, revision: 2, lead_id: ana.userId },
    members: [{ user_id: tom.userId, case_limit: null, approves_up_to_cents: 100_000 }],
  });
  await removePerson(ana, queue, tom.userId);
  await addPerson(ana, queue, tom.userId);
  expect((await shown(ana))?.people.find(({ id }) => id === tom.userId)?.approves_up_to_cents).toBe(0);
});

test("the cases of a person who is removed are free, and they see them no more", async () => {
  const { caseId, stored, events } = await openCase({ review: { queue } });
  await claimCase(tom, caseId);
  await removePerson(ana, queue, tom.userId);
  expect(await stored()).toMatchObject({ status: "open", assigneeId: null, leaseUntil: null });
  expect(await events()).toContain("case.delegated");
  await expect(claimCase(await asNow(tom), caseId)).rejects.toMatchObject({ code: "not_found" });
});

test("only an admin and the lead of the queue change who has it", async () => {
  for (const change of [addPerson, removePerson]) {
    await expect(change(tom, queue, eve.userId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(change(ana, "claims", eve.userId)).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(await queuesOf(eve)).toEqual(["claims"]);
});

test("a queue is given to reviewers only, once, and its lead keeps it", async () => {
  const claimant = await createClaimant();
  const off = await createReviewer("Off");
  await prisma.user.update({ where: { id: off.userId }, data: { disabledAt: new Date() } });
  for (const id of [tom.userId, claimant.userId, off.userId, randomUUID()])
    await expect(addPerson(admin, queue, id)).rejects.toMatchObject({ code: "invalid" });
  for (const id of [ana.userId, eve.userId])
    await expect(removePerson(admin, queue, id)).rejects.toMatchObject({ code: "invalid" });
  await expect(addPerson(admin, `q${randomUUID().slice(0, 8)}`, eve.userId)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("each change is recorded, and settings that were read before it do not replace those of now", async () => {
  await addPerson(ana, queue, eve.userId);
  await removePerson(admin, queue, eve.userId);
  const recorded = await prisma.auditEvent.findMany({
    where: { data: { path: ["queue"], equals: queue } },
    orderBy: { id: "asc" },
  });
  expect(recorded.map(({ type, actorId, data }) => [type, actorId, data])).toEqual([
    ["queue.person_added", ana.userId, { queue, userId: eve.userId }],
    ["queue.person_removed", admin.userId, { queue, userId: eve.userId }],
  ]);
  await expect(saveQueue(ana, queue, { ...settings, revision: 1, lead_id: ana.userId })).rejects.toMatchObject({
    code: "conflict",
  });
});
