/**
 * Creates sessions and commits the first step of each, a plain one that is done. $1 is an array of NewSession and
 * StepRow in one. A row comes back for each session that was created. No row: its id is taken.
 */
export const startWithStep = `
WITH w AS (
  SELECT w.*, nextval('audit_event_id_seq') AS started_event_id,
    jsonb_build_object('workflowVersionId', workflow_version_id, 'reference', reference) AS event
  FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, workflow_version_id uuid, claimant_id uuid, reference text,
    context jsonb, lease_ms float8, token uuid, keep_lease boolean, status text, current_task_id text, trail text[],
    task_id text, action text, next_task_id text, response text, step_message text, patch jsonb, duration_ms int,
    model_id text, input_tokens int, output_tokens int, children jsonb, cached boolean)
),
started AS (
  SELECT w.*, audit_chain('', 1, 'session.started', claimant_id, now(), event) AS started_hash FROM w
),
s AS (
  INSERT INTO session (id, workflow_version_id, claimant_id, reference, status, current_task_id, status_message,
    context, start_task_id, initial_context, version, step_seq, trail, flags, lease_token, lease_until, begun,
    completed_at, audit_seq, audit_hash)
  SELECT id, workflow_version_id, claimant_id, reference, coalesce(status, 'ready')::"SessionStatus",
    current_task_id, step_message, context || coalesce(patch->'set', '{}'), task_id, context, 2, 1,
    coalesce(trail, ARRAY[task_id]), '{}', CASE WHEN keep_lease THEN token END,
    CASE WHEN keep_lease THEN now() + lease_ms * interval '1 millisecond' END, CASE WHEN keep_lease THEN 1 ELSE 0 END,
    CASE WHEN status = 'completed' THEN now() END, 2,
    encode(sha256(convert_to(started_hash || step_content(2, 1, task_id, 'done', action, next_task_id, response,
      step_message, patch, NULL, NULL), 'UTF8')), 'hex')
  FROM started
  ON CONFLICT (id) DO NOTHING
  RETURNING session.id, session.audit_hash
),
audited AS (
  INSERT INTO audit_event (id, session_id, seq, type, actor_id, data, at, hash)
  SELECT started_event_id, s.id, 1, 'session.started', claimant_id, event, now(), started_hash
  FROM s JOIN started USING (id)
),
inserted AS (
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, response, status_message, patch,
    duration_ms, input_tokens, output_tokens, model_id, children, cached, event_id, audit_seq, hash)
  SELECT s.id, 1, task_id, 'done', action, next_task_id, response, step_message, patch, duration_ms, input_tokens,
    output_tokens, model_id, children, coalesce(cached, false), nextval('audit_event_id_seq'), 2, audit_hash
  FROM s JOIN started USING (id)
)
SELECT id FROM s`;
