import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide } from "@/lib/inbox/decide";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";
import { checkInvariants, withDatabase } from "./claims/check-invariants";
import { type Invariant, invariants } from "./claims/invariants";
import { newClaimant, newReviewer } from "./setup/people";
import { faultClaims } from "./setup/workflows";

// Each invariant is violated once, and its query must find the session.
const database = withTestDatabase();

/** Ids of one session that is completed, and of one that waits for a reviewer. */
let [done, waiting] = ["", ""];

beforeAll(async () => {
  await publishWorkflow(faultClaims);
  const [claimant, reviewer] = [await newClaimant(), await newReviewer()];
  const toReview = async (): Promise<string> => {
    const { sessionId } = await startSession(claimant, { workflowId: faultClaims.id });
    for (const text of ["Somebody hit my parked car, the garage says $2000", "yes"])
      await receiveMessage(claimant, { sessionId, clientMessageId: randomUUID(), text });
    return sessionId;
  };
  [done, waiting] = [await toReview(), await toReview()];
  const { id } = await prisma.wait.findFirstOrThrow({ where: { sessionId: done, status: "open" } });
  await decide(reviewer, id, { verdict: "approve", reason: "As agreed.", expected_version: 1 });
});

/** A statement that violates the invariant in the session `$1`. */
const damages: Record<Invariant, { of: "done" | "waiting"; damage: string }> = {
  "1: steps have no gap and no duplicate": { of: "done", damage: "DELETE FROM step WHERE session_id = $1 AND seq = 3" },
  "1: messages have no gap and no duplicate": {
    of: "done",
    damage: `UPDATE message SET seq = seq + 1
      WHERE session_id = $1 AND seq = (SELECT max(seq) FROM message WHERE session_id = $1)`,
  },
  "1: the context is the fold of the steps' patches": {
    of: "done",
    damage: `UPDATE session SET context = context || '{"checked": false}' WHERE id = $1`,
  },
  "2: an effect is there once, with the session's own content": {
    of: "done",
    damage: `INSERT INTO outbox (effect_key, session_id, kind, payload)
      SELECT 'again', session_id, kind, payload FROM outbox WHERE session_id = $1`,
  },
  "3: a wait has at most one decision, and it was made while it was asked": {
    of: "done",
    damage: "UPDATE wait SET status = 'cancelled' WHERE session_id = $1 AND audience = 'reviewer'",
  },
  "3: a waiting session has exactly one open wait, at its task; one that is over has none": {
    of: "waiting",
    damage: "UPDATE wait SET status = 'answered' WHERE session_id = $1",
  },
  "3: an open review is in the inbox of a reviewer who may decide it": {
    of: "waiting",
    damage: "UPDATE wait SET queue = 'nowhere' WHERE session_id = $1 AND audience = 'reviewer'",
  },
  "3: cases agree with their waits: open, asked about, decided or cancelled": {
    of: "waiting",
    damage: "UPDATE review_case SET status = 'cancelled' WHERE session_id = $1",
  },
  "3: a pending decision is committed at its time, once": {
    of: "waiting",
    damage: `INSERT INTO pending_decision (id, case_id, wait_id, actor_id, verdict, evidence_version, commit_at)
      SELECT gen_random_uuid(), c.id, c.wait_id, u.id, 'approve', 1, now() - interval '31 seconds'
      FROM review_case c, app_user u WHERE c.session_id = $1 AND 'reviewer' = ANY (u.roles) LIMIT 1`,
  },
  "4: the decider is never the claimant": {
    of: "done",
    damage: "UPDATE session SET claimant_id = (SELECT actor_id FROM decision WHERE session_id = $1) WHERE id = $1",
  },
  "5: no session that is due waits for longer than 30 s": {
    of: "waiting",
    damage: "UPDATE session SET status = 'ready', updated_at = now() - interval '31 seconds' WHERE id = $1",
  },
  "6: a failed session has its error step, and only failed steps have errors": {
    of: "waiting",
    damage: "UPDATE session SET status = 'failed' WHERE id = $1",
  },
  "6: a session that was set aside has failed at a step that never ended": {
    of: "waiting",
    damage: "UPDATE session SET is_set_aside = true WHERE id = $1",
  },
  "7: a session runs on the version it started with": {
    of: "done",
    damage: `WITH v AS (INSERT INTO workflow_version (id, workflow_id, number, definition, content_hash)
      SELECT gen_random_uuid(), workflow_id, 2, definition, 'another' FROM workflow_version RETURNING id)
      UPDATE session SET workflow_version_id = v.id FROM v WHERE session.id = $1`,
  },
  "8: the audit chain verifies, to its end": {
    of: "done",
    damage: `UPDATE step SET patch = patch || '{"set": {"checked": true, "paid": true}}'
      WHERE session_id = $1 AND task_id = 'note'`,
  },
  "8: every step is an event, at a place of its own in the log": {
    of: "done",
    damage: "UPDATE step SET event_id = (SELECT max(id) FROM audit_event) WHERE session_id = $1 AND seq = 1",
  },
  "8: every message, decision, start and end by hand has its event": {
    of: "done",
    damage: "DELETE FROM audit_event WHERE session_id = $1 AND type = 'message.received'",
  },
  "9: a confirmation is the claimant's answer to what was shown": {
    of: "done",
    damage: `UPDATE step SET answer = answer || '{"asked": false}'
      WHERE session_id = $1 AND patch->'set' ? 'confirmed'`,
  },
  "9: what was confirmed is what the rules read": {
    of: "done",
    damage: `UPDATE step SET patch = '{"set": {"amount_cents": 1}}' WHERE session_id = $1 AND task_id = 'screen'`,
  },
  "9: nothing is approved that was not confirmed, nor from the limit on without a reviewer": {
    of: "done",
    damage: "DELETE FROM decision WHERE session_id = $1",
  },
};

test("no invariant is violated at first", async () => {
  expect(await withDatabase(process.env.DATABASE_URL, (database) => checkInvariants(database))).toEqual([]);
});

test.each(Object.keys(invariants) as Invariant[])("%s: a violation is found", async (invariant) => {
  const { of, damage } = damages[invariant];
  const sessionId = of === "done" ? done : waiting;
  const found = await withDatabase(database.ownerUrl, async (owner) => {
    await owner.query("BEGIN");
    // Without the triggers that would refuse it.
    await owner.query("SET LOCAL session_replication_role = replica");
    const { rowCount } = await owner.query(damage, [sessionId]);
    expect(rowCount, damage).toBeGreaterThan(0);
    // The connection ends without a COMMIT.
    return checkInvariants(owner);
  });
  expect(found).toContainEqual({ invariant, sessionId, detail: expect.any(String) });
});
