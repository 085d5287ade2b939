import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";

/** Ids of sessions with an open question whose due time has passed unmarked, oldest first. */
export const overdueSessions = (limit: number): Prisma.Sql => Prisma.sql`
  SELECT session_id AS id FROM wait
  WHERE status = 'open' AND overdue_at IS NULL AND due_at <= now() ORDER BY due_at LIMIT ${limit}`;

/**
 * Marks once that a question is overdue. The case of a reviewer's question is escalated to the lead of its queue and
 * has a higher priority then (trigger `wait_changes_case`). A due time decides nothing. No row: it is not overdue, or
 * is marked already.
 */
export const markWaitOverdue = (sessionId: string): Prisma.Sql => Prisma.sql`
  WITH held AS (SELECT s.id FROM session s WHERE s.id = ${sessionId}::uuid FOR NO KEY UPDATE),
  w AS (
    UPDATE wait w SET overdue_at = now() FROM held
    WHERE w.session_id = held.id AND w.status = 'open' AND w.overdue_at IS NULL AND w.due_at <= now()
    RETURNING w.id, w.session_id, w.case_id, w.queue
  ),
  event AS (
    SELECT 'wait.overdue' AS type, NULL::uuid AS actor_id, jsonb_build_object('waitId', w.id)
      || CASE WHEN w.case_id IS NULL THEN '{}' ELSE jsonb_build_object('caseId', w.case_id, 'escalatedTo',
        (SELECT lead_id FROM queue WHERE id = w.queue)) END AS data FROM w
  ),
  s AS (
    UPDATE session s SET ${linkEvent} FROM w, event WHERE s.id = w.session_id RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (${recordEvent()})
  SELECT w.session_id FROM w`;
