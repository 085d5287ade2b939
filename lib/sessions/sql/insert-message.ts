import { createHash } from "node:crypto";
import type { PreparedStatement } from "@/lib/db/connections/pool";
import type { AcquiredRow, MessagePart } from "../reading/read-session";
import { linkEvent, recordEvent } from "./audit-event";
import { isFree } from "./due";
import { sessionColumns } from "./load-session";

export interface NewMessage {
  id: string;
  sessionId: string;
  claimantId: string;
  clientMessageId: string;
  parts: readonly MessagePart[];
  flags: string[];
}

/** The session that a message was stored in, as it is with the message, which is not among its unread ones. */
export interface MessagedRow extends AcquiredRow {
  /** The seq of the message. */
  message_seq: number;
  /** Epoch milliseconds. */
  stored_at: number;
  /** The lease was taken. */
  is_acquired: boolean;
  /** Another run holds the session. */
  is_held: boolean;
}

/**
 * Stores what a claimant wrote, before anything reads it, and takes the lease `token` when the message is an answer that
 * is due now and the session is free. A failed task that is to be retried is retried now, with all its attempts before
 * it. No row: the session is not theirs, is over, or has this message already. As in `acquireSessions`, `is_current` is
 * false when the session was changed while this statement waited for it.
 */
export function insertMessage(message: NewMessage, lease?: { token: string; leaseMs: number }): PreparedStatement {
  const parts = JSON.stringify(message.parts);
  const hash = createHash("sha256").update(parts).digest("hex");
  return {
    name: "insert-message",
    text,
    values: [
      ...[message.id, message.sessionId, message.claimantId, message.clientMessageId, parts, message.flags],
      ...[hash, lease?.token ?? null, lease?.leaseMs ?? null],
    ],
  };
}

/** With the message the session has unread words: what `isDue` says of such a session, before the message is stored. */
const isDueWithWords = `(
    s.status IN ('ready', 'running')
    OR (s.status = 'failed' AND NOT s.is_set_aside AND (s.next_retry_at IS NOT NULL OR NOT others.hold_it))
    OR (s.status = 'waiting' AND s.wake_at <= now())
    OR (s.status IN ('waiting', 'paused')
      AND ((s.answer IS NOT NULL OR s.answered_wait_id IS NOT NULL) AND NOT s.is_stopped OR NOT others.hold_it)))`;

const text = `
WITH event AS (
  SELECT 'message.received' AS type, $3::uuid AS actor_id,
    jsonb_build_object('messageId', $1::text, 'sha256', $7::text) AS data
),
seen AS MATERIALIZED (SELECT s.audit_seq, s.user_message_seq FROM session s WHERE s.id = $2::uuid),
others AS (
  SELECT EXISTS (SELECT 1 FROM wait w WHERE w.session_id = $2::uuid AND w.status = 'open' AND w.audience <> 'claimant')
    AS hold_it
),
held AS (
  SELECT s.id, s.audit_seq, s.user_message_seq, NOT ${isFree} AS is_held,
    $8::uuid IS NOT NULL AND ${isFree} AND ${isDueWithWords} AS is_acquired
  FROM session s, others
  WHERE s.id = $2::uuid AND s.claimant_id = $3::uuid AND s.status NOT IN ('completed', 'cancelled')
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.session_id = s.id AND m.client_message_id = $4)
  FOR NO KEY UPDATE OF s
),
s AS (
  UPDATE session s SET
    message_seq = s.message_seq + 1,
    user_message_seq = s.message_seq + 1,
    flags = CASE WHEN $6::text[] = '{}' THEN s.flags
      ELSE (SELECT array_agg(DISTINCT f) FROM unnest(s.flags || $6) AS f) END,
    attempt = CASE WHEN s.status = 'failed' THEN 0 ELSE s.attempt END,
    next_retry_at = CASE WHEN s.status = 'failed' THEN LEAST(s.next_retry_at, now()) ELSE s.next_retry_at END,
    updated_at = now(),
    lease_token = CASE WHEN held.is_acquired THEN $8::uuid ELSE s.lease_token END,
    lease_until = CASE WHEN held.is_acquired THEN now() + $9::float8 * interval '1 millisecond' ELSE s.lease_until END,
    stop_token = CASE WHEN held.is_acquired THEN NULL ELSE s.stop_token END,
    begun = CASE WHEN held.is_acquired THEN s.begun + 1 ELSE s.begun END,
    is_set_aside = s.is_set_aside AND NOT held.is_acquired,
    ${linkEvent}
  FROM held, event, seen
  WHERE s.id = held.id
  RETURNING ${sessionColumns}, s.begun, coalesce(s.last_try_version = s.version, false) AS had_last_try,
    held.audit_seq = seen.audit_seq AND held.user_message_seq = seen.user_message_seq AS is_current,
    coalesce(s.wake_at <= now(), false) AS is_woken, held.is_acquired, held.is_held, s.message_seq, s.audit_seq,
    s.audit_hash, trunc(extract(epoch FROM now()) * 1000)::float8 AS stored_at
),
said AS (
  INSERT INTO message (id, session_id, seq, role, parts, client_message_id, flags, created_at)
  SELECT $1::uuid, s.id, s.message_seq, 'user', $5::jsonb, $4, $6::text[], now() FROM s
),
audited AS (${recordEvent})
SELECT * FROM s`;
