import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { AdminPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { createAdmin, createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { getCase } from "../find-case";
import { openCase } from "../test-cases";
import { listAbsences, listEditableQueues } from "./data";
import { addAbsence, removeAbsence, removeTemplate, saveQueue, saveTemplate } from "./mutations";
import type { QueueBody } from "./schema";

// What leads and admins edit of a queue, and who sees whose absence.
withTestDatabase();

let queue: string;
let admin: AdminPrincipal;
let ana: ReviewerPrincipal;
let tom: ReviewerPrincipal;
beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  admin = await createAdmin();
  [ana, tom] = [await createReviewer("Ana", [queue]), await createReviewer("Tom", [queue])];
  await saveQueue(admin, queue, bodyOf({ revision: 0 }));
});

const limitOf = (userId: string, approves: number | null, cases: number | null = null) => ({
  ...{ user_id: userId, case_limit: cases, approves_up_to_cents: approves },
});
/** Ana leads it, and Tom may approve up to $1,000. */
const bodyOf = (change: Partial<QueueBody> = {}): QueueBody => ({
  ...{ revision: 1, name: "Claims", lead_id: ana.userId, case_limit: null, due_hours: null },
  members: [limitOf(tom.userId, 100_000)],
  ...change,
});
const editableBy = async (person: ReviewerPrincipal | AdminPrincipal) =>
  (await listEditableQueues(person)).find(({ settings }) => settings.id === queue);

test("an admin sees every queue, also one without settings, and a reviewer those that they lead", async () => {
  const other = `q${randomUUID().slice(0, 8)}`;
  await createReviewer("Eve", [other]);
  expect((await listEditableQueues(admin)).map(({ settings: { id, revision } }) => [id, revision])).toEqual(
    expect.arrayContaining([
      [queue, 1],
      [other, 0],
    ]),
  );
  expect((await listEditableQueues(ana)).map(({ settings }) => settings.id)).toEqual([queue]);
  expect(await listEditableQueues(tom)).toEqual([]);
  expect(await editableBy(ana)).toMatchObject({
    canSetRights: false,
    people: [
      { name: "Ana", approves_up_to_cents: null },
      { name: "Tom", approves_up_to_cents: 100_000 },
    ],
  });
  expect((await editableBy(admin))?.canSetRights).toBe(true);
});

test("the lead sets limits of cases and the due time; another reviewer sets nothing", async () => {
  const members = [limitOf(tom.userId, 100_000, 5), limitOf(ana.userId, null, 3)];
  await saveQueue(ana, queue, bodyOf({ due_hours: 4, case_limit: 20, members }));
  expect((await editableBy(ana))?.settings).toMatchObject({ revision: 2, due_hours: 4, case_limit: 20 });
  await expect(saveQueue(tom, queue, bodyOf({ revision: 2 }))).rejects.toMatchObject({ code: "forbidden" });
});

test("the lead cannot change who leads, or what anyone may approve: also not their own limit", async () => {
  const changes: Partial<QueueBody>[] = [
    { lead_id: tom.userId },
    { lead_id: null },
    { members: [limitOf(tom.userId, 200_000)] },
    { members: [] },
    { members: [limitOf(tom.userId, 100_000), limitOf(ana.userId, 1_000_000)] },
  ];
  for (const change of changes)
    await expect(saveQueue(ana, queue, bodyOf(change)), JSON.stringify(change)).rejects.toMatchObject({
      code: "forbidden",
    });
  expect((await editableBy(admin))?.settings).toMatchObject({ revision: 1, lead_id: ana.userId });
  await saveQueue(admin, queue, bodyOf({ lead_id: tom.userId, members: [] }));
  expect(await listEditableQueues(ana)).toEqual([]);
});

test("a lead who saves over other settings is told so", async () => {
  await saveQueue(admin, queue, bodyOf({ due_hours: 8 }));
  await expect(saveQueue(ana, queue, bodyOf({ due_hours: 2 }))).rejects.toMatchObject({ code: "conflict" });
  expect((await editableBy(ana))?.settings.due_hours).toBe(8);
});

const template = {
  verdict: "reject",
  reason_code: "not_covered",
  label: "Not here",
  text: "We do not cover this.",
} as const;

test("a queue's template replaces the one of every queue with the same code, in its own cases only", async () => {
  await saveTemplate(ana, queue, template);
  const textsOf = async (reviewer: ReviewerPrincipal, review: { queue: string }) =>
    (await getCase(reviewer, (await openCase({ review })).caseId)).templates
      .filter(({ reasonCode }) => reasonCode === "not_covered")
      .map(({ text }) => text);
  expect(await textsOf(ana, { queue })).toEqual([template.text]);
  expect(await textsOf(await createReviewer("Eve"), { queue: "claims" })).toEqual([
    "Your policy does not cover this kind of damage.",
  ]);
  const shown = (await editableBy(ana))?.templates.filter((one) => one.reason_code === "not_covered");
  expect(shown?.map(({ isShared }) => isShared).toSorted()).toEqual([false, true]);
});

test("a template is changed and removed by lead and admin; a code stands once in a queue", async () => {
  await saveTemplate(ana, queue, template);
  await expect(saveTemplate(admin, queue, template)).rejects.toMatchObject({
    ...{ code: "invalid", options: { fields: { reason_code: expect.any(String) } } },
  });
  const own = async () => (await editableBy(admin))?.templates.filter(({ isShared }) => !isShared) ?? [];
  const [{ id } = { id: "" }] = await own();
  await saveTemplate(admin, queue, { ...template, id, text: "Other words." });
  expect(await own()).toMatchObject([{ id, text: "Other words." }]);
  await expect(saveTemplate(tom, queue, { ...template, id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeTemplate(tom, queue, id)).rejects.toMatchObject({ code: "forbidden" });
  await removeTemplate(ana, queue, id);
  expect(await own()).toEqual([]);
});

test("a lead cannot change a template of every queue, or of another queue, through their own", async () => {
  const shared = await prisma.replyTemplate.findFirstOrThrow({ where: { queueId: null } });
  await expect(saveTemplate(ana, queue, { ...template, id: shared.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(removeTemplate(ana, queue, shared.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(removeTemplate(ana, "claims", shared.id)).rejects.toMatchObject({ code: "forbidden" });
});

test("a reviewer sees their own absences, the lead those of their people, and no one else's are shown", async () => {
  const days = (from: number, to: number) => ({
    starts_at: new Date(Date.now() + from * 86_400_000).toISOString(),
    ends_at: new Date(Date.now() + to * 86_400_000).toISOString(),
  });
  const { id } = await addAbsence(tom, { ...days(1, 3), delegate_id: ana.userId });
  await addAbsence(tom, { ...days(-3, -1), delegate_id: null });
  const stranger = await createReviewer("Eve", [`q${randomUUID().slice(0, 8)}`]);
  await addAbsence(stranger, { ...days(1, 2), delegate_id: null });
  expect(await listAbsences(tom)).toMatchObject({ own: [{ id, delegate: { name: "Ana" } }], led: [] });
  expect(await listAbsences(ana)).toMatchObject({ own: [], led: [{ id, person: { name: "Tom" } }] });
  await expect(removeAbsence(ana, id)).rejects.toMatchObject({ code: "not_found" });
  await removeAbsence(tom, id);
  expect(await listAbsences(ana)).toEqual({ own: [], led: [] });
});
