import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { freePort } from "@/lib/db/setup/embedded-postgres";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinitionInput } from "@/lib/engine";
import { jobsState } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { startJobs, stopJobs } from "./run-jobs";
import { sessionHost } from "./session-host";
import { startSession } from "./start-session";

// The real pg-boss, and no sweep: only jobs at their due times move these sessions on.
withTestDatabase();
beforeAll(async () => {
  vi.stubEnv("SWEEP_SECONDS", "0");
  await startJobs();
});
afterAll(stopJobs);

const letter = { id: "letter", kind: "letter", label: "Letter", config: { letter: "Goodbye." } };
const review = {
  id: "review",
  kind: "review",
  label: "Review",
  config: { queue: "claims", question: "Well?", dueIn: "PT0.72S", announcement: "Wait." },
};

async function start(first: GraphDefinitionInput["tasks"][number]): Promise<string> {
  const id = `jobs_${first.id}`;
  const edges = [{ id: "e", from: first.id, to: "letter" }];
  await publishWorkflow({ id, name: id, startTaskId: first.id, tasks: [first, letter], edges });
  const { sessionId } = await startSession(await createClaimant(), { workflowId: id });
  await sessionHost.advance(sessionId);
  return sessionId;
}

const stored = (sessionId: string) =>
  prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { waits: true } });
const becomes = (sessionId: string, state: object) =>
  vi.waitFor(async () => expect(await stored(sessionId)).toMatchObject(state), { timeout: 15_000, interval: 200 });

/** Seconds between the time at which the session's only wait was due and the moment it was noticed. */
async function secondsLate(sessionId: string): Promise<number> {
  const [row] = await prisma.$queryRaw<{ late: number }[]>`
    SELECT extract(epoch FROM
      coalesce(overdue_at - due_at, answered_at - (form ->> 'until')::timestamptz))::float8 AS late
    FROM wait WHERE session_id = ${sessionId}::uuid`;
  return row?.late ?? Number.NaN;
}

/** Seconds. Workers that poll look for jobs every 30 seconds. */
const soon = 10;

describe("jobs", () => {
  test("continue a session that waits for a time at that time, and not before", async () => {
    const sessionId = await start({ id: "pause", kind: "delay", label: "Pause", config: { for: "PT1.08S" } });
    expect(await stored(sessionId)).toMatchObject({
      status: "waiting",
      waits: [{ audience: "timer", status: "open" }],
    });
    await sessionHost.advance(sessionId);
    expect(await stored(sessionId)).toMatchObject({ status: "waiting", currentTaskId: "pause" });
    await becomes(sessionId, { status: "completed", waits: [{ audience: "timer", status: "answered" }] });
    expect(await secondsLate(sessionId)).toBeLessThan(soon);
  });

  test("mark a question as overdue once, raise its priority, and decide nothing", async () => {
    const sessionId = await start(review);
    const overdue = () =>
      prisma.$queryRaw<
        unknown[]
      >`SELECT 1 FROM audit_log WHERE session_id = ${sessionId}::uuid AND type = 'wait.overdue'`;
    await becomes(sessionId, {
      status: "waiting",
      waits: [{ status: "open", overdueAt: expect.any(Date) }],
    });
    const escalated = await prisma.reviewCase.findFirstOrThrow({ where: { sessionId } });
    expect(escalated).toMatchObject({ status: "open", escalatedAt: expect.any(Date) });
    expect(escalated.priorityParts).toEqual([
      { part: "due", points: 6 },
      { part: "escalated", points: 4 },
    ]);
    expect(await overdue()).toHaveLength(1);
    expect(await secondsLate(sessionId)).toBeLessThan(soon);
    expect(await prisma.decision.count({ where: { sessionId } })).toBe(0);
    expect(await prisma.$queryRaw`SELECT * FROM broken_links(${sessionId}::uuid)`).toEqual([]);
  });

  test("include one for a question that is due in hours", async () => {
    const sessionId = await start({ ...review, id: "later", config: { ...review.config, dueIn: "PT4H" } });
    const job = () =>
      prisma.$queryRaw<{ name: string; hours: number }[]>`
        SELECT name, round(extract(epoch FROM start_after - now()) / 3600)::int AS hours
        FROM pgboss.job WHERE data ->> 'sessionId' = ${sessionId}`;
    await vi.waitFor(async () => expect(await job()).toEqual([{ name: "wait-overdue", hours: 4 }]));
  });

  test("that are due at the same moment all run without a poll, also with fewer free slots", async () => {
    const sessionIds = await Promise.all(
      Array.from({ length: 20 }, () =>
        start({ id: "pause", kind: "delay", label: "Pause", config: { for: "PT1.08S" } }),
      ),
    );
    for (const sessionId of sessionIds) await becomes(sessionId, { status: "completed" });
    expect(Math.max(...(await Promise.all(sessionIds.map(secondsLate))))).toBeLessThan(soon);
  });

  test("that cannot be scheduled, because the queue of this process does not run, are logged", async () => {
    const logged = vi.spyOn(log, "error").mockReturnValue();
    await stopJobs();
    await sessionHost.wake("0d6b8a4e-0000-4000-8000-000000000000", new Date());
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ job: "advance-session" }), expect.any(String));
    expect(jobsState()).toBe("stopped");
  });

  test("start when the database becomes reachable", async () => {
    const [url, logged] = [process.env.DATABASE_URL, vi.spyOn(log, "error").mockReturnValue()];
    vi.stubEnv("DATABASE_URL", `postgresql://reader@127.0.0.1:${await freePort()}/none`);
    const starting = startJobs();
    await vi.waitFor(() => expect(jobsState()).toBe("failed"), { timeout: 10_000 });
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ retryInMs: 500 }), expect.any(String));
    vi.stubEnv("DATABASE_URL", url);
    await starting;
    expect(jobsState()).toBe("ok");
  });
});

describe("the sweep", () => {
  beforeAll(async () => {
    await stopJobs();
    vi.stubEnv("SWEEP_SECONDS", "1");
    await startJobs();
  });

  test("finds a failed task whose pause is over and that has no job", async () => {
    const config = { message: "{{ reference }}" };
    const retry = { maxAttempts: 3, initialDelayMs: 400, backoffFactor: 1, maxDelayMs: 400 };
    const sessionId = await start({ id: "say", kind: "say", label: "Say", config, retry });
    expect(await stored(sessionId)).toMatchObject({ status: "completed" });
    // The state after a failed task that is retried after a pause.
    const failing = await startSession(await createClaimant(), { workflowId: "jobs_say" });
    await prisma.$executeRaw`
      UPDATE session SET status = 'failed', attempt = 1, next_retry_at = now() + interval '1 second', 
        updated_at = now() - interval '1 minute'
      WHERE id = ${failing.sessionId}::uuid`;
    await becomes(failing.sessionId, { status: "completed", attempt: 0 });
  });
});
