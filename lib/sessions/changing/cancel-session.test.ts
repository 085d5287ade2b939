import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { createAdmin, createClaimant } from "@/lib/auth/test-person";
import { getClaim } from "@/lib/chat/data";
import { retryTurn, stopTurn, withdrawClaim } from "@/lib/chat/mutations";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { type OpenAiTestServer, startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { handOverRuns } from "../run-session";
import { advanceIfFree } from "../session-host";
import { startSession } from "../start-session";
import { PostgresSessionStorage } from "../storage";
import { cancelSession } from "./cancel-session";

withTestDatabase();

let model: OpenAiTestServer;
beforeAll(async () => {
  await publishShipped();
  model = await startOpenAiTestServer();
});
afterAll(() => model.close());
afterEach(() => vi.unstubAllEnvs());

/** A claimant whose message was sent to a model that never answers. */
async function beingAnswered() {
  const claimant = await createClaimant();
  const { sessionId } = await startSession(claimant);
  vi.stubEnv("LLM_BASE_URL", model.baseUrl);
  vi.stubEnv("LLM_MODEL", "test");
  model.respondWith({ hang: true });
  const asked = model.requests.length;
  const say = (text: string) => receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text });
  const turn = say("Somebody hit my parked car");
  await vi.waitFor(() => expect(model.requests.length).toBeGreaterThan(asked), { timeout: 10_000 });
  return { claimant, sessionId, say, turn };
}

const stored = (sessionId: string) => prisma.session.findUniqueOrThrow({ where: { id: sessionId } });

test("a process that stops records nothing in the sessions it runs, and they are due elsewhere at once", async () => {
  const { sessionId, turn } = await beingAnswered();
  const before = await stored(sessionId);
  expect(before).toMatchObject({ begun: 1, leaseToken: expect.any(String) });
  await Promise.all([handOverRuns(), expect(turn).rejects.toMatchObject({ code: "run_handed_over" })]);
  const { version, stepSeq, status } = before;
  expect(await stored(sessionId)).toMatchObject({
    version,
    stepSeq,
    status,
    begun: 0,
    leaseToken: null,
    leaseUntil: null,
  });
  vi.unstubAllEnvs();
  await advanceIfFree(sessionId);
  expect((await stored(sessionId)).stepSeq).toBeGreaterThan(stepSeq);
});

describe("a turn that its claimant stops", () => {
  test("ends at once, keeps the message, records the stop, and is not run again by itself", async () => {
    const { claimant, sessionId, turn } = await beingAnswered();
    await stopTurn(claimant, sessionId);
    expect(await turn).toMatchObject({ response: "", status: "Paused" });
    expect(await prisma.step.findFirst({ where: { sessionId }, orderBy: { seq: "desc" } })).toMatchObject({
      status: "failed",
      errorCode: "turn_cancelled",
    });
    const asked = model.requests.length;
    await advanceIfFree(sessionId);
    expect(model.requests).toHaveLength(asked);
    expect(await prisma.message.count({ where: { sessionId, role: "user" } })).toBe(1);
    expect(await prisma.$queryRaw`SELECT * FROM broken_links(${sessionId}::uuid)`).toEqual([]);
  });

  test("is not answered any more once the claim is over", async () => {
    for (const end of [
      ({ sessionId }: { sessionId: string }) =>
        createAdmin().then((admin) => cancelSession(admin, sessionId, "Filed twice")),
      ({ claimant, sessionId }: { claimant: ClaimantPrincipal; sessionId: string }) =>
        withdrawClaim(claimant, sessionId),
    ]) {
      const { claimant, sessionId, turn } = await beingAnswered();
      await stopTurn(claimant, sessionId);
      await turn;
      await end({ claimant, sessionId });
      const before = await stored(sessionId);
      expect(await getClaim(claimant, sessionId)).toMatchObject({ failure: null });
      await retryTurn(claimant, sessionId);
      expect(await stored(sessionId)).toEqual(before);
    }
  });

  test("is answered together with the next message, or at once when the claimant wants it after all", async () => {
    const stopped = await beingAnswered();
    await stopTurn(stopped.claimant, stopped.sessionId);
    await stopped.turn;
    vi.unstubAllEnvs();
    await stopped.say("and the garage says $480");
    expect(await stored(stopped.sessionId)).toMatchObject({ subject: "car", amountCents: 48_000 });

    const again = await beingAnswered();
    await stopTurn(again.claimant, again.sessionId);
    await again.turn;
    vi.unstubAllEnvs();
    await retryTurn(again.claimant, again.sessionId);
    expect(await stored(again.sessionId)).toMatchObject({ subject: "car", status: "waiting" });
  });

  test("is stopped by its own claimant only, and only while a run holds it", async () => {
    const { sessionId, claimant, turn } = await beingAnswered();
    await expect(stopTurn(await createClaimant(), sessionId)).rejects.toMatchObject({ code: "not_found" });
    await stopTurn(claimant, sessionId);
    await turn;
    await expect(stopTurn(claimant, sessionId)).rejects.toMatchObject({ code: "conflict" });
  });

  test("is stopped in another process too, with the next renewal of its lease", async () => {
    const { sessionId, turn } = await beingAnswered();
    // What another process does: it writes to the database and sends no notification.
    expect(await new PostgresSessionStorage(claimFacets).requestStop(sessionId)).toBe(true);
    expect(await turn).toMatchObject({ status: "Paused" });
  });
});

describe("a session that the admin cancels", () => {
  test("is over at once, also while a run holds it; that run commits nothing", async () => {
    const { sessionId, turn } = await beingAnswered();
    const ended = expect(turn).rejects.toMatchObject({ code: "session_cancelled" });
    await cancelSession(await createAdmin(), sessionId, "Filed twice");
    await ended;
    expect(await stored(sessionId)).toMatchObject({ status: "cancelled", statusMessage: "Filed twice", stepSeq: 0 });
    await expect(cancelSession(await createAdmin(), sessionId, "again")).rejects.toMatchObject({ code: "conflict" });
    await expect(cancelSession(await createAdmin(), randomUUID(), "x")).rejects.toMatchObject({ code: "not_found" });
  });
});
