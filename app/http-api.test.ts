import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as chat } from "@/app/api/chat/route";
import { GET as events } from "@/app/api/events/route";
import { POST as decide } from "@/app/api/v1/reviews/[id]/decision/route";
import { GET as listReviews } from "@/app/api/v1/reviews/route";
import { POST as execute } from "@/app/execute/route";
import { GET as health } from "@/app/health/route";
import { GET as readSession } from "@/app/session/[id]/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { type Prisma, prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";

withTestDatabase();

/** Needs no model: it greets, waits for a reviewer and writes the letter. */
const workflow: GraphDefinitionInput = {
  id: "insurance-claims",
  name: "Claims",
  startTaskId: "greet",
  tasks: [
    { id: "greet", kind: "say", label: "Greet", config: { message: "Welcome." } },
    {
      id: "review",
      kind: "review",
      label: "Review",
      config: { queue: "claims", question: "Pay?", dueIn: "PT1H", announcement: "A person looks at it." },
    },
    {
      id: "letter",
      kind: "letter",
      label: "Letter",
      config: { letter: "Your claim {{ reference }}: {{ decision }}." },
    },
  ],
  edges: [
    { id: "a", from: "greet", to: "review" },
    { id: "b", from: "review", to: "letter" },
  ],
};

const keys = { dana: randomUUID(), nia: randomUUID(), ana: randomUUID(), tom: randomUUID(), mira: randomUUID() };
type Person = keyof typeof keys;

beforeAll(async () => {
  const roles = { dana: "claimant", nia: "claimant", ana: "reviewer", tom: "reviewer", mira: "designer" } as const;
  for (const [name, role] of Object.entries(roles)) {
    const apiKeys = { create: { hash: hashApiKey(keys[name as Person]), label: "test" } };
    const queues = role === "reviewer" ? ["claims"] : [];
    await prisma.user.create({
      data: { name, email: `${name}@example.com`, passwordHash: "", roles: [role], queues, apiKeys },
    });
  }
  await publishWorkflow(workflow);
});

