import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { publishWorkflow } from "@/lib/workflows/publish-workflow";
import { advanceSession } from "./advance-session";
import { startJobs, stopJobs } from "./run-jobs";
import { startSession } from "./start-session";

// The alarm clock with the real pg-boss: nobody but it moves these sessions on.
withTestDatabase();
beforeAll(startJobs);
afterAll(stopJobs);

const letter = { id: "letter", kind: "letter", label: "Letter", config: { letter: "Goodbye." } };
const review = {
  id: "review",
  kind: "review",
  label: "Review",
  config: { queue: "claims", question: "Well?", dueInHours: 0.0002, announcement: "Wait." },
};

async function start(first: GraphDefinitionInput["tasks"][number]): Promise<string> {
  const id = `jobs_${first.id}`;
  const edges = [{ id: "e", from: first.id, to: "letter" }];
  await publishWorkflow({ id, name: id, startTaskId: first.id, tasks: [first, letter], edges });
  const { sessionId } = await startSession(await createClaimant(), { workflowId: id });
  await advanceSession(sessionId);
  return sessionId;
}

const stored = (sessionId: string) =>
  prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { waits: true } });
const becomes = (sessionId: string, state: object) =>
  vi.waitFor(async () => expect(await stored(sessionId)).toMatchObject(state), { timeout: 15_000, interval: 200 });

describe("the alarm clock", () => {
  test("lets a session that waits for a time go on when it has come, and not before", async () => {
    const sessionId = await start({ id: "pause", kind: "delay", label: "Pause", config: { hours: 0.0003 } });
    expect(await stored(sessionId)).toMatchObject({
      status: "waiting",
      waits: [{ audience: "timer", status: "open" }],
    });
    await advanceSession(sessionId);
    expect(await stored(sessionId)).toMatchObject({ status: "waiting", currentTaskId: "pause" });
    await becomes(sessionId, { status: "completed", waits: [{ audience: "timer", status: "answered" }] });
  });

  test("notes once that a question is overdue, lets it come first, and decides nothing", async () => {
    const sessionId = await start(review);
    const overdue = () =>
      prisma.$queryRaw<
        unknown[]
      >`SELECT 1 FROM audit_log WHERE session_id = ${sessionId}::uuid AND type = 'wait.overdue'`;
    await becomes(sessionId, {
      status: "waiting",
      waits: [{ status: "open", priority: 1, overdueAt: expect.any(Date) }],
    });
    expect(await overdue()).toHaveLength(1);
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(0);
    expect(await prisma.$queryRaw`SELECT * FROM broken_links(${sessionId}::uuid)`).toEqual([]);
  });

  test("tries a failed task again when its pause is over", async () => {
    const config = { message: "{{ reference }}" };
    const retry = { maxAttempts: 3, initialDelayMs: 400, backoffFactor: 1, maxDelayMs: 400 };
    const sessionId = await start({ id: "say", kind: "say", label: "Say", config, retry });
    expect(await stored(sessionId)).toMatchObject({ status: "completed" });
    // As a task leaves it that has failed with a pause before the next try.
    const failing = await startSession(await createClaimant(), { workflowId: "jobs_say" });
    await prisma.$executeRaw`
      UPDATE session SET status = 'failed', attempt = 1, next_retry_at = now() + interval '1 second', updated_at = now() - interval '1 minute'
      WHERE id = ${failing.sessionId}::uuid`;
    await becomes(failing.sessionId, { status: "completed", attempt: 0 });
  });
});
