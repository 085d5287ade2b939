import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { expectAllDoneOnce } from "./claims/check-acknowledged";
import { withDatabase } from "./claims/check-invariants";
import { claimsRun, runConcurrently } from "./claims/claims";
import { followEvents } from "./claims/follow-events";
import { watchSessions } from "./claims/watch-sessions";
import { startCluster } from "./processes/cluster";
import { startWorker, withProcesses } from "./processes/processes";
import { doses, healedWithinMs, minutes } from "./setup/doses";
import { newClaimant, newReviewer } from "./setup/people";
import { faultClaims } from "./setup/workflows";

withTestDatabase();
withProcesses();
beforeAll(() => publishWorkflow(faultClaims));

test("two web processes and two workers share the work, and a reader of either gets every event once", {
  timeout: minutes(2),
}, async () => {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const [claimant, reviewer] = [await newClaimant(), await newReviewer()];
  const workers = [1, 2].map(() => startWorker({ DATABASE_URL: databaseUrl }));
  const web = await startCluster(2, { DATABASE_URL: databaseUrl, GRAPHFLOW_WORKER: "off" });
  const readers = web.running().map(({ url }) => followEvents(url, reviewer.key));
  // Only the workers can advance these sessions.
  const unattended = await Promise.all(
    Array.from({ length: doses.sharedSessions / 2 }, () => startSession(claimant, { workflowId: faultClaims.id })),
  );
  const unattendedIds = unattended.map(({ sessionId }) => sessionId);

  const watch = watchSessions(databaseUrl);
  const run = claimsRun({ claimant, reviewer, watch, anyUrl: web.anyUrl });
  await runConcurrently(doses.sharedSessions / 2, 10, run.drive);
  const asked = () =>
    prisma.session.count({ where: { id: { in: unattendedIds }, status: "waiting", currentTaskId: "tell" } });
  await expect.poll(asked, { timeout: healedWithinMs, interval: 200 }).toBe(unattendedIds.length);
  await watch.stop();

  await expectAllDoneOnce(run.acknowledged, [
    ...run.finished,
    ...unattendedIds.map((sessionId) => ({ sessionId, steps: { tell: 1 } })),
  ]);

  await withDatabase(databaseUrl, async (database) => {
    const { rows } = await database.query<{ session_id: string; type: string }>(
      "SELECT session_id, type FROM audit_log WHERE session_id IS NOT NULL ORDER BY tx, id",
    );
    const happened = rows.map((row) => `${row.type} ${row.session_id}`);
    for (const { events, stop } of readers) {
      await expect.poll(() => events.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(happened.length);
      await stop();
      expect(events.map((event) => `${event.type} ${event.sessionId}`)).toEqual(happened);
      expect(events.every(({ seq }, index) => seq > (events[index - 1]?.seq ?? 0))).toBe(true);
    }
  });
  expect(workers.map((worker) => worker.hasEnded())).toEqual([false, false]);
});
