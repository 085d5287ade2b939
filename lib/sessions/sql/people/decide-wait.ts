import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";

export interface NewDecision {
  id: string;
  waitId: string;
  actorId: string;
  /** The queues the actor may decide. */
  queues: string[];
  verdict: string;
  reason: string | null;
  edits: Record<string, unknown> | null;
  evidenceVersion: number;
  /** Decides also what a colleague has claimed; the event then names the colleague. */
  overrides: boolean;
}

/**
 * A reviewer's decision, if and only if the wait is open, in one of their queues, not about their own claim, and as
 * they saw it, with every message of the claimant read, and no colleague has claimed it unless they override that.
 * Every statement on a wait locks its session first (`held`), so that they run one after another: of several people who
 * decide at the same time exactly one gets a row back.
 */
export const decideWait = (decision: NewDecision): Prisma.Sql => {
  const edits = decision.edits === null ? null : JSON.stringify(decision.edits);
  return Prisma.sql`
    WITH held AS (
      SELECT s.id FROM session s
      WHERE s.id = (SELECT session_id FROM wait WHERE id = ${decision.waitId}::uuid)
        AND s.claimant_id <> ${decision.actorId}::uuid AND s.status = 'waiting'
        AND s.user_message_seq <= s.handled_message_seq
      FOR NO KEY UPDATE
    ),
    w AS (
      UPDATE wait w SET status = 'answered', answered_at = now()
      FROM held
      WHERE w.id = ${decision.waitId}::uuid AND w.session_id = held.id AND w.status = 'open' AND w.audience = 'reviewer'
        AND w.queue = ANY (${decision.queues}::text[]) AND w.evidence_version = ${decision.evidenceVersion}
        AND (w.assignee_id IS NULL OR w.assignee_id = ${decision.actorId}::uuid OR ${decision.overrides}::boolean)
      RETURNING w.*
    ),
    event AS (
      SELECT 'wait.decided' AS type, ${decision.actorId}::uuid AS actor_id,
        jsonb_build_object('waitId', w.id, 'decisionId', ${decision.id}::text, 'verdict', ${decision.verdict}::text,
          'reason', ${decision.reason}::text, 'edits', ${edits}::jsonb,
          'evidenceVersion', ${decision.evidenceVersion}::int)
        || CASE WHEN w.assignee_id <> ${decision.actorId}::uuid
          THEN jsonb_build_object('overridesClaimOf', w.assignee_id) ELSE '{}' END AS data
      FROM w
    ),
    s AS (
      UPDATE session s SET
        status = 'ready',
        answered_wait_id = w.id,
        begun = 0,
        version = s.version + 1,
        updated_at = now(),
        ${linkEvent}
      FROM w, event WHERE s.id = w.session_id
      RETURNING s.*
    ),
    decided AS (
      INSERT INTO decision (id, wait_id, session_id, actor_id, claimant_id, verdict, reason, edits, evidence_version,
        created_at)
      SELECT ${decision.id}::uuid, s.answered_wait_id, s.id, ${decision.actorId}::uuid, s.claimant_id,
        ${decision.verdict}::"Verdict", ${decision.reason}, ${edits}::jsonb, ${decision.evidenceVersion}, now()
      FROM s
    ),
    audited AS (${recordEvent()})
    SELECT s.id AS session_id FROM s`;
};
