import { Prisma } from "@/lib/db/client";

/** Ids of sessions with an open question whose due time has passed unnoticed, oldest first. */
export const overdueSessions = (limit: number): Prisma.Sql => Prisma.sql`
  SELECT session_id AS id FROM wait
  WHERE status = 'open' AND overdue_at IS NULL AND due_at <= now() ORDER BY due_at LIMIT ${limit}`;

/**
 * Notes once that a question is overdue, and lets it come before those that are not. No more than that: who is late
 * decides nothing, least of all about money. No row back: it is not overdue, or that was noted already.
 */
export const noteOverdue = (sessionId: string): Prisma.Sql => Prisma.sql`
  WITH held AS (SELECT s.id FROM session s WHERE s.id = ${sessionId}::uuid FOR NO KEY UPDATE),
  w AS (
    UPDATE wait w SET overdue_at = now(), priority = w.priority + 1 FROM held
    WHERE w.session_id = held.id AND w.status = 'open' AND w.overdue_at IS NULL AND w.due_at <= now()
    RETURNING w.id, w.session_id
  ),
  s AS (
    UPDATE session s SET
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'wait.overdue', NULL, now(), jsonb_build_object('waitId', w.id))
    FROM w WHERE s.id = w.session_id
    RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, data, at, hash)
    SELECT s.id, s.audit_seq, 'wait.overdue', jsonb_build_object('waitId', w.id), now(), s.audit_hash FROM s, w
  )
  SELECT w.session_id FROM w`;
