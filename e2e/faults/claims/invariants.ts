// What must hold after every fault: queries that find the sessions which violate it, as (session_id, detail). `$1` is
// an array of session ids, null for all. The numbers group the invariants.

const inScope = (column: string): string => `($1::uuid[] IS NULL OR ${column} = ANY($1))`;

/** What the steps' patches say about a key, newest first: set to a value, or removed (null). */
const writes = `
  SELECT t.session_id, t.seq, e.key, e.value FROM step t, jsonb_each(t.patch->'set') AS e
  WHERE ${inScope("t.session_id")}
  UNION ALL
  SELECT t.session_id, t.seq, e.key, NULL FROM step t, jsonb_array_elements_text(t.patch->'remove') AS e(key)
  WHERE ${inScope("t.session_id")}`;

const withoutGaps = (table: string, column: string): string => `
  SELECT s.id AS session_id,
    format('%s rows up to %s, the session counts %s', count(r.seq), max(r.seq), s.${column}) AS detail
  FROM session s LEFT JOIN ${table} r ON r.session_id = s.id WHERE ${inScope("s.id")} GROUP BY s.id
  HAVING count(r.seq) <> s.${column} OR count(DISTINCT r.seq) <> s.${column} OR coalesce(max(r.seq), 0) <> s.${column}`;

