import { Prisma } from "@/lib/db/client";

/** How many of the newest messages a run gets to see: what a turn costs must not grow with the conversation. */
const historyWindow = 50;

const messageJson = Prisma.sql`jsonb_build_object('seq', m.seq, 'role', m.role, 'parts', m.parts,
  'at', to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/** A session as it stands, with its open wait, the decision and the words that no step has read, in one snapshot. */
export const loadSession = (id: string): Prisma.Sql => Prisma.sql`
  SELECT s.id, s.workflow_version_id, s.current_task_id, s.status::text, s.status_message, s.context, s.version, s.step_seq,
    s.attempt, s.trail, s.answer, s.handled_message_seq,
    (SELECT jsonb_build_object('id', w.id, 'openedMessageSeq', w.opened_message_seq, 'audience', w.audience, 'form', w.form,
       'queue', w.queue, 'priority', w.priority, 'amountCents', w.amount_cents, 'currency', w.currency, 'reasons', w.reasons,
       'assigneeId', w.assignee_id)
     FROM wait w WHERE w.session_id = s.id AND w.status = 'open') AS wait,
    (SELECT jsonb_build_object('type', 'decision', 'decisionId', d.id, 'verdict', d.verdict, 'reason', d.reason,
       'edits', d.edits, 'actorId', d.actor_id)
     FROM decision d WHERE d.wait_id = s.answered_wait_id) AS decision,
    (SELECT coalesce(jsonb_agg(${messageJson} ORDER BY m.seq), '[]')
     FROM (SELECT * FROM message WHERE session_id = s.id AND seq > s.history_from_seq ORDER BY seq DESC LIMIT ${historyWindow}) m) AS history,
    (SELECT coalesce(jsonb_agg(${messageJson} ORDER BY m.seq), '[]')
     FROM message m WHERE m.session_id = s.id AND m.role = 'user' AND m.step_seq IS NULL AND m.seq > s.handled_message_seq) AS unread
  FROM session s WHERE s.id = ${id}::uuid`;
