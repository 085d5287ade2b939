import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { ExecuteAnswer } from "@/lib/http/openapi/api-schema";
import { advanceSession } from "@/lib/sessions/advance-session";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { runConcurrently } from "./claims/claims";
import { type Cluster, startCluster } from "./processes/cluster";
import { withProcesses } from "./processes/processes";
import { call, sayTurn } from "./setup/client";
import { doses } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant, newReviewer } from "./setup/people";
import { faultClaims, onlyKind } from "./setup/workflows";

withTestDatabase();
withProcesses();

let cluster: Cluster;
beforeAll(async () => {
  await publishWorkflow(faultClaims);
  await publishWorkflow(onlyKind("review"));
  cluster = await startCluster(2, { DATABASE_URL: process.env.DATABASE_URL ?? "" });
});

const timesEach = Math.ceil(doses.repeats / 3);
const story = "Somebody hit my parked car, the garage says $300";

afterEach(async () => {
  count({ repeats: timesEach });
  await withDatabase(process.env.DATABASE_URL, async (database) => {
    expect(await checkInvariants(database)).toEqual([]);
  });
});

test("a message that is sent twice at the same instant is stored once, and both requests get its answer", async () => {
  const claimant = await newClaimant();
  await runConcurrently(timesEach, 4, async () => {
    const { sessionId } = await startSession(claimant, { workflowId: faultClaims.id });
    const body = { sessionId, clientMessageId: randomUUID(), text: story };
    const send = () => sayTurn({ url: cluster.anyUrl(), key: claimant.key, body }, () => {});
    const [one, other] = (await Promise.all([send(), send()])).map((reply) =>
      reply.type === "answer" ? reply.body : expect.unreachable(JSON.stringify(reply)),
    );
    expect([one?.duplicate, other?.duplicate].sort()).toEqual([false, true]);
    expect(one?.response).toBe(other?.response);
    expect(await prisma.message.count({ where: { sessionId, role: "user" } })).toBe(1);
  });
});

test("a request whose answer was lost gets the first answer when it is repeated with its key", async () => {
  const claimant = await newClaimant();
  await runConcurrently(timesEach, 4, async () => {
    const key = randomUUID();
    const execute = (signal?: AbortSignal) =>
      call<ExecuteAnswer>({
        url: `${cluster.anyUrl()}/execute`,
        key: claimant.key,
        signal,
        headers: { "idempotency-key": key },
        body: { content: story, workflow: faultClaims.id },
      });
    const aborting = new AbortController();
    const lost = execute(aborting.signal);
    const isTaken = async () => (await prisma.idempotentRequest.count({ where: { key } })) === 1;
    await vi.waitUntil(isTaken, { timeout: 30_000, interval: 5 });
    aborting.abort();
    await lost;
    const answer = await untilAnswered(execute);
    expect(await untilAnswered(execute)).toEqual(answer);
    const first = await prisma.idempotentRequest.findFirstOrThrow({ where: { key } });
    expect(answer).toEqual(first.response);
    expect(await prisma.message.count({ where: { sessionId: answer.session_id, role: "user" } })).toBe(1);
  });
  expect(await prisma.session.count({ where: { claimantId: claimant.userId } })).toBe(timesEach);
});

test("a decision that a reviewer sends twice is one decision", async () => {
  const [claimant, { key }] = [await newClaimant(), await newReviewer()];
  await runConcurrently(timesEach, 4, async () => {
    const { sessionId } = await startSession(claimant, { workflowId: onlyKind("review").id });
    await advanceSession(sessionId);
    const { id } = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
    const body = { verdict: "reject", reason: "It is not covered.", expected_version: 1 };
    const decide = () => call<{ id: string }>({ url: `${cluster.anyUrl()}/api/v1/reviews/${id}/decision`, key, body });
    const replies = [...(await Promise.all([decide(), decide()])), await decide()];
    const ids = replies.map((reply) => (reply.type === "answer" ? reply.body.id : reply));
    expect(new Set(ids).size).toBe(1);
    expect(await prisma.decision.count({ where: { sessionId, id: String(ids[0]) } })).toBe(1);
  });
});

/** Repeats the request until it is answered; a refusal must say when to try again. */
async function untilAnswered(execute: () => ReturnType<typeof call<ExecuteAnswer>>): Promise<ExecuteAnswer> {
  for (;;) {
    const reply = await execute();
    if (reply.type === "answer") return reply.body;
    expect(reply).toMatchObject({ type: "refusal", retryAfterSeconds: expect.any(Number) });
    await delay(100);
  }
}
