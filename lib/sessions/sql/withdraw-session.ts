import { Prisma } from "@/lib/db/client";

/**
 * Withdraws a session that nobody is working on: no question stays open, no step follows. No row back: it is not
 * theirs, is over, or is being worked on at this moment.
 */
export const withdrawSession = (
  sessionId: string,
  claimantId: string,
  messageId: string,
  words: string,
): Prisma.Sql => Prisma.sql`
  WITH held AS (
    SELECT s.id FROM session s
    WHERE s.id = ${sessionId}::uuid AND s.claimant_id = ${claimantId}::uuid AND s.status NOT IN ('completed', 'cancelled')
      AND s.answered_wait_id IS NULL AND (s.lease_until IS NULL OR s.lease_until < now())
    FOR NO KEY UPDATE
  ),
  closed AS (
    UPDATE wait w SET status = 'cancelled', answered_at = now() FROM held WHERE w.session_id = held.id AND w.status = 'open'
  ),
  s AS (
    UPDATE session s SET
      status = 'cancelled', status_message = 'Withdrawn by the claimant', outcome = 'withdrawn', next_retry_at = NULL, wake_at = NULL,
      is_stopped = false, is_set_aside = false, version = s.version + 1, message_seq = s.message_seq + 1,
      updated_at = now(), completed_at = now(),
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'session.withdrawn', s.claimant_id, now(), '{}')
    FROM held WHERE s.id = held.id
    RETURNING s.*
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, step_seq, flags, created_at)
    SELECT ${messageId}::uuid, s.id, s.message_seq, 'assistant', jsonb_build_array(jsonb_build_object('type', 'text', 'text', ${words}::text)),
      s.step_seq, '{}', now()
    FROM s
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, 'session.withdrawn', s.claimant_id, '{}', now(), s.audit_hash FROM s
  )
  SELECT s.id FROM s`;
