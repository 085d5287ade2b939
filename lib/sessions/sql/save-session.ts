import { Prisma } from "@/lib/db/client";
import type { JsonObject, Session } from "@/lib/engine";
import { facetsOf, toMessageRow, toWaitRow } from "./step-write";

/**
 * A session that somebody changed by hand and saves as a whole, when it is free and still at its version; no row back
 * when it is not. `waitIsNew`: its open question is another than the stored one, or gone.
 */
export function saveSession(session: Session, version: number, waitIsNew: boolean): Prisma.Sql {
  const values = session.context.values();
  const messages = JSON.stringify(session.context.newMessages().map(toMessageRow));
  const facets = JSON.stringify(facetsOf((key) => values[key]));
  const event = { status: session.status, taskId: session.currentTaskId } satisfies JsonObject;
  const answer = session.answer === undefined ? null : JSON.stringify(session.answer);
  return Prisma.sql`
  WITH said_now AS (SELECT ${messages}::jsonb AS messages, ${facets}::jsonb AS facets, ${JSON.stringify(event)}::jsonb AS event),
  s AS (
    UPDATE session s SET
      version = s.version + 1,
      status = ${session.status}::"SessionStatus",
      current_task_id = ${session.currentTaskId},
      status_message = ${session.statusMessage},
      attempt = ${session.attempt},
      next_retry_at = NULL,
      wake_at = NULL,
      trail = ${session.trail}::text[],
      context = ${JSON.stringify(values)}::jsonb,
      answer = ${answer}::jsonb,
      answered_wait_id = CASE WHEN ${waitIsNew} THEN NULL ELSE s.answered_wait_id END,
      message_seq = s.message_seq + jsonb_array_length(n.messages),
      history_from_seq = coalesce(s.message_seq + ${session.context.forgets()}::int, s.history_from_seq),
      lease_token = NULL,
      lease_until = NULL,
      subject = n.facets->>'subject',
      amount_cents = (n.facets->>'amountCents')::int,
      currency = n.facets->>'currency',
      confirmed_at = (n.facets->>'confirmedAt')::timestamptz,
      outcome = n.facets->>'outcome',
      flags = ARRAY(SELECT f FROM unnest(s.flags) AS f UNION SELECT jsonb_array_elements_text(n.facets->'flags')),
      updated_at = now(),
      completed_at = CASE WHEN ${session.status} = 'completed' THEN now() END,
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'session.saved', NULL, now(), n.event)
    FROM said_now n
    WHERE s.id = ${session.id}::uuid AND s.version = ${version} AND (s.lease_until IS NULL OR s.lease_until < now())
    RETURNING s.*
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, step_seq, flags, created_at)
    SELECT (m.value->>'id')::uuid, s.id, s.message_seq - jsonb_array_length(n.messages) + m.ordinality,
      (m.value->>'role')::"MessageRole", m.value->'parts', s.step_seq, '{}', now()
    FROM s, said_now n, jsonb_array_elements(n.messages) WITH ORDINALITY AS m
  ),
  closed AS (
    UPDATE wait SET status = 'answered', answered_at = now()
    FROM s WHERE ${waitIsNew} AND wait.session_id = s.id AND wait.status = 'open'
  ),
  ${waitIsNew && session.wait ? opened(session.wait) : Prisma.empty}
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, data, at, hash)
    SELECT s.id, s.audit_seq, 'session.saved', n.event, now(), s.audit_hash FROM s, said_now n
  )
  SELECT s.version FROM s`;
}

function opened(wait: NonNullable<Session["wait"]>): Prisma.Sql {
  const row = toWaitRow(wait);
  return Prisma.sql`opened AS (
    INSERT INTO wait (id, session_id, task_id, step_seq, opened_message_seq, audience, queue, form, priority, amount_cents, currency,
      reasons, due_at, assignee_id, opened_at)
    SELECT ${row.id}::uuid, s.id, s.current_task_id, s.step_seq, s.message_seq, ${row.audience}::"Audience", ${row.queue},
      ${JSON.stringify(row.form)}::jsonb, ${row.priority}::int, ${row.amountCents}::int, ${row.currency}, ${row.reasons}::text[],
      now() + ${row.dueInMs}::bigint * interval '1 millisecond', ${row.assigneeId}::uuid, now()
    FROM s
  ),`;
}
