import { Prisma } from "@/lib/db/client";

/**
 * Asks the run that answers the claimant to stop. No row back: the session is not theirs, nobody works on it, or what is
 * worked on is a reviewer's decision, which nobody stops.
 */
export const stopTurn = (sessionId: string, claimantId: string): Prisma.Sql => Prisma.sql`
  WITH s AS (
    UPDATE session s SET
      stop_token = s.lease_token,
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'turn.stopped', s.claimant_id, now(), '{}')
    WHERE s.id = ${sessionId}::uuid AND s.claimant_id = ${claimantId}::uuid AND s.lease_until > now() AND s.answered_wait_id IS NULL
    RETURNING s.id, s.audit_seq, s.audit_hash, s.claimant_id
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, 'turn.stopped', s.claimant_id, '{}', now(), s.audit_hash FROM s
  )
  SELECT s.id FROM s`;
