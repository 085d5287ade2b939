/**
 * Commits steps that are done and whose patch only sets values. They may add messages, and ask or answer a question. $1
 * is an array of StepRow, at most one for a session. A row comes back for each step that was written. No row: the
 * session is not at this version and lease. `writeSteps` leaves out the parts that no step of a batch needs.
 *
 * `has_answer` and `has_words` tell what the next run would find: an answer or a decision, words that no step has read.
 */
export const commitStep = `
WITH w AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, version int, token uuid, keep_lease boolean,
    status text, current_task_id text, trail text[], task_id text, action text, next_task_id text, response text,
    step_message text, patch jsonb, step_answer jsonb, duration_ms int, replaces_pending boolean, answer jsonb,
    handled_message_seq int, uses_decision boolean,
    wake_in_ms bigint, said int, messages jsonb, closes_wait boolean, wait jsonb)
),
s AS (
  UPDATE session s SET
    version = s.version + 1,
    step_seq = s.step_seq + 1,
    status = coalesce(w.status::"SessionStatus", s.status),
    status_message = coalesce(w.step_message, s.status_message),
    completed_at = CASE WHEN w.status = 'completed' THEN now() END,
    current_task_id = w.current_task_id,
    trail = coalesce(w.trail, s.trail || w.task_id),
    context = s.context || coalesce(w.patch->'set', '{}'),
    message_seq = s.message_seq + coalesce(w.said, 0),
    attempt = CASE WHEN w.replaces_pending THEN 0 ELSE s.attempt END,
    next_retry_at = CASE WHEN w.replaces_pending THEN NULL ELSE s.next_retry_at END,
    wake_at = CASE WHEN w.replaces_pending THEN now() + w.wake_in_ms * interval '1 millisecond' ELSE s.wake_at END,
    answer = CASE WHEN w.replaces_pending THEN w.answer ELSE s.answer END,
    answered_wait_id = CASE WHEN w.uses_decision THEN NULL ELSE s.answered_wait_id END,
    handled_message_seq = GREATEST(s.handled_message_seq, w.handled_message_seq),
    lease_token = CASE WHEN w.keep_lease THEN s.lease_token END,
    lease_until = CASE WHEN w.keep_lease THEN s.lease_until END,
    stop_token = CASE WHEN w.keep_lease THEN s.stop_token END,
    begun = CASE WHEN w.keep_lease THEN 1 ELSE 0 END,
    is_set_aside = false,
    is_stopped = w.keep_lease AND s.is_stopped,
    updated_at = CASE WHEN w.keep_lease THEN s.updated_at ELSE now() END,
    audit_seq = s.audit_seq + 1,
    audit_hash = encode(sha256(convert_to(s.audit_hash || step_content(s.audit_seq + 1, s.step_seq + 1, w.task_id,
      'done', w.action, w.next_task_id, w.response, w.step_message, w.patch, w.step_answer, NULL), 'UTF8')), 'hex')
  FROM w
  WHERE s.id = w.id AND s.version = w.version AND s.lease_token = w.token
  RETURNING s.id, s.step_seq, s.message_seq, s.current_task_id, s.audit_seq, s.audit_hash, w.task_id, w.action,
    w.next_task_id, w.response, w.step_message, w.patch, w.step_answer, w.duration_ms, w.said, w.messages,
    w.closes_wait, w.wait,
    (s.answer IS NOT NULL OR s.answered_wait_id IS NOT NULL) AND NOT s.is_stopped AS has_answer,
    s.user_message_seq > GREATEST(s.handled_message_seq, s.stopped_message_seq) AS has_words
),
inserted AS (
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, response, status_message, patch, answer,
    duration_ms, event_id, audit_seq, hash)
  SELECT id, step_seq, task_id, 'done', action, next_task_id, response, step_message, patch, step_answer, duration_ms,
    nextval('audit_event_id_seq'), audit_seq, audit_hash
  FROM s
),
said AS (
  INSERT INTO message (id, session_id, seq, role, parts, citations, step_seq, flags, created_at)
  SELECT (m.value->>'id')::uuid, s.id, message_seq - said + m.ordinality, (m.value->>'role')::"MessageRole",
    m.value->'parts', m.value->'citations', step_seq, '{}', (m.value->>'at')::timestamptz
  FROM s, jsonb_array_elements(messages) WITH ORDINALITY AS m
),
closed AS (
  UPDATE wait SET status = 'answered', answered_at = now()
  FROM s WHERE s.closes_wait AND wait.session_id = s.id AND wait.status = 'open'
),
opened AS (
  INSERT INTO wait (id, session_id, task_id, step_seq, opened_message_seq, audience, queue, form, priority,
    amount_cents, currency, reasons, due_at, assignee_id, rules, opened_at)
  SELECT o.id, s.id, current_task_id, step_seq, message_seq, o.audience::"Audience", o.queue, o.form, o.priority,
    o."amountCents", o.currency, o.reasons, now() + o."dueInMs" * interval '1 millisecond', o."assigneeId", o.rules,
    now()
  FROM s, jsonb_to_record(wait) AS o (id uuid, audience text, queue text, form jsonb, priority int, "amountCents" int,
    currency text, reasons text[], "dueInMs" bigint, "assigneeId" uuid, rules jsonb)
  WHERE wait IS NOT NULL
)
SELECT id, has_answer, has_words FROM s`;
