import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as listPage } from "@/app/api/inbox/cases/route";
import { DELETE as removeAbsence } from "@/app/api/v1/absences/[id]/route";
import { POST as addAbsence } from "@/app/api/v1/absences/route";
import { GET as readQueue, PUT as saveQueue } from "@/app/api/v1/queues/[id]/route";
import { POST as claim } from "@/app/api/v1/reviews/[id]/claim/route";
import { POST as decide } from "@/app/api/v1/reviews/[id]/decision/route";
import { POST as note } from "@/app/api/v1/reviews/[id]/note/route";
import { POST as release } from "@/app/api/v1/reviews/[id]/release/route";
import { GET as readReview } from "@/app/api/v1/reviews/[id]/route";
import { POST as snooze } from "@/app/api/v1/reviews/[id]/snooze/route";
import { GET as listReviews } from "@/app/api/v1/reviews/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import type { Role } from "@/lib/db/generated/enums";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { openCase } from "@/lib/inbox/test-cases";

withTestDatabase();

type Route = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>;

let queue: string;
let ana: Awaited<ReturnType<typeof caller>>;
beforeEach(async () => {
  queue = `q${randomUUID().slice(0, 8)}`;
  ana = await caller("Ana Ruiz");
});

/** A reviewer with an API key: each function is one request. */
async function caller(name: string, roles: Role[] = ["reviewer"]) {
  const { userId } = await createReviewer(name, [queue]);
  await prisma.user.update({ where: { id: userId }, data: { roles } });
  const key = randomUUID();
  await prisma.apiKey.create({ data: { userId, label: "test", hash: hashApiKey(key) } });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = async (response: Response) => ({ status: response.status, body: await response.json() });
  const url = (path: string) => `http://localhost:3000/api/v1/reviews${path}`;
  return {
    list: async (query = "") =>
      answer(await listReviews(new Request(url(query), { headers }), { params: Promise.resolve({}) })),
    read: async (id: string) =>
      answer(await readReview(new Request(url(`/${id}`), { headers }), { params: Promise.resolve({ id }) })),
    get: async (route: Route, id: string) =>
      answer(await route(new Request(url(id), { headers }), { params: Promise.resolve({ id }) })),
    post: async (route: Route, id: string, body?: object) => {
      const request = new Request(url(`/${id}`), { method: "POST", headers, body: body && JSON.stringify(body) });
      return answer(await route(request, { params: Promise.resolve({ id }) }));
    },
  };
}

it("lists page by page to the end, with the filters of the query", async () => {
  for (let index = 0; index < 3; index++) await openCase({ review: { queue } });
  const first = await ana.list("?limit=2");
  expect(first.body.reviews).toHaveLength(2);
  const second = await ana.list(`?limit=2&cursor=${first.body.next_cursor}`);
  expect(second.body.reviews).toHaveLength(1);
  expect(second.body).not.toHaveProperty("next_cursor");
  expect((await ana.list("?status=mine")).body.reviews).toEqual([]);
  for (const query of ["?limit=0", "?limit=101", "?limit=x", "?status=lost", "?sort=name"])
    expect((await ana.list(query)).status, query).toBe(422);
  expect((await ana.list("?cursor=x")).status).toBe(400);
});

it("gives one review with its form, by its id or by the id of its question", async () => {
  const { caseId, stored } = await openCase({ review: { queue, outcomes: [{ id: "later", label: "Later" }] } });
  const { status, body } = await ana.read(caseId);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ id: caseId, round: 1, status: "open", expected_version: 1, approvals: { given: 0, needed: 1 } },
    form: { question: "Well?", outcomes: [{ id: "later" }], reason_required_to: ["reject", "request_information"] },
    facts: [
      { key: "amount_cents", value: 250_000, text: "$2,500.00" },
      { key: "place", value: null },
    ],
    refusal: null,
  });
  expect((await ana.read((await stored()).waitId)).body.id).toBe(caseId);
  expect((await ana.read(randomUUID())).status).toBe(404);
});

