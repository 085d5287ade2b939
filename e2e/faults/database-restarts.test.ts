import { beforeAll, expect, test } from "vitest";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { expectAllDoneOnce } from "./claims/check-acknowledged";
import { claimsRun, type Refusal, runConcurrently } from "./claims/claims";
import { watchSessions } from "./claims/watch-sessions";
import { startCluster } from "./processes/cluster";
import { withProcesses } from "./processes/processes";
import { withRestartablePostgres } from "./processes/restartable-postgres";
import { doses, minutes } from "./setup/doses";
import { count } from "./setup/figures";
import { newClaimant, newReviewer } from "./setup/people";
import { faultClaims } from "./setup/workflows";

const postgres = withRestartablePostgres();
withProcesses();
beforeAll(() => publishWorkflow(faultClaims));

const sessionsPerRestart = 12;
const repliesPerRestart = 4 * sessionsPerRestart;

test("Postgres restarts under load: callers are told to try again, nothing is lost, no process ends", {
  timeout: minutes(3),
}, async () => {
  const cluster = await startCluster(3, { DATABASE_URL: postgres.url });
  const pids = cluster.running().map(({ pid }) => pid);
  const watch = watchSessions(postgres.url);
  const refusals: Refusal[] = [];
  let [answers, silences, restarts] = [0, 0, 0];
  let restarting = Promise.resolve();
  const run = claimsRun({
    claimant: await newClaimant(),
    reviewer: await newReviewer(),
    watch,
    anyUrl: cluster.anyUrl,
    onReply(reply) {
      if (reply.type === "refusal") refusals.push(reply);
      if (reply.type === "silence") silences += 1;
      if (reply.type === "answer") answers += 1;
      if (restarts < doses.databaseRestarts && answers >= (restarts + 0.5) * repliesPerRestart) {
        restarts += 1;
        restarting = restarting.then(postgres.restart);
      }
    },
  });

  await runConcurrently(doses.databaseRestarts * sessionsPerRestart, 24, run.drive);
  await restarting;
  await watch.stop();

  count({ "database restarts": restarts });
  await expectAllDoneOnce(run.acknowledged, run.finished);
  expect(restarts).toBe(doses.databaseRestarts);
  expect(refusals.length).toBeGreaterThan(0);
  // A refusal is 503 with Retry-After.
  expect(refusals.filter(({ status, retryAfterSeconds }) => status !== 503 || !retryAfterSeconds)).toEqual([]);
  expect(silences).toBe(0);
  expect(cluster.running().map(({ pid }) => pid)).toEqual(pids);
});
