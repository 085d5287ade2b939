import { recordEvent } from "@/lib/db/audit-event";

/**
 * Creates sessions and commits the first step of each, a plain one that is done. $1 is an array of NewSession and
 * StepRow in one. A row comes back for each session that was created. No row: its id is taken.
 */
export const startWithStep = `
WITH w AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, workflow_version_id uuid, claimant_id uuid, reference text,
    context jsonb, lease_ms float8, token uuid, keep_lease boolean, status text, current_task_id text, trail text[],
    task_id text, action text, next_task_id text, response text, step_message text, patch jsonb, duration_ms int)
),
event AS (
  SELECT id, type, actor_id, data, audit_chain('', 1, type, actor_id, now(), data) AS hash
  FROM (
    SELECT id, 'session.started' AS type, claimant_id AS actor_id,
      jsonb_build_object('workflowVersionId', workflow_version_id, 'reference', reference) AS data
    FROM w
  ) AS started
),
created AS (
  INSERT INTO session (id, workflow_version_id, claimant_id, reference, status, current_task_id, status_message,
    context, start_task_id, initial_context, version, step_seq, trail, flags, lease_token, lease_until, begun,
    completed_at, audit_seq, audit_hash)
  SELECT id, workflow_version_id, claimant_id, reference, coalesce(status, 'ready')::"SessionStatus",
    current_task_id, step_message, context || coalesce(patch->'set', '{}'), task_id, context, 2, 1,
    coalesce(trail, ARRAY[task_id]), '{}', CASE WHEN keep_lease THEN token END,
    CASE WHEN keep_lease THEN now() + lease_ms * interval '1 millisecond' END, CASE WHEN keep_lease THEN 1 ELSE 0 END,
    CASE WHEN status = 'completed' THEN now() END, 2,
    encode(sha256(convert_to(event.hash || step_content(2, 1, task_id, 'done', action, next_task_id, response,
      step_message, patch, NULL, NULL), 'UTF8')), 'hex')
  FROM w JOIN event USING (id)
  ON CONFLICT (id) DO NOTHING
  RETURNING session.id, session.audit_hash
),
s AS (SELECT id, 1 AS audit_seq, event.hash AS audit_hash FROM created JOIN event USING (id)),
audited AS (
  ${recordEvent("s JOIN event USING (id)").sql}
  RETURNING session_id AS id
),
inserted AS (
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, response, status_message, patch,
    duration_ms, event_id, audit_seq, hash)
  SELECT id, 1, task_id, 'done', action, next_task_id, response, step_message, patch, duration_ms,
    nextval('audit_event_id_seq'), 2, audit_hash
  FROM audited JOIN created USING (id) JOIN w USING (id)
)
SELECT id FROM created`;
