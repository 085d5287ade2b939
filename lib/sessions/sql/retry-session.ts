import { Prisma } from "@/lib/db/client";

/**
 * Makes a failed session, or one whose turn was stopped, due now, with all its tries before it; one that was set aside
 * only for staff. No row back: it is neither, is over, or a run holds it.
 */
export const retrySession = (sessionId: string, actorId: string, isStaff: boolean): Prisma.Sql => Prisma.sql`
  WITH s AS (
    UPDATE session s SET
      status = 'ready', attempt = 0, next_retry_at = NULL, is_stopped = false, stopped_message_seq = 0,
      begun = CASE WHEN ${isStaff} THEN 0 ELSE s.begun END, is_set_aside = false,
      version = s.version + 1, updated_at = now(),
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'session.retried', ${actorId}::uuid, now(), '{}')
    WHERE s.id = ${sessionId}::uuid AND (s.status = 'failed' OR s.is_stopped) AND s.status NOT IN ('completed', 'cancelled')
      AND (NOT s.is_set_aside OR ${isStaff}) AND (s.lease_until IS NULL OR s.lease_until < now())
    RETURNING s.*
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, 'session.retried', ${actorId}::uuid, '{}', now(), s.audit_hash FROM s
  )
  SELECT s.id FROM s`;
