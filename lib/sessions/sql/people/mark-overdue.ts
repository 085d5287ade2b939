import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";

/** Ids of sessions with an open question whose due time has passed unmarked, oldest first. */
export const overdueSessions = (limit: number): Prisma.Sql => Prisma.sql`
  SELECT session_id AS id FROM wait
  WHERE status = 'open' AND overdue_at IS NULL AND due_at <= now() ORDER BY due_at LIMIT ${limit}`;

/**
 * Marks once that a question is overdue, and raises its priority above those that are not. A due time decides nothing
 * else. No row: it is not overdue, or is marked already.
 */
export const markWaitOverdue = (sessionId: string): Prisma.Sql => Prisma.sql`
  WITH held AS (SELECT s.id FROM session s WHERE s.id = ${sessionId}::uuid FOR NO KEY UPDATE),
  w AS (
    UPDATE wait w SET overdue_at = now(), priority = w.priority + 1 FROM held
    WHERE w.session_id = held.id AND w.status = 'open' AND w.overdue_at IS NULL AND w.due_at <= now()
    RETURNING w.id, w.session_id
  ),
  event AS (
    SELECT 'wait.overdue' AS type, NULL::uuid AS actor_id, jsonb_build_object('waitId', w.id) AS data FROM w
  ),
  s AS (
    UPDATE session s SET ${linkEvent} FROM w, event WHERE s.id = w.session_id RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (${recordEvent()})
  SELECT w.session_id FROM w`;
