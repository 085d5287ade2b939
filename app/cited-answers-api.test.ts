import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { GET as readReview } from "@/app/api/v1/reviews/[id]/route";
import { GET as listReviews } from "@/app/api/v1/reviews/route";
import { POST as execute } from "@/app/execute/route";
import { GET as readSession } from "@/app/session/[id]/route";
import { hashApiKey } from "@/lib/auth/api-key";
import { prisma } from "@/lib/db/client";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { type OpenAiTestServer, startOpenAiTestServer, type TestAnswer } from "@/lib/llm/openai-test-server";
import { storePassages } from "@/lib/search/evaluation/store-passages";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";

withTestDatabase();

const clause = "Water that backs up from a drain is covered up to $5,000.";
const task = (id: string, kind: string, config: object) => ({ id, kind, label: id, config: { ...config } });
const edge = (id: string, from: string, to: string, verdict?: string) => ({
  ...{ id, from, to },
  ...(verdict && { condition: { field: "check.verdict", op: "eq" as const, value: verdict } }),
});
const about = { instructions: "Be brief.", question: "Is a drain covered?", passages: ["passages"] };

/** Answers one question, at most four times, and tells the best answer; then a reviewer reads it. */
const workflow: GraphDefinitionInput = {
  ...{ id: "answers", name: "Answers", startTaskId: "find" },
  tasks: [
    task("find", "search", { collections: ["terms"], query: "Is a drain covered?", limit: 3, into: "passages" }),
    task("write", "compose", { ...about, criticism: "check.criticism", into: "draft" }),
    task("judge", "grade", { ...about, composed: "draft", maxTries: 4, into: "check" }),
    task("tell", "say", { message: "{{ check.best.answer }}", citations: "check.best" }),
    task("hand_over", "say", { message: "A person looks at it." }),
    task("review", "review", { queue: "coverage", question: "Well?", dueIn: "PT1H", announcement: "One moment." }),
    task("letter", "letter", { letter: "It is over." }),
  ],
  edges: [
    edge("e1", "find", "write"),
    edge("e2", "write", "judge"),
    edge("again", "judge", "find", "retry"),
    edge("e3", "judge", "tell"),
    edge("e4", "tell", "hand_over"),
    edge("e5", "hand_over", "review"),
    edge("e6", "review", "letter"),
  ],
};

const keys = { dana: randomUUID(), ana: randomUUID() };
let server: OpenAiTestServer;
beforeAll(async () => {
  for (const [name, role] of [
    ["dana", "claimant"],
    ["ana", "reviewer"],
  ] as const) {
    const apiKeys = { create: { hash: hashApiKey(keys[name]), label: "test" } };
    const person = { name, email: `${name}@example.com`, passwordHash: "", queues: ["coverage"] };
    await prisma.user.create({ data: { ...person, roles: [role], apiKeys } });
  }
  await storePassages((text, values) => pool().query(text, values), { name: "terms" }, [clause, "Theft is covered."]);
  await publishWorkflow(workflow);
});
beforeEach(async () => {
  server = await startOpenAiTestServer();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

const request = (path: string, who: keyof typeof keys, body?: object) =>
  new Request(`http://localhost:3000${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${keys[who]}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const plain = { params: Promise.resolve({}) };
const withId = (id: string) => ({ params: Promise.resolve({ id }) });
const ask = async () =>
  (await execute(request("/execute", "dana", { workflow: "answers", content: "Hello" }), plain)).json();

const cited = (quote: string) => [
  { passage: expect.any(String), quote, document: "Document of terms", heading: "", version: 1 },
];

it("an answer has its sources in /execute, in the session and in the review", async () => {
  const answer = await ask();
  const text = `The policy says: “${clause}” [1]`;
  expect(answer).toMatchObject({
    response: expect.stringContaining(text),
    citations: cited(clause),
    waiting_for: "reviewer",
  });
  const record = await (
    await readSession(request(`/session/${answer.session_id}`, "dana"), withId(answer.session_id))
  ).json();
  expect(record.chat_history).toMatchObject([
    { content: "Hello" },
    { content: text, citations: cited(clause) },
    { content: "A person looks at it." },
    { content: "One moment." },
  ]);
  expect(record.chat_history.filter((message: object) => "citations" in message)).toHaveLength(1);
  const { reviews } = await (await listReviews(request("/api/v1/reviews", "ana"), plain)).json();
  const review = await (
    await readReview(request(`/api/v1/reviews/${reviews[0].id}`, "ana"), withId(reviews[0].id))
  ).json();
  expect(review.messages[1]).toMatchObject({ text, citations: cited(clause) });
  expect(review.messages[2]).not.toHaveProperty("citations");
});

const written = (text: string, quote: string): TestAnswer => ({
  content: { answerable: true, sentences: [{ text, passage: 1, quote }] },
});
const judged = (score: number): TestAnswer => ({ content: { supported: true, score, criticism: `It has ${score}.` } });
const withModel = (script: TestAnswer[]) => {
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "writer");
  server.respondWith(script);
};

it("a second answer knows what was wrong with the first, and the better one is told", async () => {
  withModel([
    written("So so.", "backs up from a drain"),
    judged(0.3),
    written("The policy says yes.", clause),
    judged(0.9),
  ]);
  const answer = await ask();
  expect(answer).toMatchObject({
    response: expect.stringContaining("The policy says yes. [1]"),
    citations: cited(clause),
  });
  expect(answer.response).not.toContain("So so.");
  expect(String(server.requests[2]?.body.messages.at(-1)?.content)).toContain(
    "What was wrong with the last try: <data>It has 0.3.</data>",
  );
});

it("of four answers that are not good the best one is kept, and a failing check passes none", async () => {
  const tries = [0.2, 0.6, 0.1, 0.4].flatMap((score) => [
    written(`The policy says it for the ${score === 0.6 ? "best" : "other"} time.`, "backs up from a drain"),
    judged(score),
  ]);
  withModel(tries);
  expect(await ask()).toMatchObject({
    response: expect.stringContaining("The policy says it for the best time. [1]"),
    citations: cited("backs up from a drain"),
  });
  expect(server.requests).toHaveLength(8);
  withModel([written("The policy says yes.", clause), { content: "I pass it." }]);
  const failed = await ask();
  expect(failed).toMatchObject({ status: "Error", current_task_id: "judge" });
  expect(failed.response).not.toContain("The policy says");
});