it("claims, releases, snoozes and notes", async () => {
  const { caseId } = await openCase({ review: { queue } });
  const tom = await caller("Tom Hardy");
  expect((await ana.post(claim, caseId)).body).toMatchObject({ id: caseId, assignee: "Ana Ruiz" });
  expect(await tom.post(claim, caseId)).toMatchObject({
    status: 409,
    body: { detail: "Ana Ruiz is working on this case." },
  });
  expect((await ana.post(release, caseId)).body.assignee).toBeNull();
  const until = new Date(Date.now() + 3_600_000).toISOString();
  expect((await tom.post(snooze, caseId, { until })).body).toMatchObject({
    snoozed_until: until,
    assignee: "Tom Hardy",
  });
  expect((await tom.list("?status=snoozed")).body.reviews).toHaveLength(1);
  expect((await tom.post(snooze, caseId, { until: null })).body.snoozed_until).toBeNull();
  expect((await tom.post(note, caseId, { text: "Looks odd." })).status).toBe(201);
  expect((await ana.read(caseId)).body.notes).toMatchObject([
    { by: "Tom Hardy", text: "Looks odd.", is_evidence: false },
  ]);
  for (const body of [{ text: "" }, { text: "x", author: "me" }, {}])
    expect((await tom.post(note, caseId, body)).status, JSON.stringify(body)).toBe(422);
});

it("decides at once; an approval that needs another one is accepted with 202", async () => {
  const { caseId, decisions } = await openCase({ review: { queue, approvals: 2 } });
  const approve = { verdict: "approve", expected_version: 1, reason_code: "as_agreed", question: null };
  expect(await ana.post(decide, caseId, approve)).toEqual({
    status: 202,
    body: { approvals: { given: 1, needed: 2 } },
  });
  expect(await decisions()).toEqual([]);
  const done = await (await caller("Tom")).post(decide, caseId, approve);
  expect(done).toMatchObject({
    status: 200,
    body: { review_id: caseId, verdict: "approve", reason_code: "as_agreed" },
  });
  expect(await (await caller("Eve")).post(decide, caseId, approve)).toMatchObject({
    status: 409,
    body: { code: "already_decided", decision: { id: done.body.id } },
  });
});

it("refuses a body that a decision cannot have", async () => {
  const { caseId } = await openCase({ review: { queue } });
  const ask = { verdict: "request_information", question: "Where?", expected_version: 1 };
  for (const body of [
    { ...ask, fields: ["no_such_fact"] },
    { ...ask, question: undefined },
    { ...ask, reason_code: "Not a code" },
    { ...ask, verdict: "later" },
    { ...ask, verdict: "approve" },
    { ...ask, decided_by: "me" },
  ])
    expect((await ana.post(decide, caseId, body)).status, JSON.stringify(body)).toBe(422);
  expect((await ana.post(decide, caseId, { ...ask, fields: ["place"] })).body).toMatchObject({
    ...{ verdict: "request_information", question: "Where?", fields: ["place"] },
  });
});

it("notes when a reviewer is away, with a delegate of their queue only, until they take it back", async () => {
  const [tom, eve] = [await createReviewer("Tom", [queue]), await createReviewer("Eve", ["other"])];
  const away = { starts_at: "2026-12-01T08:00:00Z", ends_at: "2026-12-08T08:00:00Z" };
  for (const body of [
    { ...away, delegate_id: eve.userId },
    { ...away, ends_at: away.starts_at },
    { ...away, user_id: tom.userId },
  ])
    expect((await ana.post(addAbsence, "", body)).status, JSON.stringify(body)).toBe(422);
  const { status, body } = await ana.post(addAbsence, "", { ...away, delegate_id: tom.userId });
  expect([status, await prisma.absence.count({ where: { delegateId: tom.userId } })]).toEqual([201, 1]);
  expect((await (await caller("Other")).post(removeAbsence, body.id)).status).toBe(404);
  expect((await ana.post(removeAbsence, body.id)).status).toBe(200);
  expect(await prisma.absence.count({ where: { delegateId: tom.userId } })).toBe(0);
});

