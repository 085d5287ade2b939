import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";
import type { Citation } from "@/lib/tasks/citations/schema";
import type { ProposedFact } from "@/lib/tasks/schema";

export interface AnsweredEvidence {
  sessionId: string;
  /** The newest message that was read. */
  upToMessageSeq: number;
  /** Small talk changes nothing that a reviewer has looked at. */
  isEvidence: boolean;
  proposed: readonly ProposedFact[];
  /** Id and words of the answer. */
  messageId: string;
  reply: string;
  /** What the answer cites. */
  citations: readonly Citation[];
}

/**
 * What a claimant wrote while a reviewer's wait is open is never an answer to it. Evidence raises the wait's evidence
 * version, so that a decision made on the older case is refused; small talk does not. Both are answered with `reply`.
 * No row: it was answered already, more was written meanwhile, or the session does not wait for a reviewer.
 */
export const answerEvidence = (answered: AnsweredEvidence): Prisma.Sql => {
  const { sessionId, upToMessageSeq, isEvidence, messageId, reply } = answered;
  const proposed = JSON.stringify(answered.proposed);
  const type = isEvidence ? "evidence.added" : "message.answered";
  const citations = answered.citations.length > 0 ? JSON.stringify(answered.citations) : null;
  const parts = JSON.stringify([{ type: "text", text: reply.toWellFormed() }]);
  return Prisma.sql`
  WITH held AS (
    SELECT s.id, s.claimant_id FROM session s
    WHERE s.id = ${sessionId}::uuid AND s.status = 'waiting' AND s.user_message_seq > s.handled_message_seq
      AND s.user_message_seq = ${upToMessageSeq}
    FOR NO KEY UPDATE
  ),
  event AS (
    SELECT ${type}::text AS type, held.claimant_id AS actor_id,
      jsonb_build_object('upToMessageSeq', ${upToMessageSeq}::int) || CASE WHEN ${proposed}::jsonb = '[]' THEN '{}'
        ELSE jsonb_build_object('proposed', ${proposed}::jsonb) END AS data
    FROM held
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
      ${linkEvent}
    FROM touched, event WHERE s.id = touched.session_id
    RETURNING s.*
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, citations, step_seq, flags, created_at)
    SELECT ${messageId}::uuid, s.id, s.message_seq, 'assistant', ${parts}::jsonb, ${citations}::jsonb, s.step_seq, '{}', now() FROM s
  ),
  audited AS (${recordEvent()})
  SELECT s.id FROM s`;
};
