import { Prisma } from "@/lib/db/client";

export interface SessionMove {
  id: string;
  version: number;
  actorId: string;
  workflowVersionId: string;
  currentTaskId: string;
  trail: string[];
  /** For the event: the numbers of the versions, the task left, and where and by which way the session goes on. */
  event: { from: number; to: number; fromTaskId: string; toTaskId: string; trail: string[] };
}

/**
 * Moves a free session that is under way to another version of its workflow, its open question with it. No row back: it
 * is over, a run holds it, or it is not at its version any more.
 */
export const migrateSession = (move: SessionMove): Prisma.Sql => Prisma.sql`
  WITH event AS (SELECT ${JSON.stringify(move.event)}::jsonb AS data, set_config('graphflow.migrates_session', ${move.id}, true)),
  s AS (
    UPDATE session s SET
      workflow_version_id = ${move.workflowVersionId}::uuid,
      current_task_id = ${move.currentTaskId},
      trail = ${move.trail}::text[],
      begun = 0,
      version = s.version + 1,
      updated_at = now(),
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'session.migrated', ${move.actorId}::uuid, now(), event.data)
    FROM event
    WHERE s.id = ${move.id}::uuid AND s.version = ${move.version} AND s.status NOT IN ('completed', 'cancelled')
      AND (s.lease_until IS NULL OR s.lease_until < now())
    RETURNING s.id, s.audit_seq, s.audit_hash, s.current_task_id
  ),
  moved AS (
    UPDATE wait SET task_id = s.current_task_id FROM s WHERE wait.session_id = s.id AND wait.status = 'open'
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, 'session.migrated', ${move.actorId}::uuid, event.data, now(), s.audit_hash FROM s, event
  )
  SELECT s.id FROM s`;
