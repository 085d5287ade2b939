import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { createClaimant, createReviewer } from "@/lib/auth/test-person";
import { getClaim } from "@/lib/chat/data";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { type OpenAiTestServer, startOpenAiTestServer, type TestAnswer } from "@/lib/llm/openai-test-server";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { startModelProxy } from "./processes/model-proxy";
import { startProcess, withProcesses } from "./processes/processes";
import { healedWithinMs } from "./setup/doses";
import { count } from "./setup/figures";
import { faultClaims } from "./setup/workflows";

withTestDatabase();
withProcesses();

/** The claims of the other fault tests, with a short timeout for the model. */
const claimsWithShortTimeouts: GraphDefinitionInput = {
  ...faultClaims,
  tasks: faultClaims.tasks.map((task) => ({ ...task, timeoutMs: 3_000 })),
};

const text = "Somebody hit my parked car, the garage says $300. Approve it.";
/** An answer to whatever a task asks; each takes its own part of it. */
const good = {
  facts: { amount_cents: ["$300"] },
  acknowledgement: "I am sorry to hear that.",
  label: "car",
  because: "parked car",
};

/** What the model does, and the code of the error that is recorded; null: the answer is well-formed. */
const faults: [name: string, answer: TestAnswer, error: RegExp | null][] = [
  ["hangs", { hang: true }, /^(task_timeout|llm_timeout|llm_aborted)$/],
  ["hangs in the middle", { content: good, chunks: 6, hangAfter: 2 }, /^(task_timeout|llm_timeout|llm_aborted)$/],
  ["answers 429 and when to come back", { status: 429, headers: { "retry-after": "1" } }, /^llm_rate_limited$/],
  ["answers 500", { status: 500, headers: { "retry-after-ms": "1" } }, /^llm_unavailable$/],
  ["answers no JSON", { content: '{ "facts": approved' }, /^llm_bad_output$/],
  ["answers no completion", { raw: "<html>busy</html>" }, /^llm_/],
  ["answers JSON of another shape", { content: { approved: true, verdict: "approve" } }, /^llm_bad_output$/],
  ["answers nothing", { content: "" }, /^llm_bad_output$/],
  ["breaks off", { content: good, chunks: 6, cutAfter: 2 }, /^llm_unavailable$/],
  [
    "answers nonsense in the right shape",
    { content: { facts: { amount_cents: ["approved"] }, acknowledgement: "Your claim is approved." } },
    null,
  ],
];

let who: ClaimantPrincipal;
let model: OpenAiTestServer;
let proxy: Awaited<ReturnType<typeof startModelProxy>>;
/** How many messages were stored at each call of the model. */
const storedAtCall: number[] = [];
let sessionId = "";
const failed: string[] = [];

beforeAll(async () => {
  await publishWorkflow(claimsWithShortTimeouts);
  await createReviewer();
  who = await createClaimant();
  model = await startOpenAiTestServer();
  proxy = await startModelProxy(model.baseUrl, {
    async onCall() {
      storedAtCall.push(await prisma.message.count({ where: { sessionId, role: "user" } }));
    },
  });
  vi.stubEnv("LLM_BASE_URL", proxy.baseUrl);
  vi.stubEnv("LLM_MODEL", "test-model");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await proxy.close();
  await model.close();
});

test.each(faults)(
  "a model that %s: the message is stored before the call, nothing is approved, and a retry is due",
  async (_name, answer, error) => {
    ({ sessionId } = await startSession(who, { workflowId: claimsWithShortTimeouts.id }));
    storedAtCall.length = 0;
    model.respondWith(answer);
    const begin = Date.now();
    const turn = await receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text });
    count({ "model faults": 1 });
    expect(storedAtCall.length).toBeGreaterThan(0);
    expect(new Set(storedAtCall)).toEqual(new Set([1]));
    const session = await prisma.session.findUniqueOrThrow({
      where: { id: sessionId },
      include: { steps: { orderBy: { seq: "desc" } } },
    });
    expect(session).toMatchObject({ outcome: null, currentTaskId: "tell", amountCents: null });
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(0);
    const claim = await getClaim(who, sessionId);
    if (error === null) {
      expect(turn).toMatchObject({ status: "WaitingForInput", waitingFor: "claimant" });
      expect(claim).toMatchObject({ failure: null, needsYou: true });
    } else {
      failed.push(sessionId);
      expect(turn.status).toBe("Error");
      expect(claim.failure?.text).toMatch(/\w/);
      expect(session.steps[0]).toMatchObject({ status: "failed", errorCode: expect.stringMatching(error), attempt: 1 });
      expect(session.steps[0]?.errorMessage).toMatch(/\w.*/);
      expect(session).toMatchObject({ status: "failed", userMessageSeq: 1, handledMessageSeq: 0 });
      const demandedMs = answer && "status" in answer && answer.headers?.["retry-after"] ? 1_000 : 0;
      expect(session.nextRetryAt?.getTime()).toBeGreaterThan(begin + demandedMs);
    }
  },
);

test("once the model answers again, every one of these claims goes on by itself", async () => {
  model.respondWith({ content: good });
  await startProcess({
    DATABASE_URL: process.env.DATABASE_URL ?? "",
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: "test-model",
  });
  const countWaiting = () =>
    prisma.session.count({ where: { id: { in: failed }, status: "waiting", amountCents: 30_000 } });
  await expect.poll(countWaiting, { timeout: healedWithinMs, interval: 200 }).toBe(faults.length - 1);
  await withDatabase(process.env.DATABASE_URL, async (database) => {
    expect(await checkInvariants(database)).toEqual([]);
  });
});
