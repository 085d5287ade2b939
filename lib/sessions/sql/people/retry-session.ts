import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";
import { isFree } from "../leases/due";

/**
 * Makes a failed session, or one whose turn was stopped, due now, with all its attempts; one that was set aside only
 * for staff. No row: it is neither, is over, or a run holds it.
 */
export const retrySession = (sessionId: string, actorId: string, isStaff: boolean): Prisma.Sql => Prisma.sql`
  WITH event AS (SELECT 'session.retried' AS type, ${actorId}::uuid AS actor_id, '{}'::jsonb AS data),
  s AS (
    UPDATE session s SET
      status = 'ready', attempt = 0, next_retry_at = NULL, is_stopped = false, stopped_message_seq = 0,
      begun = CASE WHEN ${isStaff} THEN 0 ELSE s.begun END, is_set_aside = false,
      version = s.version + 1, updated_at = now(),
      ${linkEvent}
    FROM event
    WHERE s.id = ${sessionId}::uuid AND (s.status = 'failed' OR s.is_stopped)
      AND s.status NOT IN ('completed', 'cancelled') AND (NOT s.is_set_aside OR ${isStaff}) AND ${isFree}
    RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (${recordEvent()})
  SELECT s.id FROM s`;
