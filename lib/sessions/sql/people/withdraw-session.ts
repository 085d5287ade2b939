import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";
import { isFree } from "../leases/due";

/** A withdrawal by the claimant, with the message that is said last. */
export interface Withdrawal {
  sessionId: string;
  claimantId: string;
  messageId: string;
  words: string;
}

/**
 * Withdraws a session that no run holds: no question stays open, no step follows. No row: it is not theirs, is over, or
 * a run holds it.
 */
export const withdrawSession = ({ sessionId, claimantId, messageId, words }: Withdrawal): Prisma.Sql => Prisma.sql`
  WITH held AS (
    SELECT s.id FROM session s
    WHERE s.id = ${sessionId}::uuid AND s.claimant_id = ${claimantId}::uuid
      AND s.status NOT IN ('completed', 'cancelled') AND s.answered_wait_id IS NULL AND ${isFree}
    FOR NO KEY UPDATE
  ),
  event AS (SELECT 'session.withdrawn' AS type, ${claimantId}::uuid AS actor_id, '{}'::jsonb AS data),
  closed AS (
    UPDATE wait w SET status = 'cancelled', answered_at = now()
    FROM held WHERE w.session_id = held.id AND w.status = 'open'
  ),
  s AS (
    UPDATE session s SET
      status = 'cancelled', status_message = 'Withdrawn by the claimant', outcome = 'withdrawn', next_retry_at = NULL,
      wake_at = NULL, is_stopped = false, is_set_aside = false, version = s.version + 1,
      message_seq = s.message_seq + 1, updated_at = now(), completed_at = now(),
      ${linkEvent}
    FROM held, event WHERE s.id = held.id
    RETURNING s.*
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, step_seq, flags, created_at)
    SELECT ${messageId}::uuid, s.id, s.message_seq, 'assistant', ${textPart(words)}::jsonb, s.step_seq, '{}', now()
    FROM s
  ),
  audited AS (${recordEvent()})
  SELECT s.id FROM s`;

const textPart = (text: string): string => JSON.stringify([{ type: "text", text }]);
