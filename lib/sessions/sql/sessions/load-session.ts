import type { PreparedStatement } from "@/lib/db/connections/pool";
import { historyWindow } from "@/lib/sessions/reading/read-session";

/** A message as a LoadedMessage. A turn reads many of them, so its cost matters. */
const messageJson = `json_build_array(m.seq, m.role, m.parts, trunc(extract(epoch FROM m.created_at) * 1000),
    m.citations)`;

/** What a loaded session consists of, for a statement that has its row as `s`. */
export const sessionColumns = `s.id, s.workflow_version_id, s.start_task_id, s.current_task_id, s.status::text,
    s.status_message, s.context, s.version, s.step_seq, s.attempt, s.trail, s.answer, s.handled_message_seq,
    (SELECT jsonb_build_object('id', w.id, 'openedMessageSeq', w.opened_message_seq, 'audience', w.audience,
       'form', w.form, 'queue', w.queue, 'priority', w.priority, 'amountCents', w.amount_cents, 'currency', w.currency,
       'reasons', w.reasons, 'assigneeId', w.assignee_id) || w.rules
     FROM wait w WHERE w.session_id = s.id AND w.status = 'open') AS wait,
    CASE WHEN s.answered_wait_id IS NOT NULL THEN
      (SELECT jsonb_build_object('type', 'decision', 'decisionId', d.id, 'verdict', d.verdict, 'reason', d.reason,
         'question', d.question, 'wanted', to_jsonb(d.fields), 'documents', to_jsonb(d.documents),
         'edits', d.edits, 'actorId', d.actor_id, 'fields', coalesce(w.form->'fields', '[]'),
         'outcomes', coalesce(w.form->'outcomes', '[]'), 'proposed', w.proposed)
       FROM decision d JOIN wait w ON w.id = d.wait_id WHERE d.wait_id = s.answered_wait_id) END AS decision,
    CASE WHEN s.message_seq > s.history_from_seq THEN
      (SELECT json_agg(${messageJson})
       FROM (
         SELECT * FROM message WHERE session_id = s.id AND seq > s.history_from_seq
         ORDER BY seq DESC LIMIT ${historyWindow}) m)
      END AS newest_messages,
    CASE WHEN s.user_message_seq > s.handled_message_seq THEN
      (SELECT json_agg(${messageJson} ORDER BY m.seq)
       FROM message m
       WHERE m.session_id = s.id AND m.role = 'user' AND m.step_seq IS NULL AND m.seq > s.handled_message_seq)
      END AS unread`;

/** A session with its open wait, its decision and the words that no step has read, in one snapshot. */
export const loadSession = (id: string): PreparedStatement => ({
  name: "load-session",
  text: `SELECT ${sessionColumns} FROM session s WHERE s.id = $1::uuid`,
  values: [id],
});
