import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { DELETE as removeAbsence } from "@/app/api/v1/absences/[id]/route";
import { POST as addAbsence } from "@/app/api/v1/absences/route";
import { PUT as saveQueue } from "@/app/api/v1/queues/[id]/route";
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

it("lets admins alone set a queue, with people who have it", async () => {
  const tom = await createReviewer("Tom", [queue]);
  const settings = {
    ...{ name: "Storm", lead_id: tom.userId, case_limit: 20, due_hours: 48 },
    members: [{ user_id: tom.userId, approves_up_to_cents: 500_000 }],
  };
  expect((await ana.post(saveQueue, queue, settings)).status).toBe(403);
  const admin = await caller("Noor", ["admin"]);
  expect((await admin.post(saveQueue, queue, settings)).status).toBe(200);
  expect((await admin.post(saveQueue, queue, { ...settings, case_limit: 10 })).status).toBe(200);
  expect(await prisma.queue.findUniqueOrThrow({ where: { id: queue }, include: { members: true } })).toMatchObject({
    ...{ name: "Storm", leadId: tom.userId, caseLimit: 10, dueMs: 48 * 3_600_000 },
    members: [{ userId: tom.userId, caseLimit: null, approvesUpToCents: 500_000 }],
  });
  const stranger = await createReviewer("Eve", ["other"]);
  expect((await admin.post(saveQueue, queue, { ...settings, lead_id: stranger.userId })).status).toBe(422);
});
