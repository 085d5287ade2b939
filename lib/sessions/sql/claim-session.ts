import { Prisma } from "@/lib/db/client";

/** How many of the newest messages a run gets to see: what a turn costs must not grow with the conversation. */
export const historyWindow = 50;

/** Something is due: work left over, a retry whose time has come, or an answer to the open question. */
const due = Prisma.sql`(
  s.status IN ('ready', 'running')
  OR (s.status = 'failed' AND s.next_retry_at <= now())
  OR (s.status IN ('waiting', 'paused') AND (s.answer IS NOT NULL OR (s.user_message_seq > s.handled_message_seq AND NOT EXISTS (
    SELECT 1 FROM wait w WHERE w.session_id = s.id AND w.status = 'open' AND w.audience = 'reviewer'
  ))))
)`;

/** What a loaded session consists of; `from` is a relation with the columns of `session`, called `s`. */
const loaded = Prisma.sql`
  s.id, s.workflow_version_id, s.current_task_id, s.status::text, s.status_message, s.context, s.version, s.step_seq,
  s.attempt, s.trail, s.answer, s.user_message_seq, s.handled_message_seq,
  (SELECT jsonb_build_object('audience', w.audience, 'form', w.form, 'queue', w.queue, 'priority', w.priority,
     'amountCents', w.amount_cents, 'currency', w.currency, 'reasons', w.reasons, 'assigneeId', w.assignee_id)
   FROM wait w WHERE w.session_id = s.id AND w.status = 'open') AS wait,
  (SELECT jsonb_build_object('type', 'decision', 'decisionId', d.id, 'verdict', d.verdict, 'reason', d.reason,
     'edits', d.edits, 'actorId', d.actor_id, 'evidenceVersion', d.evidence_version)
   FROM decision d WHERE d.wait_id = s.answered_wait_id) AS decision,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', m.seq, 'role', m.role, 'parts', m.parts, 'own', m.step_seq IS NULL,
     'at', to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY m.seq), '[]')
   FROM (SELECT * FROM message WHERE session_id = s.id ORDER BY seq DESC LIMIT ${historyWindow}) m) AS history`;

/**
 * Takes the lease and loads the session in one statement. No row: it is not there, leased by somebody else or, with
 * `onlyDue`, has nothing to do. Ended sessions keep their status, everything else becomes `running`.
 */
export const claimSession = (id: string, token: string, leaseMs: number, onlyDue: boolean): Prisma.Sql => Prisma.sql`
  WITH s AS (
    UPDATE session s SET
      lease_token = ${token}::uuid,
      lease_until = now() + ${leaseMs} * interval '1 millisecond',
      status = CASE WHEN s.status IN ('completed', 'cancelled') THEN s.status ELSE 'running' END,
      updated_at = now()
    WHERE s.id = ${id}::uuid AND (s.lease_until IS NULL OR s.lease_until < now())
      ${onlyDue ? Prisma.sql`AND ${due}` : Prisma.empty}
    RETURNING s.*
  )
  SELECT ${loaded} FROM s`;

/** The session as it stands, without a lease. */
export const loadSession = (id: string): Prisma.Sql =>
  Prisma.sql`SELECT ${loaded} FROM session s WHERE s.id = ${id}::uuid`;

/** Ids of sessions that nobody works on although something is due, oldest first: what the sweeper finds. */
export const dueSessions = (limit: number): Prisma.Sql => Prisma.sql`
  SELECT s.id FROM session s
  WHERE (s.lease_until IS NULL OR s.lease_until < now())
    AND s.status IN ('ready', 'running', 'failed', 'waiting') AND s.updated_at < now() - interval '5 seconds'
    AND (${due} OR (s.status = 'waiting' AND s.user_message_seq > s.handled_message_seq))
  ORDER BY s.updated_at LIMIT ${limit}`;
