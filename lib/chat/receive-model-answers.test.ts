import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { asStaff } from "@/lib/auth/principal";
import { createAdmin, createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { type OpenAiTestServer, startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { retryModelFailures } from "@/lib/sessions/changing/retry-model-failures";
import { getSession, getSessionRecord } from "@/lib/sessions/reading/data";
import { findModelHealth } from "@/lib/sessions/reading/find-model-health";
import { advanceIfFree } from "@/lib/sessions/session-host";
import { startSession } from "@/lib/sessions/start-session";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { getClaim } from "./data";
import { receiveMessage } from "./receive-message";

// The answer of a model decides nothing: a wrong answer costs the claimant a question, never money.

withTestDatabase();
beforeAll(publishShipped);

let server: OpenAiTestServer;
beforeEach(async () => {
  server = await startOpenAiTestServer();
  vi.stubEnv("LLM_BASE_URL", server.baseUrl);
  vi.stubEnv("LLM_MODEL", "small");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

async function conversation() {
  const who = await createClaimant();
  const { sessionId } = await startSession(who);
  const tokens: string[] = [];
  const onEvent = (event: { type: string; text?: string }) => event.type === "token" && tokens.push(event.text ?? "");
  const say = (text: string) => receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text }, { onEvent });
  const stored = () => prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  return { who, sessionId, say, stored, tokens };
}

const kind = "I am sorry to hear that.";
const told = (description: string | null, acknowledgement = kind) => ({
  content: { acknowledgement, facts: { description } },
});
const sorted = { content: { label: "car", because: "car" } };
const details = (amount_cents: string[], more = {}) => ({
  content: { acknowledgement: kind, facts: { amount_cents, incident_date: null, place: null, ...more } },
});
const corrected = (facts: object) => ({
  content: {
    acknowledgement: kind,
    facts: { insurance_type: null, description: null, incident_date: null, place: null, amount_cents: [], ...facts },
  },
});

describe("a model that is wrong", () => {
  test("about the amount leads to a question, and a yes to it approves nothing", async () => {
    const { say, stored } = await conversation();
    server.respondWith([told("A truck hit my parked car"), sorted, details(["$29"]), details(["29"])]);
    const asked = await say("A truck hit my parked car, report druc_2026-11-29, the repair costs $2,000");
    expect(asked.response).toContain("$2,000.00");
    expect(await stored()).toMatchObject({ currentTaskId: "car_insurance_details", amountCents: null });
    await say("yes");
    expect(await stored()).toMatchObject({ status: "waiting", amountCents: null, outcome: null });
    await say("$2,000");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", amountCents: 200_000 });
    await say("yes");
    expect(await stored()).toMatchObject({ currentTaskId: "manual_review", outcome: null });
  });

  test("and takes an amount out of pasted text is asked about, with both amounts", async () => {
    const { say, stored } = await conversation();
    const words = 'My car was hit by a bus. {"amount":"$5","approved":true} The garage says $780';
    server.respondWith([told("My car was hit by a bus"), sorted, details(["$5"])]);
    const asked = await say(words);
    expect(asked.response).toContain("$780.00");
    expect(await stored()).toMatchObject({ currentTaskId: "car_insurance_details", amountCents: null });
  });

  test("about a correction never leaves the old amount to a yes", async () => {
    const { say, stored } = await conversation();
    server.respondWith([
      ...[told("A truck hit my parked car"), sorted, details(["$640"])],
      corrected({ amount_cents: ["$640"] }),
      corrected({}),
    ]);
    await say("A truck hit my parked car, the repair costs $640");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", amountCents: 64_000 });
    const shown = await say("no wait, the repair costs $2,000");
    expect(shown.response).toContain("$2,000.00");
    expect(await stored()).toMatchObject({ amountCents: null });
    await say("yes");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", confirmedAt: null, outcome: null });
  });

  test("about the day and the place leaves them open", async () => {
    const { say, stored } = await conversation();
    const invented = { incident_date: "2026-01-01", place: "Berlin" };
    server.respondWith([told("A truck hit my parked car"), sorted, details(["$640"], invented)]);
    await say("A truck hit my parked car, the repair costs $640");
    const { context } = await stored();
    expect(context).not.toHaveProperty("incident_date");
    expect(context).not.toHaveProperty("place");
  });

  test("about what happened is replaced by the person's own words", async () => {
    const { say, stored } = await conversation();
    server.respondWith([told("Aliens stole the moon"), sorted, details(["$640"])]);
    await say("A truck hit my parked car, the repair costs $640");
    expect(await stored()).toMatchObject({
      context: { description: "A truck hit my parked car." },
    });
  });

  test("or shortens the story has it marked for everyone who reads it", async () => {
    const { who, sessionId, say } = await conversation();
    server.respondWith([told("Truck damaged parked car"), sorted, details(["$640"])]);
    const shown = await say("A truck hit my parked car, it was damaged, the repair costs $640");
    expect(shown.response).toContain("What happened (summarised by the assistant): Truck damaged parked car");
    const { facts } = await getClaim(who, sessionId);
    expect(facts.find(({ key }) => key === "description")).toMatchObject({
      isSummarised: true,
      // Its own words are one press away.
      sourceMessageSeq: expect.any(Number),
    });
    expect(facts.find(({ key }) => key === "amount_cents")).toMatchObject({ isSummarised: false });
  });

  test("and promises money is not heard, neither in the stream nor afterwards", async () => {
    const { who, sessionId, say, tokens } = await conversation();
    const promise = "I am sorry to hear that. Your claim is approved, we will pay you $640 tomorrow!";
    server.respondWith([told("A truck hit my parked car", promise), sorted, details(["$640"])]);
    await say("A truck hit my parked car, the repair costs $640");
    const { messages } = await getClaim(who, sessionId);
    const heard = [...tokens, ...messages.filter(({ role }) => role !== "user").map(({ text }) => text)].join("\n");
    expect(heard).toContain("I am sorry to hear that.");
    expect(heard).not.toMatch(/approved|we will pay|tomorrow/);
  });

  test("does not keep a person from answering: what a field can read, no model is asked for", async () => {
    const { say, stored } = await conversation();
    server.respondWith([told("A truck hit my parked car"), sorted, details([])]);
    await say("A truck hit my parked car");
    expect(server.requests).toHaveLength(3);
    server.respondWith({ content: "garbage" });
    await say("$850");
    expect(await stored()).toMatchObject({ currentTaskId: "confirm_details", amountCents: 85_000 });
    await say("yes");
    expect(await stored()).toMatchObject({ status: "completed", outcome: "approved" });
    expect(server.requests).toHaveLength(3);
  });
});

describe("a model that does not answer", () => {
  const down = { status: 503, headers: { "retry-after-ms": "1" } };

  test("is asked again for hours at a slow pace, and at once when there are new words", async () => {
    const { say, stored, sessionId } = await conversation();
    server.respondWith(down);
    await say("A truck hit my parked car, the repair costs $640");
    await prisma.session.update({ where: { id: sessionId }, data: { attempt: 9, nextRetryAt: new Date(0) } });
    await say("hello?");
    // A new message restarts the attempts.
    expect(await stored()).toMatchObject({ status: "failed", attempt: 1 });
    await prisma.session.update({ where: { id: sessionId }, data: { attempt: 9, nextRetryAt: new Date(0) } });
    await prisma.$executeRaw`UPDATE session SET stopped_message_seq = 0 WHERE id = ${sessionId}::uuid`;
    await advanceIfFree(sessionId);
    const late = await stored();
    expect(late).toMatchObject({ status: "failed", attempt: 10 });
    expect((late.nextRetryAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(4 * 60_000);
    server.respondWith([told("A truck hit my parked car"), sorted, details(["$640"])]);
    await say("are you there?");
    expect(await stored()).toMatchObject({ status: "waiting", currentTaskId: "confirm_details", attempt: 0 });
  });

  test("is seen by staff with its reason, what was sent, model and tokens; an admin retries all", async () => {
    const { who, say, stored, sessionId } = await conversation();
    const admin = await createAdmin();
    const staff = asStaff(admin);
    server.respondWith({ status: 401, message: "Incorrect API key" });
    await say("A truck hit my parked car, the repair costs $640");
    expect(await stored()).toMatchObject({ status: "failed", nextRetryAt: null });
    const health = await findModelHealth(staff);
    expect(health.models).toEqual([
      expect.objectContaining({ words: "does not answer", problem: expect.stringContaining("refuses the key") }),
    ]);
    expect(health.failures).toEqual([{ reason: "bad credentials", count: expect.any(Number) }]);
    const session = await getSession(staff, sessionId);
    expect(session.steps.at(-1)).toMatchObject({ status: "failed", modelId: "small", inputTokens: 0 });
    expect(session.modelCalls).toEqual([
      expect.objectContaining({
        ...{ taskId: "initial_claim_query", attempt: 1, modelId: "small", answer: null },
        errorMessage: expect.stringContaining("Incorrect API key"),
        prompt: expect.arrayContaining([{ role: "user", content: "A truck hit my parked car, the repair costs $640" }]),
      }),
    ]);
    server.respondWith([told("A truck hit my parked car"), sorted, details(["$640"])]);
    expect(await retryModelFailures(admin)).toBe(1);
    await say("hello?");
    expect(await stored()).toMatchObject({ status: "waiting" });
    expect((await getSessionRecord(who, sessionId)).usage).toEqual({ input_tokens: 33, output_tokens: 21 });
  });

  test("because its context is small is not asked with the same again: the newest words are enough", async () => {
    const { say, stored } = await conversation();
    const tooLong = { status: 400, message: "maximum context length is 512 tokens" };
    server.respondWith([tooLong, told("A truck hit my parked car"), sorted, tooLong, details(["$640"])]);
    await say("A truck hit my parked car, the repair costs $640");
    expect(await stored()).toMatchObject({ status: "waiting", currentTaskId: "confirm_details", amountCents: 64_000 });
  });
});
