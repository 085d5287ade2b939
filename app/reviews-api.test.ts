import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
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
async function caller(name: string) {
  const { userId } = await createReviewer(name, [queue]);
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
  for (const query of ["?limit=0", "?limit=101", "?limit=x", "?cursor=x", "?status=lost", "?sort=name"])
    expect((await ana.list(query)).status, query).toBe(422);
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
