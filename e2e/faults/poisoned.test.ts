import { beforeAll, expect, test, vi } from "vitest";
import { POST as execute } from "@/app/execute/route";
import { asClaimant } from "@/lib/auth/principal";
import { createAdmin } from "@/lib/auth/test-person";
import { getClaim } from "@/lib/chat/data";
import { retryTurn } from "@/lib/chat/mutations";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { defaultMaxStarts } from "@/lib/engine/storage-kit";
import { retrySession } from "@/lib/sessions/changing/retry-session";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { type Child, startPoisoned, startProcess, withProcesses } from "./processes/processes";
import { minutes } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant } from "./setup/people";
import { onlyKind } from "./setup/workflows";

withTestDatabase();
withProcesses();

const poisons = ["exit", "block"] as const;
type Poison = (typeof poisons)[number];

const saying = (id: string, message: string): GraphDefinitionInput => {
  const { tasks, ...rest } = onlyKind("say");
  return { ...rest, id, tasks: tasks.map((task) => (task.kind === "say" ? { ...task, config: { message } } : task)) };
};
beforeAll(async () => {
  for (const words of [...poisons, "hello"]) await publishWorkflow(saying(words, words));
});

const stored = (id: string) => prisma.session.findUniqueOrThrow({ where: { id } });

/** Moves the times of every open session back: leases end, and retries are due. */
const letTimePass = () => prisma.$executeRaw`
  UPDATE session SET updated_at = updated_at - interval '1 minute', lease_until = lease_until - interval '1 minute'
  WHERE status NOT IN ('completed', 'cancelled')`;

/** Runs a worker until it has started the session's step again and that has crashed it. */
async function workUntilStarted(sessionId: string, poison: Poison): Promise<void> {
  const before = (await stored(sessionId)).begun;
  const worker = startPoisoned({ DATABASE_URL: process.env.DATABASE_URL ?? "" });
  const begins = async () => {
    const { begun, lastTryVersion } = await stored(sessionId);
    // The last try is recorded when its task starts, and not yet with its lease.
    return begun > before && (begun < defaultMaxStarts || lastTryVersion !== null);
  };
  await vi.waitUntil(begins, { timeout: 60_000, interval: 50 });
  // A blocked worker does not end by itself: the test kills it.
  if (poison === "exit") await vi.waitUntil(worker.hasEnded, { timeout: 30_000, interval: 20 });
  await worker.kill();
  await letTimePass();
}

test.each(poisons)(
  "a session whose task makes its process %s is set aside after three processes",
  {
    timeout: minutes(3),
  },
  async (poison) => {
    const claimant = await newClaimant();
    const poisoned = (await startSession(claimant, { workflowId: poison })).sessionId;
    const others = await Promise.all(
      Array.from({ length: 20 }, async () => (await startSession(claimant, { workflowId: "hello" })).sessionId),
    );
    // The poisoned session has waited longest.
    await letTimePass();
    await prisma.$executeRaw`UPDATE session SET updated_at = now() - interval '1 day' WHERE id = ${poisoned}::uuid`;
    const statusesOf = async (ids: string[]) =>
      (await prisma.session.groupBy({ by: ["status"], where: { id: { in: ids } } })).map(({ status }) => status);

    for (const begun of [1, 2, 3]) {
      await workUntilStarted(poisoned, poison);
      expect(await stored(poisoned)).toMatchObject({ status: "ready", begun });
      // The poisoned session starts first, once; then all others come before it.
      if (begun === 2) expect(await statusesOf(others)).toContain("completed");
    }
    const late = (await startSession(claimant, { workflowId: "hello" })).sessionId;
    await letTimePass();
    const worker: Child = startPoisoned({ DATABASE_URL: process.env.DATABASE_URL ?? "" });
    const isSetAside = async () => (await stored(poisoned)).isSetAside;
    await vi.waitUntil(isSetAside, { timeout: 30_000, interval: 50 });
    await expect.poll(() => statusesOf([late, ...others]), { timeout: 30_000 }).toEqual(["completed"]);
    expect(worker.hasEnded()).toBe(false);
    expect(await prisma.step.findMany({ where: { sessionId: poisoned } })).toMatchObject([
      {
        status: "failed",
        taskId: "thank",
        errorCode: "step_never_ended",
        nextRetryAt: null,
        errorMessage: expect.stringContaining("was started 3 times and never ended"),
      },
    ]);

    // The claimant reads that it failed; neither a retry nor a message of theirs starts it again.
    const answer = await execute(
      new Request("http://localhost/execute", {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${claimant.key}` },
        body: JSON.stringify({ session_id: poisoned, content: "Hello?" }),
      }),
      { params: Promise.resolve({}) },
    );
    expect(await answer.json()).toMatchObject({
      status: "Error",
      response: expect.stringContaining("message is saved"),
    });
    expect((await getClaim(asClaimant(claimant), poisoned)).failure).toMatchObject({ reason: "set_aside" });
    await retryTurn(asClaimant(claimant), poisoned);
    await letTimePass();
    const after = (await startSession(claimant, { workflowId: "hello" })).sessionId;
    await letTimePass();
    await expect.poll(() => statusesOf([after]), { timeout: 30_000 }).toEqual(["completed"]);
    expect([worker.hasEnded(), await stored(poisoned)]).toMatchObject([false, { isSetAside: true, begun: 0 }]);
    await worker.kill();

    // The cause is repaired; a retry by staff counts from zero.
    await retrySession(await createAdmin(), poisoned);
    expect(await stored(poisoned)).toMatchObject({ status: "ready", isSetAside: false, begun: 0 });
    await letTimePass();
    const mended = await startProcess({ DATABASE_URL: process.env.DATABASE_URL ?? "" });
    await expect.poll(() => statusesOf([poisoned]), { timeout: 30_000 }).toEqual(["completed"]);
    await mended.kill();
    const violations = await withDatabase(process.env.DATABASE_URL, (database) =>
      checkInvariants(database, [poisoned, ...others, late, after]),
    );
    expect(violations).toEqual([]);
    count({ "poisoned sessions": 1 });
  },
);
