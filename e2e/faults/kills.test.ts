import { beforeAll, expect, test } from "vitest";
import { createAdmin } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { retry } from "@/lib/sessions/mutations";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { expectAllDoneOnce } from "./claims/check-acknowledged";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { claimsRun, inWindow } from "./claims/claims";
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
/** More would only stand in line for the processor, and be in each other's way. */
const sessionsAtOnce = 40;

test("processes that are killed in the middle of their work lose nothing and do nothing twice", {
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
    ...{ claimant: await newClaimant(), reviewer: await newReviewer(), watch },
    anyUrl: cluster.anyUrl,
    onReply(reply) {
      if (reply.type === "answer") replies += 1;
      // Whenever somebody has been answered, others are in the middle of something.
      if (kills.length < doses.kills && replies >= (kills.length + 1) * killEvery) {
        lastKill = performance.now();
        kills.push(cluster.killOne());
      }
    },
  });

  const leftAlone: string[] = [];
  const admin = await createAdmin();
  const looking = setInterval(async () => {
    // One that was killed too often at the same step is set aside, and staff try it again.
    const aside = await prisma.session.findMany({ where: { isSetAside: true }, select: { id: true } });
    for (const { id } of aside) await retry(id, admin.userId, { isStaff: true });
    const violations = await withDatabase(databaseUrl, (database) => checkInvariants(database));
    leftAlone.push(...violations.filter(({ invariant }) => invariant.startsWith("5")).map(({ detail }) => detail));
  }, 5_000);
  await inWindow(doses.killedSessions, sessionsAtOnce, run.drive);
  const healedMs = performance.now() - lastKill;
  clearInterval(looking);
  await Promise.all(kills);
  await watch.stop();

  count({ kills: kills.length });
  await expectAllDoneOnce(run.acknowledged, run.finished);
  expect(leftAlone).toEqual([]);
  expect(kills).toHaveLength(doses.kills);
  expect(healedMs).toBeLessThan(healedWithinMs);
});
