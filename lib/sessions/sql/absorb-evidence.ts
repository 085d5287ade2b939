import { Prisma } from "@/lib/db/client";
import type { ProposedFact } from "@/lib/tasks/schema";

export interface Absorbed {
  sessionId: string;
  /** The newest message that was read. */
  upToMessageSeq: number;
  /** Small talk changes nothing that a reviewer has looked at. */
  isEvidence: boolean;
  proposed: readonly ProposedFact[];
  /** Id and words of the answer. */
  messageId: string;
  reply: string;
}

/**
 * What a claimant wrote while a reviewer's wait is open is never an answer to it. Evidence raises the wait's evidence
 * version, so that a decision made on the older case is refused; small talk does not. Both are answered with `reply`. No
 * row back: somebody else has answered it, more was written meanwhile, or the session does not wait for a reviewer.
 */
export const absorbEvidence = (absorbed: Absorbed): Prisma.Sql => {
  const { sessionId, upToMessageSeq, isEvidence, messageId, reply } = absorbed;
  const proposed = JSON.stringify(absorbed.proposed);
  const type = isEvidence ? "evidence.added" : "message.answered";
  const event = Prisma.sql`jsonb_build_object('upToMessageSeq', ${upToMessageSeq}::int)
    || CASE WHEN ${proposed}::jsonb = '[]' THEN '{}' ELSE jsonb_build_object('proposed', ${proposed}::jsonb) END`;
  return Prisma.sql`
  WITH held AS (
    SELECT s.id FROM session s
    WHERE s.id = ${sessionId}::uuid AND s.status = 'waiting' AND s.user_message_seq > s.handled_message_seq
      AND s.user_message_seq = ${upToMessageSeq}
    FOR NO KEY UPDATE
  ),
  touched AS (
    UPDATE wait w SET
      evidence_version = w.evidence_version + CASE WHEN ${isEvidence}::boolean THEN 1 ELSE 0 END,
      proposed = w.proposed || ${proposed}::jsonb
    FROM held
    WHERE w.session_id = held.id AND w.status = 'open' AND w.audience = 'reviewer'
    RETURNING w.session_id
  ),
  s AS (
    UPDATE session s SET
      handled_message_seq = s.user_message_seq,
      message_seq = s.message_seq + 1,
      updated_at = now(),
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, ${type}, s.claimant_id, now(), ${event})
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
    SELECT s.id, s.audit_seq, ${type}, s.claimant_id, ${event}, now(), s.audit_hash FROM s
  )
  SELECT s.id FROM s`;
};
