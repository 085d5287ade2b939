import { beforeAll, expect, test } from "vitest";
import { createAdmin } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { retry } from "@/lib/sessions/mutations";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { expectAllDoneOnce } from "./claims/check-acknowledged";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { claimsRun, runConcurrently } from "./claims/claims";
import { watchSessions } from "./claims/watch-sessions";
import { startCluster } from "./processes/cluster";
import { withProcesses } from "./processes/processes";
import { doses, healedWithinMs, minutes } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant, newReviewer } from "./setup/people";
import { faultClaims } from "./setup/workflows";

withTestDatabase();
withProcesses();
beforeAll(() => publishWorkflow(faultClaims));

/** Start, story, yes, decision. */
const repliesPerSession = 4;
/** More would only wait for the processor. */
const sessionsAtOnce = 40;

test("processes that are killed in the middle of their work lose no step and repeat none", {
  timeout: minutes(5),
}, async () => {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  const cluster = await startCluster(3, { DATABASE_URL: databaseUrl });
  const watch = watchSessions(databaseUrl);
  const killEvery = (doses.killedSessions * repliesPerSession) / doses.kills;
  const kills: Promise<void>[] = [];
  let replies = 0;
  let lastKill = 0;
  const run = claimsRun({
    claimant: await newClaimant(),
    reviewer: await newReviewer(),
    watch,
    anyUrl: cluster.anyUrl,
    onReply(reply) {
      if (reply.type === "answer") replies += 1;
      // After an answer, other requests are still being worked on.
      if (kills.length < doses.kills && replies >= (kills.length + 1) * killEvery) {
        lastKill = performance.now();
        kills.push(cluster.killOne());
      }
    },
  });

  const abandoned: string[] = [];
  const admin = await createAdmin();
  const looking = setInterval(async () => {
    // A session that was killed too often at the same step is set aside; staff retry it.
    const aside = await prisma.session.findMany({ where: { isSetAside: true }, select: { id: true } });
    for (const { id } of aside) await retry(id, admin.userId, { isStaff: true });
    const violations = await withDatabase(databaseUrl, (database) => checkInvariants(database));
    abandoned.push(...violations.filter(({ invariant }) => invariant.startsWith("5")).map(({ detail }) => detail));
  }, 5_000);
  await runConcurrently(doses.killedSessions, sessionsAtOnce, run.drive);
  const healedMs = performance.now() - lastKill;
  clearInterval(looking);
  await Promise.all(kills);
  await watch.stop();

  count({ kills: kills.length });
  await expectAllDoneOnce(run.acknowledged, run.finished);
  expect(abandoned).toEqual([]);
  expect(kills).toHaveLength(doses.kills);
  expect(healedMs).toBeLessThan(healedWithinMs);
});
