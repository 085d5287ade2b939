import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";

export interface Assignment {
  waitId: string;
  actorId: string;
  /** Null removes the assignee. */
  assigneeId: string | null;
  queues: string[];
  event: string;
}

/**
 * Assigns a free case to the reviewer, or removes them from their case. No row: it is not open, not in their queues, or
 * a colleague has it.
 */
export const assignWait = ({ waitId, actorId, assigneeId, queues, event }: Assignment): Prisma.Sql => {
  const isMine = Prisma.sql`w.assignee_id = ${actorId}::uuid`;
  return Prisma.sql`
  WITH held AS (
    SELECT s.id FROM session s WHERE s.id = (SELECT session_id FROM wait WHERE id = ${waitId}::uuid) FOR NO KEY UPDATE
  ),
  w AS (
    UPDATE wait w SET assignee_id = ${assigneeId}::uuid FROM held
    WHERE w.session_id = held.id AND w.id = ${waitId}::uuid AND w.status = 'open' AND w.audience = 'reviewer'
      AND w.queue = ANY (${queues}::text[])
      AND ${assigneeId === null ? isMine : Prisma.sql`(w.assignee_id IS NULL OR ${isMine})`}
    RETURNING w.id, w.session_id
  ),
  event AS (
    SELECT ${event}::text AS type, ${actorId}::uuid AS actor_id, jsonb_build_object('waitId', w.id) AS data FROM w
  ),
  s AS (
    UPDATE session s SET ${linkEvent} FROM w, event WHERE s.id = w.session_id RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (${recordEvent()})
  SELECT w.session_id FROM w`;
};
