/** The messages of steps. It reads `s`, the sessions after the steps, with the columns of `w`. */
export const saidPart = `said AS (
  INSERT INTO message (id, session_id, seq, role, parts, citations, step_seq, flags, created_at)
  SELECT (m.value->>'id')::uuid, s.id, message_seq - said + m.ordinality, (m.value->>'role')::"MessageRole",
    m.value->'parts', m.value->'citations', step_seq, '{}', (m.value->>'at')::timestamptz
  FROM s, jsonb_array_elements(messages) WITH ORDINALITY AS m
)`;

/** Answers the open wait of steps with `closes_wait`. */
export const closedPart = `closed AS (
  UPDATE wait SET status = 'answered', answered_at = now()
  FROM s WHERE s.closes_wait AND wait.session_id = s.id AND wait.status = 'open'
)`;

/** The waits that steps open. */
export const openedPart = `opened AS (
  INSERT INTO wait (id, session_id, task_id, step_seq, opened_message_seq, audience, queue, form, priority,
    amount_cents, currency, reasons, due_at, assignee_id, rules, opened_at)
  SELECT o.id, s.id, current_task_id, step_seq, message_seq, o.audience::"Audience", o.queue, o.form, o.priority,
    o."amountCents", o.currency, o.reasons, now() + o."dueInMs" * interval '1 millisecond', o."assigneeId", o.rules,
    now()
  FROM s, jsonb_to_record(wait) AS o (id uuid, audience text, queue text, form jsonb, priority int, "amountCents" int,
    currency text, reasons text[], "dueInMs" bigint, "assigneeId" uuid,
    rules jsonb)
  WHERE wait IS NOT NULL
)`;
