import type { PreparedStatement } from "@/lib/db/connections/pool";

/**
 * What a session began with, its steps, its moves to other versions and its whole conversation. A message of a step is
 * visible from that step on, a claimant's message from the next step on; a step that cleared the conversation ends the
 * visibility of the messages before it.
 */
export const sessionHistory = (id: string): PreparedStatement => ({
  name: "session-history",
  text: `
  SELECT s.workflow_version_id, s.start_task_id, s.initial_context,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
       'seq', t.seq, 'taskId', t.task_id, 'status', t.status, 'action', t.action, 'nextTaskId', t.next_task_id,
       'response', t.response, 'statusMessage', t.status_message, 'patch', t.patch,
       'answer', t.answer, 'attempt', t.attempt,
       'errorCode', t.error_code, 'errorMessage', t.error_message, 'durationMs', t.duration_ms,
       'retryInMs', round(extract(epoch FROM t.next_retry_at - t.created_at) * 1000), 'modelId', t.model_id,
       'inputTokens', t.input_tokens, 'outputTokens', t.output_tokens, 'children', t.children,
       'cached', t.cached) ORDER BY t.seq), '[]')
     FROM step t WHERE t.session_id = s.id) AS steps,
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
       'afterSeq', (SELECT count(*) FROM step t WHERE t.session_id = s.id AND t.audit_seq < e.seq),
       'fromGraphId', f.id, 'graphId', t.id, 'currentTaskId', e.data->'toTaskId',
       'backStack', e.data->'trail') ORDER BY e.seq), '[]')
     FROM audit_event e
     JOIN workflow_version v ON v.id = s.workflow_version_id
     JOIN workflow_version f ON f.workflow_id = v.workflow_id AND f.number = (e.data->>'from')::int
     JOIN workflow_version t ON t.workflow_id = v.workflow_id AND t.number = (e.data->>'to')::int
     WHERE e.session_id = s.id AND e.type = 'session.migrated') AS moves,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'parts', m.parts, 'citations', m.citations,
       'at', to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       'since', coalesce(m.step_seq,
         1 + (SELECT count(*) FROM step t WHERE t.session_id = s.id AND t.created_at < m.created_at)),
       'until', (SELECT min(t.seq) FROM step t WHERE t.session_id = s.id AND t.history_from_seq >= m.seq))
       ORDER BY m.seq), '[]')
     FROM message m WHERE m.session_id = s.id) AS messages
  FROM session s WHERE s.id = $1::uuid`,
  values: [id],
});
