import { Prisma } from "@/lib/db/client";

/**
 * What a claimant wrote while a reviewer's wait is open is evidence, never an answer: it raises the wait's evidence
 * version, so that a decision made on the older case is refused, and is acknowledged with `reply`. No row back: there
 * was nothing new, or the session does not wait for a reviewer.
 */
export const absorbEvidence = (sessionId: string, messageId: string, reply: string): Prisma.Sql => Prisma.sql`
  WITH held AS (
    SELECT s.id FROM session s
    WHERE s.id = ${sessionId}::uuid AND s.status = 'waiting' AND s.user_message_seq > s.handled_message_seq
    FOR NO KEY UPDATE
  ),
  touched AS (
    UPDATE wait w SET evidence_version = w.evidence_version + 1 FROM held
    WHERE w.session_id = held.id AND w.status = 'open' AND w.audience = 'reviewer'
    RETURNING w.session_id
  ),
  s AS (
    UPDATE session s SET
      handled_message_seq = s.user_message_seq,
      message_seq = s.message_seq + 1,
      updated_at = now(),
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'evidence.added', s.claimant_id, now(),
        jsonb_build_object('upToMessageSeq', s.user_message_seq))
    FROM touched WHERE s.id = touched.session_id
    RETURNING s.*
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, step_seq, flags, created_at)
    SELECT ${messageId}::uuid, s.id, s.message_seq, 'assistant', jsonb_build_array(jsonb_build_object('type', 'text', 'text', ${reply}::text)),
      s.step_seq, '{}', now()
    FROM s
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, 'evidence.added', s.claimant_id, jsonb_build_object('upToMessageSeq', s.user_message_seq), now(), s.audit_hash FROM s
  )
  SELECT s.id FROM s`;
