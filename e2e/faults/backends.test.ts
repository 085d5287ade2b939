import { randomUUID } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { expectAllDoneOnce } from "./claims/check-acknowledged";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { claimsRun, type Refusal, runConcurrently } from "./claims/claims";
import { watchSessions } from "./claims/watch-sessions";
import { startCluster } from "./processes/cluster";
import { startProcess, withProcesses } from "./processes/processes";
import { call, sayTurn } from "./setup/client";
import { doses, minutes } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant, newReviewer } from "./setup/people";
import { faultClaims } from "./setup/workflows";

withTestDatabase();
withProcesses();
beforeAll(() => publishWorkflow(faultClaims));

/** Ends a random connection to the database, a busy one if there is one, but not our own. */
const terminateOne = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
  ORDER BY state = 'active' DESC, random() LIMIT 1`;

test("a connection that Postgres ends costs a retry and never a step", { timeout: minutes(2) }, async () => {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const cluster = await startCluster(2, { DATABASE_URL: databaseUrl });
  const pids = cluster.running().map(({ pid }) => pid);
  const watch = watchSessions(databaseUrl);
  const terminations: Promise<unknown>[] = [];
  const refusals: Refusal[] = [];
  let replies = 0;
  const run = await withDatabase(databaseUrl, async (database) => {
    const claims = claimsRun({
      claimant: await newClaimant(),
      reviewer: await newReviewer(),
      watch,
      anyUrl: cluster.anyUrl,
      onReply(reply) {
        replies += 1;
        if (reply.type === "refusal") refusals.push(reply);
        if (terminations.length < doses.terminatedBackends && replies >= terminations.length * 6)
          terminations.push(database.query(terminateOne));
      },
    });
    await runConcurrently(doses.terminatedBackends * 2, 20, claims.drive);
    await Promise.all(terminations);
    return claims;
  });
  await watch.stop();
  count({ "terminated backends": terminations.length });
  await expectAllDoneOnce(run.acknowledged, run.finished);
  expect(terminations).toHaveLength(doses.terminatedBackends);
  expect(refusals.filter(({ status, retryAfterSeconds }) => status !== 503 || !retryAfterSeconds)).toEqual([]);
  expect(cluster.running().map(({ pid }) => pid)).toEqual(pids);
});

/** The size of the pool of a process; steps have a pool of their own. */
const poolSize = 10;

test("a full pool refuses requests while it is full, loses nothing, and serves the next requests", async () => {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const { url } = await startProcess({ DATABASE_URL: databaseUrl, GRAPHFLOW_WORKER: "off" });
  const { key } = await newClaimant();
  const newSessions = (count: number) =>
    Array.from({ length: count }, () => ({
      url: `${url}/claims`,
      key,
      body: { sessionId: randomUUID(), workflowId: faultClaims.id },
    }));
  const [existing, requests] = [newSessions(poolSize), newSessions(doses.requestsOnFullPool)];
  for (const one of existing) expect(await call(one)).toMatchObject({ type: "answer" });
  const holders = existing.map(({ body: { sessionId } }) => ({
    url,
    key,
    body: { sessionId, clientMessageId: randomUUID(), text: "It costs $300" },
  }));

  const refusals = await withDatabase(databaseUrl, async (slow) => {
    await slow.query("BEGIN");
    await slow.query("LOCK TABLE session IN ACCESS EXCLUSIVE MODE");
    const held = holders.map((one) => sayTurn(one, () => {}));
    const waiting = async () => (await slow.query("SELECT FROM pg_locks WHERE NOT granted")).rowCount;
    await vi.waitUntil(async () => ((await waiting()) ?? 0) >= poolSize, { timeout: 5_000, interval: 10 });
    const refused = await Promise.all(requests.map(call));
    await slow.query("COMMIT");
    await Promise.all(held);
    return refused;
  });

  count({ "requests on a full pool": requests.length });
  for (const reply of refusals) {
    expect(reply).toMatchObject({ status: 503, retryAfterSeconds: expect.any(Number) });
    expect(reply).toMatchObject({ problem: { detail: expect.stringMatching(/safe|saved|nothing is lost/) } });
  }
  const again = await Promise.all([...requests.map(call), ...holders.map((one) => sayTurn(one, () => {}))]);
  expect(new Set(again.map(({ type }) => type))).toEqual(new Set(["answer"]));
  await withDatabase(databaseUrl, async (database) => {
    expect(await checkInvariants(database)).toEqual([]);
  });
});
