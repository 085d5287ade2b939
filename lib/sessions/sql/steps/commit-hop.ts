/**
 * Commits hops: a task is done, its patch only sets values, and the run goes on with the next task. $1 is an array of
 * StepRow (`isHop`), at most one for a session. The rows that come back are those of `commitStep`.
 */
export const commitHop = `
WITH w AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, version int, token uuid, current_task_id text,
    task_id text, action text, next_task_id text, patch jsonb, duration_ms int)
),
s AS (
  UPDATE session s SET
    version = s.version + 1,
    step_seq = s.step_seq + 1,
    current_task_id = w.current_task_id,
    trail = s.trail || w.task_id,
    context = s.context || coalesce(w.patch->'set', '{}'),
    begun = 1,
    audit_seq = s.audit_seq + 1,
    audit_hash = encode(sha256(convert_to(s.audit_hash || step_content(s.audit_seq + 1, s.step_seq + 1, w.task_id,
      'done', w.action, w.next_task_id, NULL, NULL, w.patch, NULL, NULL), 'UTF8')), 'hex')
  FROM w
  WHERE s.id = w.id AND s.version = w.version AND s.lease_token = w.token
  RETURNING s.id, s.step_seq, s.audit_seq, s.audit_hash, w.task_id, w.action, w.next_task_id, w.patch, w.duration_ms,
    (s.answer IS NOT NULL OR s.answered_wait_id IS NOT NULL) AND NOT s.is_stopped AS has_answer,
    s.user_message_seq > GREATEST(s.handled_message_seq, s.stopped_message_seq) AS has_words
),
inserted AS (
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, patch, duration_ms, event_id,
    audit_seq, hash)
  SELECT id, step_seq, task_id, 'done', action, next_task_id, patch, duration_ms, nextval('audit_event_id_seq'),
    audit_seq, audit_hash
  FROM s
)
SELECT id, has_answer, has_words FROM s`;