/** Name of an invariant -> the query for the rows that break it. */
export const invariants = {
  "1: steps have no gap and no duplicate": withoutGaps("step", "step_seq"),
  "1: messages have no gap and no duplicate": withoutGaps("message", "message_seq"),
  "1: the context is the fold of the steps' patches": `
    WITH written AS (
      SELECT s.id AS session_id, 0 AS seq, e.key, e.value FROM session s, jsonb_each(s.initial_context) AS e
      WHERE ${inScope("s.id")}
      UNION ALL ${writes}),
    newest AS (
      SELECT DISTINCT ON (session_id, key) * FROM written ORDER BY session_id, key, seq DESC, value NULLS LAST),
    known AS (
      SELECT s.id AS session_id, k.key, k.value FROM session s, jsonb_each(s.context) AS k WHERE ${inScope("s.id")})
    SELECT session_id, format('%s is %s, the patches say %s', key, k.value, n.value) AS detail
    FROM known k FULL JOIN newest n USING (session_id, key)
    WHERE n.value IS DISTINCT FROM k.value`,

  "2: an effect is there once, with the session's own content": `
    SELECT s.id AS session_id, format('%s letters for %L', count(o.id), s.context->>'letter') AS detail
    FROM session s LEFT JOIN outbox o ON o.session_id = s.id AND o.kind = 'letter'
    WHERE ${inScope("s.id")} GROUP BY s.id
    HAVING count(o.id) <> (CASE WHEN s.context ? 'letter' THEN 1 ELSE 0 END)
      OR bool_or(o.payload->>'text' IS DISTINCT FROM s.context->>'letter' AND o.id IS NOT NULL)
    UNION ALL
    SELECT min(session_id::text)::uuid, effect_key FROM outbox WHERE ${inScope("session_id")}
    GROUP BY effect_key HAVING count(*) > 1 OR NOT bool_and(effect_key = session_id || ':' || kind)`,

  "3: a wait has at most one decision, and it was made while it was asked": `
    SELECT w.session_id, format('wait %s, %s, %s decisions', w.id, w.status, count(d.id)) AS detail
    FROM wait w JOIN decision d ON d.wait_id = w.id WHERE ${inScope("w.session_id")} GROUP BY w.id
    HAVING count(d.id) > 1 OR w.status <> 'answered' OR w.audience <> 'reviewer'`,
  "3: a waiting session has exactly one open wait, at its task; one that is over has none": `
    SELECT s.id AS session_id, format('%s at %s, %s open waits', s.status, s.current_task_id, count(w.id)) AS detail
    FROM session s LEFT JOIN wait w ON w.session_id = s.id AND w.status = 'open' WHERE ${inScope("s.id")} GROUP BY s.id
    HAVING count(w.id) > 1 OR (s.status = 'waiting' AND count(w.id) <> 1)
      OR (s.status IN ('completed', 'cancelled') AND count(w.id) <> 0) OR bool_or(w.task_id <> s.current_task_id)`,
  "3: an open review is in the inbox of a reviewer who may decide it": `
    SELECT w.session_id, format('wait %s in queue %s of a session that is %s', w.id, w.queue, s.status) AS detail
    FROM wait w JOIN session s ON s.id = w.session_id
    WHERE ${inScope("w.session_id")} AND w.status = 'open' AND w.audience = 'reviewer'
      AND (s.status <> 'waiting' OR NOT EXISTS (
        SELECT FROM app_user u
        WHERE 'reviewer' = ANY (u.roles) AND w.queue = ANY (u.queues) AND u.id <> s.claimant_id))`,

  "3: cases agree with their waits: open, asked about, decided or cancelled": `
    SELECT w.session_id, format('open wait %s, case %s is %s', w.id, c.id, c.status) AS detail
    FROM wait w LEFT JOIN review_case c ON c.id = w.case_id
    WHERE ${inScope("w.session_id")} AND w.audience = 'reviewer' AND w.status = 'open'
      AND (c.status, c.wait_id, c.evidence_version) IS DISTINCT FROM ('open', w.id, w.evidence_version)
    UNION ALL
    SELECT c.session_id, format('%s case %s, wait is %s, verdict %s', c.status, c.id, w.status, d.verdict)
    FROM review_case c JOIN wait w ON w.id = c.wait_id LEFT JOIN decision d ON d.wait_id = w.id
    WHERE ${inScope("c.session_id")} AND c.status::text IS DISTINCT FROM (CASE
      WHEN w.status = 'open' THEN 'open' WHEN d.id IS NULL THEN 'cancelled'
      WHEN d.verdict <> 'request_information' THEN 'decided'
      ELSE CASE WHEN c.status = 'cancelled' THEN 'cancelled' ELSE 'waiting_on_claimant' END END)
    UNION ALL
    SELECT c.session_id, format('case %s is %s, its session %s', c.id, c.status, s.status)
    FROM review_case c JOIN session s ON s.id = c.session_id
    WHERE ${inScope("c.session_id")} AND c.status IN ('open', 'waiting_on_claimant')
      AND s.status IN ('completed', 'cancelled')`,
  "3: a pending decision is committed at its time, once": `
    SELECT c.session_id, format('pending %s is %s since %s', p.id, p.status, p.commit_at) AS detail
    FROM pending_decision p JOIN review_case c ON c.id = p.case_id LEFT JOIN decision d ON d.id = p.id
      LEFT JOIN approval a ON a.id = p.id
    WHERE ${inScope("c.session_id")} AND ((p.status = 'pending' AND p.commit_at < now() - interval '30 seconds')
      OR (p.status = 'committed') IS DISTINCT FROM (d.id IS NOT NULL OR a.id IS NOT NULL))`,

  "4: the decider is never the claimant": `
    SELECT d.session_id, format('decision %s', d.id) AS detail
    FROM decision d JOIN wait w ON w.id = d.wait_id JOIN session s ON s.id = w.session_id
    WHERE ${inScope("d.session_id")}
      AND (d.actor_id = s.claimant_id OR d.claimant_id <> s.claimant_id OR d.session_id <> w.session_id)`,

  "5: no session that is due waits for longer than 30 s": `
    SELECT id AS session_id, format('%s, lease until %s, begun %s times', status, lease_until, begun) AS detail
    FROM session
    WHERE ${inScope("id")} AND greatest(lease_until, updated_at, next_retry_at) < now() - interval '30 seconds'
      AND (status IN ('ready', 'running') OR (status = 'failed' AND next_retry_at IS NOT NULL)
        OR (status IN ('waiting', 'paused')
          AND user_message_seq > greatest(handled_message_seq, stopped_message_seq)))`,

  "6: a failed session has its error step, and only failed steps have errors": `
    SELECT s.id AS session_id, format('failed after step %s: %s', t.seq, t.error_code) AS detail
    FROM session s LEFT JOIN step t ON t.session_id = s.id AND t.seq = s.step_seq
    WHERE ${inScope("s.id")} AND s.status = 'failed' AND (t.status IS DISTINCT FROM 'failed'
      OR t.task_id <> s.current_task_id OR t.attempt <> s.attempt OR t.next_retry_at IS DISTINCT FROM s.next_retry_at)
    UNION ALL
    SELECT session_id, format('step %s is %s with error %s', seq, status, error_code) FROM step
    WHERE ${inScope("session_id")}
      AND (status = 'failed') IS DISTINCT FROM (coalesce(error_code, '') <> '' AND error_message IS NOT NULL)`,

  "6: a session that was set aside has failed at a step that never ended": `
    SELECT s.id AS session_id, format('%s after step %s: %s', s.status, t.seq, t.error_code) AS detail
    FROM session s LEFT JOIN step t ON t.session_id = s.id AND t.seq = s.step_seq
    WHERE ${inScope("s.id")} AND s.is_set_aside
      AND (s.status <> 'failed' OR t.error_code IS DISTINCT FROM 'step_never_ended')`,

  "7: a session runs on the version it started with": `
    SELECT s.id AS session_id, format('version %s, task %s', v.number, t.task_id) AS detail
    FROM session s JOIN workflow_version v ON v.id = s.workflow_version_id
      LEFT JOIN audit_event a ON a.session_id = s.id AND a.type = 'session.started'
      CROSS JOIN LATERAL (SELECT task_id FROM step WHERE session_id = s.id UNION SELECT s.current_task_id) AS t
    WHERE ${inScope("s.id")} AND (a.data->>'workflowVersionId' IS DISTINCT FROM v.id::text
      OR NOT v.definition->'tasks' @> jsonb_build_array(jsonb_build_object('id', t.task_id)))`,

  "8: the audit chain verifies, to its end": `
    SELECT s.id AS session_id, format('event %s, %s', b.seq, b.type) AS detail
    FROM session s CROSS JOIN LATERAL broken_links(s.id) AS b WHERE ${inScope("s.id")}
    UNION ALL
    SELECT s.id, format('%s events up to %s of %s', count(l.seq), max(l.seq), s.audit_seq)
    FROM session s LEFT JOIN audit_log l ON l.session_id = s.id WHERE ${inScope("s.id")} GROUP BY s.id
    HAVING count(DISTINCT l.seq) <> s.audit_seq OR count(l.seq) <> s.audit_seq
      OR max(l.seq) IS DISTINCT FROM s.audit_seq
      OR (array_agg(l.hash ORDER BY l.seq DESC))[1] IS DISTINCT FROM s.audit_hash`,
  "8: every step is an event, at a place of its own in the log": `
    SELECT session_id, format('step %s, event %s', seq, event_id) AS detail FROM step
    WHERE ${inScope("session_id")} AND (audit_seq IS NULL OR event_id IS NULL OR tx IS NULL)
    UNION ALL
    SELECT min(session_id::text)::uuid, format('event %s', id) FROM audit_log WHERE ${inScope("session_id")}
    GROUP BY id HAVING count(*) > 1`,
  "8: every message, decision, start and end by hand has its event": `
    WITH happened AS (
      SELECT session_id, 'message.received' AS type, id::text AS what FROM message WHERE role = 'user'
      UNION ALL SELECT session_id, 'wait.decided', id::text FROM decision
      UNION ALL SELECT id, 'session.started', workflow_version_id::text FROM session
      UNION ALL SELECT id, 'ended', '' FROM session WHERE status = 'cancelled'),
    recorded AS (
      SELECT session_id,
        CASE WHEN type IN ('session.withdrawn', 'session.cancelled') THEN 'ended' ELSE type END AS type,
        coalesce(data->>'messageId', data->>'decisionId', data->>'workflowVersionId', '') AS what
      FROM audit_event WHERE ${inScope("session_id")} AND type IN
        ('message.received', 'wait.decided', 'session.started', 'session.withdrawn', 'session.cancelled'))
    SELECT coalesce(h.session_id, r.session_id) AS session_id,
      format('%s %s', coalesce(h.type, r.type), coalesce(h.what, r.what)) AS detail
    FROM (SELECT * FROM happened WHERE ${inScope("session_id")}) h FULL JOIN recorded r USING (session_id, type, what)
    WHERE h.session_id IS NULL OR r.session_id IS NULL`,

  "9: a confirmation is the claimant's answer to what was shown": `
    SELECT session_id, format('step %s confirmed on %s', seq, answer) AS detail FROM step
    WHERE ${inScope("session_id")} AND patch->'set' ? 'confirmed' AND (answer->>'type' IS DISTINCT FROM 'message'
      OR NOT coalesce((answer->>'asked')::boolean OR answer->>'confirmsWaitId' = answer->>'waitId', false))`,
  "9: what was confirmed is what the rules read": `
    WITH written AS (${writes}),
    confirmed AS (
      SELECT session_id, seq, f.key, nullif(f.value, 'null') AS value,
        (SELECT min(w.seq) FROM written w
          WHERE w.session_id = c.session_id AND w.seq > c.seq AND w.key = 'confirmed') AS until
      FROM written c, jsonb_each(c.value) AS f WHERE c.key = 'confirmed' AND c.value IS NOT NULL)
    SELECT c.session_id, format('%s was %s when confirmed in step %s', c.key, b.value, c.seq) AS detail
    FROM confirmed c LEFT JOIN LATERAL (
      SELECT value FROM written w WHERE w.session_id = c.session_id AND w.key = c.key AND w.seq <= c.seq
      ORDER BY w.seq DESC LIMIT 1) b ON true
    WHERE b.value IS DISTINCT FROM c.value
    UNION ALL
    SELECT c.session_id, format('%s became %s in step %s after its confirmation', c.key, w.value, w.seq)
    FROM confirmed c
      JOIN written w ON w.session_id = c.session_id AND w.key = c.key
        AND w.seq > c.seq AND w.seq < coalesce(c.until, w.seq + 1)
      JOIN step t ON t.session_id = w.session_id AND t.seq = w.seq
    WHERE w.value IS DISTINCT FROM c.value AND t.answer->>'type' IS DISTINCT FROM 'decision'`,
  "9: nothing is approved that was not confirmed, nor from the limit on without a reviewer": `
    SELECT s.id AS session_id, format('approved at %s', s.amount_cents) AS detail FROM session s
    WHERE ${inScope("s.id")} AND s.context->>'outcome' = 'approved' AND (NOT s.context ? 'confirmed' OR (
      coalesce(s.amount_cents, 100000) >= 100000
      AND NOT EXISTS (SELECT FROM decision d WHERE d.session_id = s.id AND d.verdict = 'approve')))
    UNION ALL
    SELECT id, format('the column says %s, the context %s', amount_cents, context->'amount_cents') FROM session
    WHERE ${inScope("id")} AND amount_cents IS DISTINCT FROM (context->>'amount_cents')::int`,
} as const;

export type Invariant = keyof typeof invariants;
