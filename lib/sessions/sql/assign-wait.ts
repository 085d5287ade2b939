import { Prisma } from "@/lib/db/client";

export interface Assignment {
  waitId: string;
  actorId: string;
  /** Null gives the case back. */
  assigneeId: string | null;
  queues: string[];
  event: string;
}

/** Takes a free case or gives one's own back. No row back: not open, not in one's queues, or in a colleague's hands. */
export const assignWait = ({ waitId, actorId, assigneeId, queues, event }: Assignment): Prisma.Sql => Prisma.sql`
  WITH held AS (
    SELECT s.id FROM session s WHERE s.id = (SELECT session_id FROM wait WHERE id = ${waitId}::uuid) FOR NO KEY UPDATE
  ),
  w AS (
    UPDATE wait w SET assignee_id = ${assigneeId}::uuid FROM held
    WHERE w.session_id = held.id AND w.id = ${waitId}::uuid AND w.status = 'open' AND w.audience = 'reviewer' AND w.queue = ANY (${queues}::text[])
      AND ${assigneeId === null ? Prisma.sql`w.assignee_id = ${actorId}::uuid` : Prisma.sql`(w.assignee_id IS NULL OR w.assignee_id = ${actorId}::uuid)`}
    RETURNING w.id, w.session_id
  ),
  s AS (
    UPDATE session s SET
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, ${event}::text, ${actorId}::uuid, now(), jsonb_build_object('waitId', w.id))
    FROM w WHERE s.id = w.session_id
    RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, ${event}::text, ${actorId}::uuid, jsonb_build_object('waitId', w.id), now(), s.audit_hash FROM s, w
  )
  SELECT w.session_id FROM w`;
