import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import type { PreparedStatement } from "@/lib/db/connections/pool";
import type { JsonValue, Session } from "@/lib/engine";
import type { LoadedState } from "../../reading/load-state";
import { isFree } from "../leases/due";
import { type FacetCopy, facetsOf } from "../steps/facets";
import { toMessageRow, toWaitRow } from "../steps/step-row";

interface SavedState {
  /** The stored version. */
  version: number;
  /** Its open question is another than the stored one, or gone. */
  waitIsNew: boolean;
  facetCopy: FacetCopy;
  /** The person who changed it; none for a program. */
  actorId: string | undefined;
}

/** Saves a session that was changed by hand, when it is free and still at its version. No row: it is not. */
export function saveSession(
  session: Session,
  loaded: LoadedState,
  { version, waitIsNew, facetCopy, actorId }: SavedState,
): PreparedStatement {
  const context = session.context.values();
  const wait = waitIsNew && session.wait ? toWaitRow(session.wait) : null;
  const answer = answerToKeep(session, loaded);
  return {
    name: waitIsNew ? "save-session-and-wait" : "save-session",
    text: statement(waitIsNew),
    values: [
      session.id,
      version,
      session.status,
      session.currentTaskId,
      session.statusMessage,
      session.attempt,
      session.backStack,
      JSON.stringify(context),
      answer === null ? null : JSON.stringify(answer),
      session.context.clearedAfter(),
      JSON.stringify(session.context.newMessages().map(toMessageRow)),
      JSON.stringify(facetsOf(facetCopy, context)),
      JSON.stringify({ status: session.status, taskId: session.currentTaskId }),
      actorId ?? null,
      ...(waitIsNew ? [wait && JSON.stringify(wait)] : []),
    ],
  };
}

/**
 * A decision or words are rows of their own: the column keeps the answer that was saved before.
 */
function answerToKeep({ answer }: Session, loaded: LoadedState): JsonValue {
  if (loaded.answerIs === "decision" || loaded.answerIs === "words") {
    if (answer === undefined || answer === loaded.answer) return loaded.savedAnswer;
  }
  return answer ?? null;
}

const statement = (waitIsNew: boolean): string => `
  WITH n AS (SELECT $11::jsonb AS messages, $12::jsonb AS facets),
  event AS (SELECT 'session.saved' AS type, $14::uuid AS actor_id, $13::jsonb AS data),
  s AS (
    UPDATE session s SET
      version = s.version + 1,
      status = $3::text::"SessionStatus",
      current_task_id = $4,
      status_message = $5,
      attempt = $6,
      next_retry_at = CASE WHEN $3 = 'failed' THEN s.next_retry_at END,
      wake_at = CASE WHEN $3 = 'waiting' THEN ${waitIsNew ? wakeTime : "s.wake_at"} END,
      begun = 0,
      is_set_aside = false,
      is_stopped = false,
      stopped_message_seq = 0,
      trail = $7::text[],
      context = $8::jsonb,
      answer = $9::jsonb,
      answered_wait_id = ${waitIsNew ? "NULL" : "s.answered_wait_id"},
      message_seq = s.message_seq + jsonb_array_length(n.messages),
      history_from_seq = coalesce(s.message_seq + $10::int, s.history_from_seq),
      lease_token = NULL,
      lease_until = NULL,
      subject = n.facets->>'subject',
      amount_cents = (n.facets->>'amountCents')::int,
      currency = n.facets->>'currency',
      confirmed_at = (n.facets->>'confirmedAt')::timestamptz,
      outcome = n.facets->>'outcome',
      flags = ARRAY(SELECT f FROM unnest(s.flags) AS f UNION SELECT jsonb_array_elements_text(n.facets->'flags')),
      updated_at = now(),
      completed_at = CASE WHEN $3 = 'completed' THEN now() END,
      ${linkEvent.sql}
    FROM n, event
    WHERE s.id = $1::uuid AND s.version = $2 AND ${isFree.sql}
    RETURNING s.*
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, citations, step_seq, flags, created_at)
    SELECT (m.value->>'id')::uuid, s.id, s.message_seq - jsonb_array_length(n.messages) + m.ordinality,
      (m.value->>'role')::"MessageRole", m.value->'parts', m.value->'citations', s.step_seq, '{}',
      (m.value->>'at')::timestamptz
    FROM s, n, jsonb_array_elements(n.messages) WITH ORDINALITY AS m
  ),
  ${waitIsNew ? newWait : ""}
  audited AS (${recordEvent().sql})
  SELECT s.version FROM s`;

const wakeTime = "now() + ($15::jsonb->>'wakeInMs')::bigint * interval '1 millisecond'";

const newWait = `closed AS (
    UPDATE wait SET status = 'answered', answered_at = now()
    FROM s WHERE wait.session_id = s.id AND wait.status = 'open'
  ),
  opened AS (
    INSERT INTO wait (id, session_id, task_id, step_seq, opened_message_seq, audience, queue, form, priority,
      amount_cents, currency, reasons, due_at, assignee_id, rules, opened_at)
    SELECT t."id", s.id, s.current_task_id, s.step_seq, s.message_seq, t."audience"::"Audience", t."queue", t."form",
      t."priority", t."amountCents", t."currency", t."reasons", now() + t."dueInMs" * interval '1 millisecond',
      t."assigneeId", t."rules", now()
    FROM s, jsonb_to_record($15::jsonb) AS t("id" uuid, "audience" text, "queue" text, "form" jsonb, "priority" int,
      "amountCents" int, "currency" text, "reasons" text[], "dueInMs" bigint, "assigneeId" uuid, "rules" jsonb)
    WHERE $15::jsonb IS NOT NULL
  ),`;