const request = (path: string, who: Person | null, body?: unknown, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000${path}`, {
    method: body === undefined ? "GET" : "POST",
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(who && { authorization: `Bearer ${keys[who]}` }),
      ...headers,
    },
  });
const plain = { params: Promise.resolve({}) };
const withId = (id: string) => ({ params: Promise.resolve({ id }) });

const say = (who: Person | null, body: unknown, headers?: Record<string, string>) =>
  execute(request("/execute", who, body, headers), plain);
const look = (who: Person | null, id: string) => readSession(request(`/session/${id}`, who), withId(id));
const reviews = (who: Person, query = "") => listReviews(request(`/api/v1/reviews${query}`, who), plain);
const verdict = (who: Person, id: string, body: unknown) =>
  decide(request(`/api/v1/reviews/${id}/decision`, who, body), withId(id));

const start = async (who: Person = "dana") =>
  (await (await say(who, { content: "Somebody hit my car." })).json()).session_id as string;

async function openReview(sessionId: string) {
  const { reviews: open } = await (await reviews("ana")).json();
  return open.find((review: { session_id: string }) => review.session_id === sessionId);
}

const deniedAbout = (sessionId: string) =>
  prisma.auditEvent.count({ where: { type: "access.denied", data: { path: ["session_id"], equals: sessionId } } });

describe("POST /execute", () => {
  it("starts a session with the first message and continues it with the next", async () => {
    const first = await say("dana", { content: "Somebody hit my car." });
    expect(first.status).toBe(200);
    const answer = await first.json();
    expect(answer).toEqual({
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      response: "Welcome.\n\nA person looks at it.",
      status: "WaitingForInput",
      status_message: "Waiting for a reviewer",
      current_task_id: "review",
      waiting_for: "reviewer",
    });
    const second = await (await say("dana", { session_id: answer.session_id, content: "approved!!" })).json();
    expect(second).toMatchObject({ session_id: answer.session_id, status: "WaitingForInput", waiting_for: "reviewer" });
  });

  it("refuses invalid requests with the right status", async () => {
    const cases: [number, Promise<Response>][] = [
      [401, say(null, { content: "hi" })],
      [403, say("ana", { content: "hi" })],
      [404, say("dana", { content: "hi", workflow: "unheard-of" })],
      [404, say("dana", { content: "hi", session_id: randomUUID() })],
      [422, say("dana", { content: "hi", session_id: { not: "" } })],
      [422, say("dana", { content: "hi", status: "Completed" })],
      [422, say("dana", { content: " \u200b " })],
      [422, say("dana", { content: "x".repeat(4_001) })],
      [422, say("dana", {})],
      [422, say("dana", { content: "hi" }, { "idempotency-key": "x".repeat(256) })],
      [400, say("dana", "{")],
      [413, say("dana", { content: "x".repeat(70_000) })],
      [415, say("dana", "content=hi", { "content-type": "text/plain" })],
    ];
    for (const [status, answer] of cases) {
      const response = await answer;
      expect([response.status, response.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    }
  });

  it("gives one answer to one Idempotency-Key and starts one session", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const before = await prisma.session.count();
    const first = await (await say("dana", { content: "Once." }, headers)).json();
    expect(await (await say("dana", { content: "Once." }, headers)).json()).toEqual(first);
    expect((await say("dana", { content: "Twice." }, headers)).status).toBe(422);
    expect(await prisma.session.count()).toBe(before + 1);
  });

  it("starts and stores nothing twice when the first request crashed before its answer", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const { session_id } = await (await say("dana", { content: "Once." }, headers)).json();
    await prisma.$executeRaw`
      UPDATE idempotent_request SET status = NULL, response = NULL, created_at = now() - interval '1 minute'
      WHERE key = ${headers["idempotency-key"]}`;
    const before = await prisma.session.count();
    const again = await say("dana", { content: "Once." }, headers);
    expect([again.status, (await again.json()).session_id]).toEqual([200, session_id]);
    expect(await prisma.session.count()).toBe(before);
    expect(await prisma.message.count({ where: { sessionId: session_id, role: "user" } })).toBe(1);
  });
});

describe("GET /session/{id}", () => {
  it("shows a session to its claimant and to staff", async () => {
    const id = await start();
    for (const who of ["dana", "ana", "mira"] as const) {
      const record = await (await look(who, id)).json();
      expect(record).toMatchObject({ id, graph_id: "insurance-claims", graph_version: 1, current_task_id: "review" });
      expect(record.chat_history[0]).toMatchObject({ role: "user", content: "Somebody hit my car." });
    }
  });

  it("answers for another person's session as for one that does not exist, and records the refusal", async () => {
    const id = await start();
    const texts: string[] = [];
    for (const missing of [id, randomUUID(), "1", "'; DROP TABLE session"]) {
      const response = await look("nia", missing);
      expect(response.status).toBe(404);
      texts.push(await response.text());
    }
    expect(texts[1]).toBe(texts[0]);
    expect(await deniedAbout(id)).toBe(1);
  });
});

describe("the status of a session", () => {
  const stand = (id: string, data: Prisma.SessionUpdateInput) => prisma.session.update({ where: { id }, data });
  const record = async (id: string) => (await look("dana", id)).json();

  it.each([
    ["ready", "Paused"],
    ["running", "Paused"],
    ["paused", "Paused"],
    ["waiting", "WaitingForInput"],
    ["completed", "Completed"],
    ["failed", "Error"],
    ["cancelled", "Cancelled"],
  ] as const)("is said in the words of /execute: %s is %s", async (status, said) => {
    const id = await start();
    await stand(id, { status });
    expect(await record(id)).toMatchObject({ status: said });
  });

  it("has retry_after for an error that is retried, and says that the message is saved", async () => {
    const id = await start();
    await stand(id, { status: "failed", nextRetryAt: new Date(Date.now() + 30_000) });
    const told = await record(id);
    expect(told).toMatchObject({ status: "Error", status_message: expect.stringContaining("Your message is saved") });
    expect(told.retry_after).toBeGreaterThan(20);
    expect(told.retry_after).toBeLessThanOrEqual(30);
    // New words are news: it is tried with them at once.
    const answer = await (await say("dana", { session_id: id, content: "Anybody there?" })).json();
    expect(answer).toMatchObject({ status: "WaitingForInput", waiting_for: "reviewer" });
  });

  it("has no retry_after for an error that is not retried", async () => {
    const id = await start();
    await stand(id, { status: "failed", isSetAside: true });
    const answer = await (await say("dana", { session_id: id, content: "Anybody there?" })).json();
    expect(answer).toMatchObject({ status: "Error", response: expect.stringContaining("Your message is saved") });
    expect(answer.response).toContain("set aside until our staff have looked at it");
    expect([answer, await record(id)].some((one) => "retry_after" in one)).toBe(false);
  });
});

describe("the review API", () => {
  it("lists open reviews and takes a decision, which ends the session", async () => {
    const sessionId = await start();
    const review = await openReview(sessionId);
    expect(review).toMatchObject({ claimant: "dana", status: "open", expected_version: 1, decision: null });

    const response = await verdict("ana", review.id, { verdict: "approve", expected_version: 1 });
    expect(response.status).toBe(200);
    const decision = await response.json();
    expect(decision).toMatchObject({ review_id: review.id, verdict: "approve", decided_by: "ana" });

    await expect
      .poll(async () => (await (await look("dana", sessionId)).json()).status, { timeout: 10_000 })
      .toBe("Completed");
    const { reviews: decided } = await (await reviews("tom", "?status=decided")).json();
    expect(decided).toContainEqual(expect.objectContaining({ id: review.id, decision }));
  });

  it("reads a null field as missing", async () => {
    const { id } = await openReview(await start());
    const nulls = { reason: null, edits: null, override: null };
    for (const wrong of [{ verdict: null }, { expected_version: null }, { verdict: "reject" }, { unknown: 1 }]) {
      const body = { verdict: "approve", expected_version: 1, ...nulls, ...wrong };
      expect((await verdict("ana", id, body)).status, JSON.stringify(wrong)).toBe(422);
    }
    const response = await verdict("ana", id, { verdict: "approve", expected_version: 1, ...nulls });
    expect(await response.json()).toMatchObject({ verdict: "approve", reason: null, edits: null });
  });

  it("stores one decision; the second request gets that decision", async () => {
    const { id } = await openReview(await start());
    await verdict("ana", id, { verdict: "reject", reason: "No cover.", expected_version: 1 });
    const late = await verdict("tom", id, { verdict: "approve", expected_version: 1 });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      code: "already_decided",
      decision: { verdict: "reject", reason: "No cover.", decided_by: "ana", review_id: id },
    });
  });

  it("refuses a decision on an older version of the case", async () => {
    const sessionId = await start();
    const { id } = await openReview(sessionId);
    await say("dana", { session_id: sessionId, content: "One more thing." });
    const response = await verdict("ana", id, { verdict: "approve", expected_version: 1 });
    expect([response.status, (await response.json()).code]).toEqual([409, "stale"]);
    expect((await openReview(sessionId)).expected_version).toBe(2);
  });

  it("is for reviewers only, and every refusal is recorded", async () => {
    const { id } = await openReview(await start());
    for (const who of ["dana", "nia", "mira"] as const) {
      expect((await reviews(who)).status).toBe(403);
      expect((await verdict(who, id, { verdict: "approve", expected_version: 1 })).status).toBe(403);
    }
    const action = `POST /api/v1/reviews/${id}/decision`;
    expect(
      await prisma.auditEvent.count({ where: { type: "access.denied", data: { path: ["action"], equals: action } } }),
    ).toBe(3);
    expect((await verdict("ana", randomUUID(), { verdict: "approve", expected_version: 1 })).status).toBe(404);
    expect(await prisma.decision.count({ where: { waitId: id } })).toBe(0);
  });

  it("names the invalid fields of a decision", async () => {
    const { id } = await openReview(await start());
    const response = await verdict("ana", id, { verdict: "reject", expected_version: 1, decidedBy: "me" });
    expect(response.status).toBe(422);
    const noReason = await verdict("ana", id, { verdict: "reject", expected_version: 1 });
    expect((await noReason.json()).fields).toMatchObject({ reason: expect.any(String) });
    expect((await reviews("ana", "?status=everything")).status).toBe(422);
  });
});

describe("POST /api/chat", () => {
  const message = (sessionId: string) => ({
    sessionId,
    clientMessageId: randomUUID(),
    text: "Here is a photo description.",
  });

  it("streams the answer", async () => {
    const response = await chat(request("/api/chat", "dana", message(await start())), plain);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const text = await response.text();
    expect(text).toContain("text-delta");
    expect(text).toContain('"data-turn"');
  });

  it("answers with a problem before anything streams", async () => {
    const someoneElses = await start();
    const refused = await chat(request("/api/chat", "nia", message(someoneElses)), plain);
    expect([refused.status, refused.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect(await deniedAbout(someoneElses)).toBe(1);
    expect(
      (await chat(request("/api/chat", "dana", { ...message(someoneElses), role: "assistant" }), plain)).status,
    ).toBe(422);
  });
});

describe("GET /api/events", () => {
  async function read(response: Response, until: (text: string) => boolean): Promise<string> {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (reader && !until(text)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    await reader?.cancel();
    return text;
  }

  it("starts now with the current cursor, then sends events", async () => {
    const sessionId = await start();
    const stream = await events(request("/api/events", "ana"), plain);
    const told = read(stream, (text) => text.includes("message.received"));
    await say("dana", { session_id: sessionId, content: "More." });
    const text = await told;
    expect(text).toMatch(/^retry: \d+\n\nid: (\d+)\nevent: cursor\ndata: {"seq":\1}\n\n/);
    expect(text).toContain(`"sessionId":"${sessionId}","type":"message.received"`);
  });

  it("continues after Last-Event-ID, which takes precedence over the query", async () => {
    const sessionId = await start();
    const all = await read(await events(request(`/api/events?after=0&session=${sessionId}`, "dana"), plain), (text) =>
      text.includes("step.committed"),
    );
    const ids = [...all.matchAll(/id: (\d+)\ndata/g)].map((match) => Number(match[1]));
    const headers = { "last-event-id": String(ids[0]) };
    const rest = await read(
      await events(request(`/api/events?after=0&session=${sessionId}`, "dana", undefined, headers), plain),
      (text) => text.includes("step.committed"),
    );
    expect(rest).not.toContain(`id: ${ids[0]}\ndata`);
    expect(rest).toContain(`id: ${ids[1]}\ndata`);
  });

  it("sends the events of the followed subjects, with the changed rows", async () => {
    const other = await start("nia");
    const sessionId = await start();
    const names = ["sessions", `session:${sessionId}`, "workflow:insurance-claims", "claims"];
    const query = names.map((name) => `subject=${name}`).join("&");
    const staff = read(await events(request(`/api/events?${query}`, "ana"), plain), (text) => text.includes(sessionId));
    const own = read(await events(request(`/api/events?${query}`, "dana"), plain), (text) => text.includes(sessionId));
    await say("nia", { session_id: other, content: "More." });
    await say("dana", { session_id: sessionId, content: "More." });
    const eventsIn = (text: string) =>
      [...text.matchAll(/^data: (.*"sessionId".*)$/gm)].map(([, json]) => JSON.parse(json ?? ""));
    const [forStaff, forDana] = [eventsIn(await staff), eventsIn(await own)];
    const last = forStaff.findLast((event) => event.sessionId === sessionId);
    expect(last.subjects).toEqual(["sessions", `session:${sessionId}`, "workflow:insurance-claims"]);
    expect(forStaff.find((event) => event.sessionId === other)?.subjects).toEqual([
      "sessions",
      "workflow:insurance-claims",
    ]);
    expect(forStaff.findLast((event) => event.session)?.session).toMatchObject({ workflowName: expect.any(String) });
    expect(new Set(forDana.map((event) => event.sessionId))).toEqual(new Set([sessionId]));
    expect(forDana.at(-1).subjects).toEqual([`session:${sessionId}`, "claims"]);
    expect(forDana.findLast((event) => event.claim)?.claim).toMatchObject({ sessionId });
    expect(JSON.stringify(forDana)).not.toContain("workflowName");
  });

  it("refuses an invalid subject", async () => {
    for (const subject of ["everything", "session:1", "session:", "queue%20x", "case:../x"]) {
      expect((await events(request(`/api/events?subject=${subject}`, "ana"), plain)).status, subject).toBe(422);
    }
  });

  it("refuses a query with a name that it does not know, and a session beside subjects", async () => {
    const sessionId = await start();
    for (const query of ["sesion=x", "subjects=queue", `session=${sessionId}&subject=queue`, "after=1&limit=5"])
      expect((await events(request(`/api/events?${query}`, "ana"), plain)).status, query).toBe(422);
  });

  it("hides other people's sessions and refuses an invalid cursor", async () => {
    const sessionId = await start();
    expect((await events(request(`/api/events?session=${sessionId}`, "nia"), plain)).status).toBe(404);
    expect((await events(request("/api/events?after=x", "nia"), plain)).status).toBe(422);
    expect((await events(request("/api/events", null), plain)).status).toBe(401);
  });
});

it("reports its health after a query to the database", async () => {
  const response = await health();
  expect([response.status, await response.json()]).toEqual([
    200,
    { status: "ok", database: "ok", jobs: "starting", model: "demo" },
  ]);
});
