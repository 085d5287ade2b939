import { Prisma } from "@/lib/db/client";
import type { SessionWrite } from "./session-write";

/**
 * Everything one step writes, in one statement: all of it or, when the version or the lease is not the expected one,
 * nothing and no row back.
 */
export const commitStep = (write: SessionWrite): Prisma.Sql => Prisma.sql`
  WITH doc AS (SELECT ${JSON.stringify(write)}::jsonb AS d),
  w AS (
    SELECT * FROM doc, jsonb_to_record(d) AS t(
      "id" uuid, "version" int, "token" uuid, "keepLease" boolean, "status" text, "currentTaskId" text, "statusMessage" text,
      "attempt" int, "retryInMs" int, "trail" text[], "context" jsonb, "set" jsonb, "remove" text[], "answer" jsonb,
      "handledMessageSeq" int, "forgets" int, "settles" boolean, "facets" jsonb, "step" jsonb, "messages" jsonb, "wait" jsonb, "effects" jsonb, "audit" jsonb)
  ),
  s AS (
    UPDATE session s SET
      version = s.version + 1,
      step_seq = s.step_seq + CASE WHEN w."step" IS NULL THEN 0 ELSE 1 END,
      status = w."status"::"SessionStatus",
      current_task_id = w."currentTaskId",
      status_message = w."statusMessage",
      attempt = w."attempt",
      next_retry_at = now() + w."retryInMs" * interval '1 millisecond',
      trail = w."trail",
      context = coalesce(w."context", (s.context || w."set") - w."remove"),
      answer = CASE WHEN w."settles" THEN w."answer" ELSE coalesce(w."answer", s.answer) END,
      answered_wait_id = CASE WHEN w."settles" THEN NULL ELSE s.answered_wait_id END,
      message_seq = s.message_seq + jsonb_array_length(w."messages"),
      handled_message_seq = GREATEST(s.handled_message_seq, w."handledMessageSeq"),
      history_from_seq = coalesce(s.message_seq + w."forgets", s.history_from_seq),
      lease_token = CASE WHEN w."keepLease" THEN s.lease_token END,
      lease_until = CASE WHEN w."keepLease" THEN s.lease_until END,
      subject = w."facets"->>'subject',
      amount_cents = (w."facets"->>'amountCents')::int,
      currency = w."facets"->>'currency',
      confirmed_at = (w."facets"->>'confirmedAt')::timestamptz,
      outcome = w."facets"->>'outcome',
      flags = (SELECT coalesce(array_agg(DISTINCT f), '{}') FROM (SELECT unnest(s.flags) UNION SELECT jsonb_array_elements_text(w."facets"->'flags')) AS all_flags(f)),
      updated_at = now(),
      completed_at = CASE WHEN w."status" = 'completed' THEN now() END,
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, w."audit"->>'type', NULL, now(), w."audit"->'data')
    FROM w
    WHERE s.id = w."id" AND s.version = w."version"
      AND CASE WHEN w."token" IS NULL THEN s.lease_until IS NULL OR s.lease_until < now() ELSE s.lease_token = w."token" END
    RETURNING s.*
  ),
  stepped AS (
    INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, response, status_message, patch, answer, attempt,
      error_code, error_message, next_retry_at, duration_ms, input_tokens, output_tokens, model_id, created_at)
    SELECT s.id, s.step_seq, t."taskId", t."status"::"StepStatus", t."action", t."nextTaskId", t."response", t."statusMessage", t."patch",
      t."answer", t."attempt", t."errorCode", t."errorMessage", s.next_retry_at, t."durationMs", t."inputTokens",
      t."outputTokens", t."modelId", now()
    FROM s, w, jsonb_to_record(coalesce(w."step", '{}')) AS t("taskId" text, "status" text, "action" text, "nextTaskId" text, "response" text,
      "statusMessage" text, "patch" jsonb, "answer" jsonb, "attempt" int, "errorCode" text, "errorMessage" text, "durationMs" int,
      "inputTokens" int, "outputTokens" int, "modelId" text)
    WHERE w."step" IS NOT NULL
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, step_seq, flags, created_at)
    SELECT (m.value->>'id')::uuid, s.id, s.message_seq - jsonb_array_length(w."messages") + m.ordinality, (m.value->>'role')::"MessageRole",
      m.value->'parts', s.step_seq, '{}', now()
    FROM s, w, jsonb_array_elements(w."messages") WITH ORDINALITY AS m
  ),
  closed AS (
    UPDATE wait SET status = 'answered', answered_at = now()
    FROM s, w WHERE w."settles" AND wait.session_id = s.id AND wait.status = 'open'
  ),
  opened AS (
    INSERT INTO wait (id, session_id, task_id, step_seq, opened_message_seq, audience, queue, form, priority, amount_cents, currency, reasons,
      due_at, assignee_id, opened_at)
    SELECT t."id", s.id, s.current_task_id, s.step_seq, s.message_seq, t."audience"::"Audience", t."queue", t."form", t."priority", t."amountCents",
      t."currency", t."reasons", now() + t."dueInMs" * interval '1 millisecond', t."assigneeId", now()
    FROM s, w, jsonb_to_record(coalesce(w."wait", '{}')) AS t("id" uuid, "audience" text, "queue" text,
      "form" jsonb, "priority" int, "amountCents" int, "currency" text, "reasons" text[], "dueInMs" bigint, "assigneeId" uuid)
    WHERE w."wait" IS NOT NULL
  ),
  effected AS (
    INSERT INTO outbox (effect_key, session_id, kind, payload)
    SELECT s.id || ':' || (e->>'key'), s.id, e->>'kind', e->'payload' FROM s, w, jsonb_array_elements(w."effects") AS e
    ON CONFLICT (effect_key) DO NOTHING
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, data, at, hash)
    SELECT s.id, s.audit_seq, w."audit"->>'type', w."audit"->'data', now(), s.audit_hash FROM s, w
  )
  SELECT s.version, s.step_seq FROM s`;
