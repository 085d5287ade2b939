import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";

/**
 * Ends a session, also one that a run holds: its lease is removed and its version raised, so that run cannot commit. No
 * row: there is no such session, or it is over.
 */
export const cancelSession = (sessionId: string, actorId: string | null, reason: string): Prisma.Sql => Prisma.sql`
  WITH event AS (
    SELECT 'session.cancelled' AS type, ${actorId}::uuid AS actor_id,
      jsonb_build_object('reason', ${reason}::text) AS data
  ),
  s AS (
    UPDATE session s SET
      status = 'cancelled', status_message = ${reason}, next_retry_at = NULL, wake_at = NULL, lease_token = NULL,
      lease_until = NULL, is_stopped = false, is_set_aside = false, version = s.version + 1, updated_at = now(),
      completed_at = now(),
      ${linkEvent}
    FROM event
    WHERE s.id = ${sessionId}::uuid AND s.status NOT IN ('completed', 'cancelled')
    RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  closed AS (
    UPDATE wait SET status = 'cancelled', answered_at = now()
    FROM s WHERE wait.session_id = s.id AND wait.status = 'open'
  ),
  audited AS (${recordEvent()})
  SELECT s.id FROM s`;