describe("the settings of a queue", () => {
  const members = (...ids: string[]) => ids.map((id) => ({ user_id: id, case_limit: null, approves_up_to_cents: 500 }));
  const plain = { name: "Storm", lead_id: null, case_limit: 20, due_hours: 48 };
  let admin: Awaited<ReturnType<typeof caller>>;
  let tom: Awaited<ReturnType<typeof createReviewer>>;
  beforeEach(async () => {
    admin = await caller("Noor", ["admin"]);
    tom = await createReviewer("Tom", [queue]);
  });

  it("are read and replaced by admins alone, as a whole", async () => {
    const settings = { ...plain, revision: 0, lead_id: tom.userId, members: members(tom.userId) };
    expect((await ana.post(saveQueue, queue, settings)).status).toBe(403);
    expect((await ana.get(readQueue, queue)).status).toBe(403);
    expect((await admin.get(readQueue, queue)).status).toBe(404);
    const stored = { ...settings, id: queue, revision: 1 };
    expect(await admin.post(saveQueue, queue, settings)).toEqual({ status: 200, body: stored });
    expect(await admin.get(readQueue, queue)).toEqual({ status: 200, body: stored });
    const changed = { ...settings, revision: 1, case_limit: 10, members: [] };
    expect((await admin.post(saveQueue, queue, changed)).body).toEqual({ ...changed, id: queue, revision: 2 });
  });

  it("keep every limit when the request leaves something out", async () => {
    await admin.post(saveQueue, queue, { ...plain, revision: 0, members: members(tom.userId) });
    const [member] = members(tom.userId);
    const without = (key: string) => ({ ...member, [key]: undefined });
    for (const body of [
      { ...plain, revision: 1 },
      { ...plain, members: members(tom.userId) },
      { ...plain, revision: 1, members: [without("approves_up_to_cents")] },
      { ...plain, revision: 1, members: [without("case_limit")] },
      { ...plain, revision: 1, members: members(tom.userId, tom.userId) },
    ])
      expect((await admin.post(saveQueue, queue, body)).status, JSON.stringify(body)).toBe(422);
    expect((await admin.get(readQueue, queue)).body).toMatchObject({ revision: 1, members: members(tom.userId) });
  });

  it("are not overwritten by who read an older revision", async () => {
    const first = { ...plain, revision: 0, members: members(tom.userId) };
    const both = await Promise.all([admin.post(saveQueue, queue, first), admin.post(saveQueue, queue, first)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const second = { ...first, revision: 1 };
    const again = await Promise.all([admin.post(saveQueue, queue, second), admin.post(saveQueue, queue, second)]);
    expect(again.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = await admin.post(saveQueue, queue, { ...plain, revision: 1, members: [] });
    expect(late).toMatchObject({ status: 409, body: { code: "conflict", queue: { ...first, revision: 2 } } });
  });

  it("name reviewers who have the queue and may sign in", async () => {
    const [stranger, former, disabled] = [
      await createReviewer("Eve", ["other"]),
      await createReviewer("Lea", [queue]),
      await createReviewer("Dan", [queue]),
    ];
    await prisma.user.update({ where: { id: former.userId }, data: { roles: ["claimant"] } });
    await prisma.user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } });
    const settings = { ...plain, revision: 0, members: [] };
    for (const { userId } of [stranger, former, disabled]) {
      const asLead = await admin.post(saveQueue, queue, { ...settings, lead_id: userId });
      expect(asLead).toMatchObject({ status: 422, body: { fields: { lead_id: expect.any(String) } } });
      const asMember = await admin.post(saveQueue, queue, { ...settings, members: members(tom.userId, userId) });
      expect(asMember).toMatchObject({ status: 422, body: { fields: { members: expect.stringContaining(userId) } } });
      // Neither does anybody stand in who may not review.
      const away = { starts_at: "2026-12-01T08:00:00Z", ends_at: "2026-12-08T08:00:00Z", delegate_id: userId };
      expect((await ana.post(addAbsence, "", away)).status).toBe(422);
    }
    expect(await prisma.queue.count({ where: { id: queue } })).toBe(0);
  });
});

it("refuses a query with a name that the list does not know", async () => {
  await openCase({ review: { queue } });
  for (const query of ["?overdu=true", "?tab=mine", "?Limit=1", "?status=open&x="])
    expect((await ana.list(query)).status, query).toBe(422);
  expect((await ana.list("?status=open&limit=1&sort=due")).body.reviews).toHaveLength(1);
  for (const query of ["?overdu=true", "?search=x", "?status=open"])
    expect((await ana.get(listPage, query)).status, query).toBe(422);
  expect((await ana.get(listPage, "?tab=open&overdue=true&limit=1&q=x")).body.items).toEqual([]);
});
