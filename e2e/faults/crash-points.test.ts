import { beforeAll, describe, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkSteps } from "./claims/check-acknowledged";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { runConcurrently } from "./claims/claims";
import { type CrashCase, crashCases, newSession, type People } from "./crash-cases";
import { type PostgresProxy, startPostgresProxy } from "./processes/postgres-proxy";
import { startProcess, withProcesses } from "./processes/processes";
import { healedWithinMs, minutes } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant, newReviewer } from "./setup/people";
import { onlyKind, taskOfKind } from "./setup/workflows";

withTestDatabase();
withProcesses();

const points = [
  "before the model has answered",
  "after the answer, before the commit",
  "inside the commit",
  "after the commit, before its reply",
] as const;
type Point = (typeof points)[number];

const casesAt = (point: Point): CrashCase[] =>
  point === points[0] ? crashCases.filter(({ answer }) => answer !== undefined) : crashCases;

const commitOfStep = /INSERT INTO "?step"?\s*\(/i;

const sessionIds = new Map<string, string>();
const keyOf = (point: Point, { name }: CrashCase): string => `${point}: ${name}`;

/** Brings a session of the case to the point in a process of its own, and kills the process there. */
async function crashAt(point: Point, one: CrashCase, people: People): Promise<void> {
  const proxy = await startPostgresProxy(process.env.DATABASE_URL ?? "");
  const model = await startOpenAiTestServer();
  const crashing = await startProcess({
    DATABASE_URL: proxy.url,
    GRAPHFLOW_WORKER: "off",
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: "test-model",
  });
  const sessionId = await newSession(one, people);
  sessionIds.set(keyOf(point, one), sessionId);
  if (point !== points[0]) proxy.hold(point === points[3] ? "reply" : "statement", commitOfStep);
  model.respondWith(point === points[0] || !one.answer ? { hang: true } : { content: one.answer });
  const reply = one.trigger(crashing.url, people, sessionId);
  const isThere = () => (point === points[0] ? model.requests.length : proxy.held.length) === 1;
  await vi.waitUntil(isThere, { timeout: 60_000, interval: 10 });
  await (point === points[2] ? killInsideCommit(proxy, sessionId, crashing.kill) : crashing.kill());
  expect(await reply).toEqual({ type: "silence" });
  await Promise.all([proxy.close(), model.close()]);
}

/** Kills the process while its statement waits in Postgres for the session's row; then the statement goes on. */
async function killInsideCommit({ held }: PostgresProxy, sessionId: string, kill: () => Promise<void>): Promise<void> {
  await withDatabase(process.env.DATABASE_URL, async (other) => {
    await other.query("BEGIN");
    await other.query("SELECT FROM session WHERE id = $1 FOR UPDATE", [sessionId]);
    held[0]?.release();
    const blocked = "SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))";
    await vi.waitUntil(async () => (await other.query(blocked)).rowCount === 1, { timeout: 2_500, interval: 10 });
    await kill();
    await other.query("COMMIT");
  });
}

beforeAll(async () => {
  for (const kind of Object.keys(taskOfKind)) await publishWorkflow(onlyKind(kind as keyof typeof taskOfKind));
  const people = { claimant: await newClaimant(), reviewer: await newReviewer() };
  const crashes = points.flatMap((point) => casesAt(point).map((one) => ({ point, one })));
  await runConcurrently(crashes.length, 3, async (index) => {
    const crash = crashes[index];
    if (crash) await crashAt(crash.point, crash.one, people);
  });
  await startProcess({ DATABASE_URL: process.env.DATABASE_URL ?? "" });
  count({ "crash points": crashes.length });
  await Promise.all(
    crashes.map(async ({ point, one }) => {
      const sessionId = sessionIds.get(keyOf(point, one)) ?? "";
      const statusOf = async () => (await prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).status;
      const expectHealed = async () => expect(await statusOf(), one.name).toBe(one.goOn ? "waiting" : "completed");
      await vi.waitFor(expectHealed, { timeout: healedWithinMs, interval: 500 });
      await one.goOn?.(people, sessionId);
    }),
  );
}, minutes(3));

describe.each(points)("a process that dies %s", (point) => {
  test.each(casesAt(point))("of $name: the session ends as without a crash", async (one) => {
    const sessionId = sessionIds.get(keyOf(point, one)) ?? "";
    await withDatabase(process.env.DATABASE_URL, async (database) => {
      expect(await checkSteps(database, [{ sessionId, steps: one.steps }])).toEqual([]);
      expect(await checkInvariants(database, [sessionId])).toEqual([]);
    });
    const session = await prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(session).toMatchObject({ status: "completed", leaseToken: null });
  });
});
