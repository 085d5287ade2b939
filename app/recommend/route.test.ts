import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as execute } from "@/app/execute/route";
import { POST as recommend } from "@/app/recommend/route";
import { GET as readSession } from "@/app/session/[id]/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { ingestShipped } from "@/lib/documents/ingest-shipped";
import { type OpenAiTestServer, startOpenAiTestServer, type TestAnswer } from "@/lib/llm/openai-test-server";
import { findPassages } from "@/lib/search/find-passages";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { coverAdvisor } from "@/lib/workflows/shipped/cover-advisor";

withTestDatabase({ as: "owner" });

const keys = { dana: randomUUID(), nia: randomUUID(), sam: randomUUID() };
type Person = keyof typeof keys;

beforeAll(async () => {
  const roles = { dana: "claimant", nia: "claimant", sam: "admin" } as const;
  for (const [name, role] of Object.entries(roles)) {
    const apiKeys = { create: { hash: hashApiKey(keys[name as Person]), label: "test" } };
    await prisma.user.create({
      data: { name, email: `${name}@example.com`, passwordHash: "", roles: [role], apiKeys },
    });
  }
  await publishWorkflow(coverAdvisor);
  await ingestShipped();
}, 60_000);

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
const ask = (who: Person | null, body: unknown, headers?: Record<string, string>) =>
  recommend(request("/recommend", who, body, headers), plain);
const look = (who: Person, id: string) =>
  readSession(request(`/session/${id}`, who), { params: Promise.resolve({ id }) });

const wish = "My bike should be insured against theft at the station";

describe("with a model", () => {
  let model: OpenAiTestServer;
  beforeEach(async () => {
    model = await startOpenAiTestServer();
    vi.stubEnv("LLM_BASE_URL", model.baseUrl);
    vi.stubEnv("LLM_MODEL", "advisor");
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await model.close();
  });

  const refined = "bicycle theft lock";
  const opening: TestAnswer[] = [{ content: { text: refined } }];

  /** An attempt from the best passage, and its grade. */
  async function attempt(text: string, score: number, criticism = ""): Promise<TestAnswer[]> {
    const [first] = await findPassages({
      ...{ query: `${wish} ${refined}`, audience: "claimants", limit: 25 },
      collections: ["policy-terms", "general-terms"],
    });
    const quote = first?.text.split(" ").slice(0, 6).join(" ") ?? "";
    return [
      { content: { answerable: true, sentences: [{ text, passage: 1, quote }] } },
      { content: { supported: true, score, criticism } },
    ];
  }

  const promptsOf = () => model.requests.map(({ body }) => body.messages.map(({ content }) => content).join("\n"));

  test("a recommendation that fails its check is composed again with the criticism", async () => {
    model.respondWith([
      ...opening,
      ...(await attempt("The policy says something about bikes.", 0.3, "Name the lock.")),
      ...(await attempt("The policy says when a locked bike is covered.", 0.9)),
    ]);
    const response = await ask("dana", { content: wish });
    const answer = await response.json();
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(answer).toEqual({
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      response: "The policy says when a locked bike is covered. [1]",
      citations: [expect.objectContaining({ document: expect.stringContaining("terms"), quote: expect.any(String) })],
      status: "Completed",
    });
    expect(promptsOf().at(-2)).toContain("Name the lock.");
    const record = await (await look("dana", answer.session_id)).json();
    expect(record).toMatchObject({ status: "Completed", graph_id: "cover-advisor" });
    expect(record.chat_history.at(-1)).toMatchObject({ content: answer.response, citations: answer.citations });
    expect((await look("nia", answer.session_id)).status).toBe(404);
  });

  test("after four attempts that do not pass the best one is the answer, and says so", async () => {
    model.respondWith([
      ...opening,
      ...(await attempt("The policy says one.", 0.3, "Worse.")),
      ...(await attempt("The policy says two.", 0.6, "Better.")),
      ...(await attempt("The policy says three.", 0.2, "Worse again.")),
      ...(await attempt("The policy says four.", 0.1, "Worst.")),
    ]);
    const answer = await (await ask("dana", { content: wish })).json();
    expect(answer.response).toMatch(
      /^None of 4 attempts passed the check\. This is the best one.*\n\nThe policy says two\. \[1\]$/,
    );
    expect(answer).toMatchObject({ status: "Completed", citations: [{ document: expect.any(String) }] });
    expect(model.requests).toHaveLength(9);
  });

  test("a wish without a fitting clause is searched in other words before the answer says so", async () => {
    const nothing: TestAnswer = { content: { answerable: false, sentences: [] } };
    model.respondWith([
      ...opening,
      ...Array.from({ length: 7 }, (_, index) => (index % 2 ? { content: { text: `words ${index}` } } : nothing)),
    ]);
    const answer = await (await ask("dana", { content: wish })).json();
    expect(answer).toMatchObject({ status: "Completed", citations: [] });
    expect(answer.response).toContain("found nothing in the terms");
    expect(promptsOf().filter((prompt) => prompt.includes("did not lead to an answer"))).toHaveLength(3);
  });

  test("a model that fails leaves the session to be tried again, in words", async () => {
    model.respondWith({ status: 400, message: "no" });
    const answer = await (await ask("dana", { content: wish })).json();
    expect(answer).toMatchObject({ status: "Error", citations: [], response: expect.stringContaining("is saved") });
  });
});

describe("a request", () => {
  test("is refused with the right status when it is not valid", async () => {
    const cases: [number, Promise<Response>][] = [
      [401, ask(null, { content: wish })],
      [403, ask("sam", { content: wish })],
      [422, ask("dana", {})],
      [422, ask("dana", { content: " \u200b " })],
      [422, ask("dana", { content: "x".repeat(1_001) })],
      [422, ask("dana", { content: wish, workflow: "insurance-claims" })],
      [400, ask("dana", "{")],
      [413, ask("dana", { content: "x".repeat(70_000) })],
      [415, ask("dana", wish, { "content-type": "text/plain" })],
    ];
    for (const [status, answer] of cases) {
      const response = await answer;
      expect([response.status, response.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    }
  });

  test("of 1,000 characters is read", async () => {
    expect((await ask("dana", { content: "bike ".repeat(200) })).status).toBe(200);
  });

  test("with an Idempotency-Key is answered once, apart from other operations with that key", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const before = await prisma.session.count();
    const first = await (await ask("dana", { content: wish }, headers)).json();
    expect(await (await ask("dana", { content: wish }, headers)).json()).toEqual(first);
    expect(await prisma.session.count()).toBe(before + 1);
    expect((await execute(request("/execute", "dana", { content: wish }, headers), plain)).status).toBe(422);
  });

  test("that is not a wish is answered in words, and waits", async () => {
    const answer = await (await ask("dana", { content: "Quiero asegurar mi bicicleta contra robo, por favor" })).json();
    expect(answer).toMatchObject({ status: "WaitingForInput", citations: [] });
    expect(answer.response).toContain("English");
  });
});
