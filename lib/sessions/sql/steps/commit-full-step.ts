/**
 * As `commitStep`, for steps that also add messages, ask or answer a question, change facets, remove values or have
 * effects. `writeSteps` leaves out the parts that no step of a batch needs (`said` to `effected`).
 */
export const commitFullStep = `
WITH w AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, version int, token uuid, keep_lease boolean,
    status text, current_task_id text, trail text[], task_id text, step_status text, action text, next_task_id text,
    response text, step_message text, patch jsonb, step_answer jsonb, duration_ms int, step_attempt int, cached boolean,
    error_code text, error_message text, retry_in_ms bigint, model_id text, input_tokens int, output_tokens int,
    children jsonb, replaces_pending boolean, attempt int, wake_in_ms bigint, answer jsonb, handled_message_seq int,
    uses_decision boolean, is_stopped boolean, gives_up_at int, sets_aside boolean, removed text[], facets jsonb,
    cleared_after int, said int, messages jsonb, model_calls jsonb, closes_wait boolean, wait jsonb, effects jsonb)
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
    context = (s.context || coalesce(w.patch->'set', '{}')) - coalesce(w.removed, '{}'),
    subject = CASE WHEN w.facets IS NULL THEN s.subject ELSE w.facets->>'subject' END,
    amount_cents = CASE WHEN w.facets IS NULL THEN s.amount_cents ELSE (w.facets->>'amountCents')::int END,
    currency = CASE WHEN w.facets IS NULL THEN s.currency ELSE w.facets->>'currency' END,
    confirmed_at = CASE WHEN w.facets IS NULL THEN s.confirmed_at ELSE (w.facets->>'confirmedAt')::timestamptz END,
    outcome = CASE WHEN w.facets IS NULL THEN s.outcome ELSE w.facets->>'outcome' END,
    flags = CASE WHEN w.facets IS NULL THEN s.flags ELSE ARRAY(
      SELECT f FROM unnest(s.flags) AS f UNION SELECT jsonb_array_elements_text(w.facets->'flags')) END,
    message_seq = s.message_seq + coalesce(w.said, 0),
    history_from_seq = coalesce(s.message_seq + w.cleared_after, s.history_from_seq),
    attempt = CASE WHEN w.replaces_pending THEN w.attempt ELSE s.attempt END,
    next_retry_at = CASE WHEN w.replaces_pending OR w.is_stopped
      THEN now() + w.retry_in_ms * interval '1 millisecond' ELSE s.next_retry_at END,
    wake_at = CASE WHEN w.replaces_pending THEN now() + w.wake_in_ms * interval '1 millisecond' ELSE s.wake_at END,
    answer = CASE
      WHEN (w.replaces_pending OR w.is_stopped) AND w.step_status = 'done' THEN w.answer
      WHEN w.replaces_pending OR w.is_stopped THEN coalesce(w.answer, s.answer)
      ELSE s.answer END,
    answered_wait_id = CASE WHEN w.uses_decision THEN NULL ELSE s.answered_wait_id END,
    handled_message_seq = GREATEST(s.handled_message_seq, w.handled_message_seq),
    lease_token = CASE WHEN w.keep_lease THEN s.lease_token END,
    lease_until = CASE WHEN w.keep_lease THEN s.lease_until END,
    stop_token = CASE WHEN w.keep_lease THEN s.stop_token END,
    begun = CASE WHEN w.keep_lease THEN 1 ELSE 0 END,
    is_set_aside = coalesce(w.sets_aside, false),
    is_stopped = CASE WHEN w.keep_lease THEN s.is_stopped ELSE coalesce(w.is_stopped, false) END,
    stopped_message_seq = CASE WHEN w.is_stopped THEN s.user_message_seq
      ELSE GREATEST(s.stopped_message_seq, w.gives_up_at) END,
    updated_at = CASE WHEN w.keep_lease THEN s.updated_at ELSE now() END,
    audit_seq = s.audit_seq + 1,
    audit_hash = encode(sha256(convert_to(s.audit_hash || step_content(s.audit_seq + 1, s.step_seq + 1, w.task_id,
      w.step_status, w.action, w.next_task_id, w.response, w.step_message, w.patch, w.step_answer, w.error_code),
      'UTF8')), 'hex')
  FROM w
  WHERE s.id = w.id AND s.version = w.version AND s.lease_token = w.token
  RETURNING s.step_seq, s.message_seq, s.history_from_seq, s.audit_seq, s.audit_hash, w.*,
    (s.answer IS NOT NULL OR s.answered_wait_id IS NOT NULL) AND NOT s.is_stopped AS has_answer,
    s.user_message_seq > GREATEST(s.handled_message_seq, s.stopped_message_seq) AS has_words
),
inserted AS (
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, response, status_message, patch, answer,
    attempt, error_code, error_message, next_retry_at, duration_ms, input_tokens, output_tokens, model_id, children,
    cached, history_from_seq, event_id, audit_seq, hash)
  SELECT id, step_seq, task_id, step_status::"StepStatus", action, next_task_id, response, step_message, patch,
    step_answer, coalesce(step_attempt, 1), error_code, error_message, now() + retry_in_ms * interval '1 millisecond',
    duration_ms, input_tokens, output_tokens, model_id, children, coalesce(cached, false),
    CASE WHEN cleared_after IS NOT NULL THEN history_from_seq END, nextval('audit_event_id_seq'), audit_seq, audit_hash
  FROM s
),
said AS (
  INSERT INTO message (id, session_id, seq, role, parts, citations, step_seq, flags, created_at)
  SELECT (m.value->>'id')::uuid, s.id, message_seq - said + m.ordinality, (m.value->>'role')::"MessageRole",
    m.value->'parts', m.value->'citations', step_seq, '{}', (m.value->>'at')::timestamptz
  FROM s, jsonb_array_elements(messages) WITH ORDINALITY AS m
),
called AS (
  INSERT INTO model_call (id, session_id, task_id, attempt, model_id, prompt, answer, error_code, error_message,
    input_tokens, output_tokens, duration_ms, created_at)
  SELECT c.id, s.id, c.task_id, c.attempt, c.model_id, c.prompt, c.answer, c.error_code, c.error_message,
    c.input_tokens, c.output_tokens, c.duration_ms, c.created_at
  FROM s, jsonb_to_recordset(model_calls) AS c (id uuid, task_id text, attempt int, model_id text, prompt jsonb,
    answer text, error_code text, error_message text, input_tokens int, output_tokens int, duration_ms int,
    created_at timestamptz)
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
),
effected AS (
  INSERT INTO outbox (effect_key, session_id, kind, payload)
  SELECT s.id || ':' || (e->>'key'), s.id, e->>'kind', e->'payload'
  FROM s, jsonb_array_elements(effects) AS e
  ON CONFLICT (effect_key) DO NOTHING
)
SELECT id, has_answer, has_words FROM s`;
