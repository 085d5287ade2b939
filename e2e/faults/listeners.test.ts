import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getClaim } from "@/lib/chat/data";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkSteps } from "./claims/check-acknowledged";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { startModelProxy } from "./processes/model-proxy";
import { startProcess, withProcesses } from "./processes/processes";
import { doses } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant } from "./setup/people";
import { faultClaims } from "./setup/workflows";

withTestDatabase();
withProcesses();
beforeAll(() => publishWorkflow(faultClaims));

const acknowledgement = "I am sorry to hear that your car was hit. I will note what the garage wants for the repair.";
const answer = { facts: { amount_cents: ["$300"] }, acknowledgement, label: "car", because: "parked car" };

/** While set, the model waits for it: the client aborts first. */
let untilAborted: Promise<void> | undefined;
let hasCalled = false;
const cleanups: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
});

async function startModel() {
  const model = await startOpenAiTestServer();
  model.respondWith({ content: answer, chunks: 12 });
  const proxy = await startModelProxy(model.baseUrl, {
    async onCall() {
      hasCalled = true;
    },
    onPiece: async () => untilAborted,
  });
  cleanups.push(proxy.close, model.close);
  return proxy.baseUrl;
}

test("a turn whose client disconnects in the middle of the answer ends on the server, and shows once", async () => {
  const who = await newClaimant();
  const variables = { DATABASE_URL: process.env.DATABASE_URL ?? "", GRAPHFLOW_WORKER: "off" };
  const { url } = await startProcess({ ...variables, LLM_BASE_URL: await startModel(), LLM_MODEL: "test-model" });
  const sessionIds: string[] = [];
  for (let index = 0; index < doses.lostListeners; index++) {
    const { sessionId } = await startSession(who, { workflowId: faultClaims.id });
    sessionIds.push(sessionId);
    const { promise, resolve: goOn } = Promise.withResolvers<void>();
    untilAborted = promise;
    hasCalled = false;
    const leaving = new AbortController();
    const listening = fetch(`${url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${who.key}` },
      body: JSON.stringify({
        sessionId,
        clientMessageId: randomUUID(),
        text: "Somebody hit my parked car, it costs $300",
      }),
      signal: leaving.signal,
    });
    // Every other client disconnects after the first words, the others before the model has answered.
    if (index % 2 === 0) await readFirstWords(await listening);
    else await vi.waitUntil(() => hasCalled, { timeout: 30_000, interval: 5 });
    leaving.abort();
    untilAborted = undefined;
    goOn();
    await expect(listening.then((response) => response.text())).rejects.toThrow(/abort/i);
  }
  count({ "listeners lost": sessionIds.length });

  const arrived = () =>
    prisma.session.count({ where: { id: { in: sessionIds }, status: "waiting", currentTaskId: "confirm" } });
  await expect.poll(arrived, { timeout: 30_000 }).toBe(sessionIds.length);
  for (const sessionId of sessionIds) {
    const { messages } = await getClaim(who, sessionId);
    expect(messages.filter(({ text }) => text === acknowledgement)).toHaveLength(1);
    expect(messages.filter(({ role }) => role === "user")).toHaveLength(1);
  }
  await withDatabase(process.env.DATABASE_URL, async (database) => {
    const steps = { tell: 1, sort: 1, confirm: 1 };
    expect(
      await checkSteps(
        database,
        sessionIds.map((sessionId) => ({ sessionId, steps })),
      ),
    ).toEqual([]);
    expect(await checkInvariants(database)).toEqual([]);
  });
});

async function readFirstWords(response: Response): Promise<void> {
  const reader = response.clone().body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes("text-delta"); ) text += (await reader?.read())?.value ?? "";
}
