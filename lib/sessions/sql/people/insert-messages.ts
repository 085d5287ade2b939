import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";
import type { PreparedStatement } from "@/lib/db/connections/pool";
import { prepareRows } from "@/lib/db/connections/prepare-rows";
import type { AcquiredRow, MessagePart } from "@/lib/sessions/reading/read-session";
import { isAskingOthers, isDueWhen, isFree } from "../leases/due";
import { sessionColumns } from "../sessions/load-session";

/** A claimant's message as `insertMessages` takes it. */
export interface NewMessage {
  /** Of the session. */
  id: string;
  message_id: string;
  claimant_id: string;
  client_message_id: string;
  parts: readonly MessagePart[];
  /** SHA-256 of the parts as JSON, hex. */
  parts_hash: string;
  flags: string[];
  /** The lease to take, for so many milliseconds; undefined for none. */
  token?: string;
  lease_ms?: number;
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

/** With the message the session has unread words, and a failed task that has a retry is retried now. */
const isDueWithMessage = isDueWhen({
  isRetryDue: Prisma.sql`(s.next_retry_at IS NOT NULL OR NOT ${isAskingOthers})`,
  canAnswer: Prisma.sql`NOT ${isAskingOthers}`,
});

/**
 * Stores what claimants wrote, before anything reads it, at most one message for a session. The lease is taken when the
 * message is an answer that is due now and the session is free. A failed task that is to be retried is retried now,
 * with all its attempts. No row: the session is not theirs, is over, or has this message already. As in
 * `acquireSessions`, `is_current` is false when the session was changed while this statement waited for it.
 */
export const insertMessages = (messages: readonly NewMessage[]): PreparedStatement =>
  prepareRows("insert-messages", text, messages);

const text = `
WITH m AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS m (id uuid, message_id uuid, claimant_id uuid, client_message_id text,
    parts jsonb, parts_hash text, flags text[], token uuid, lease_ms float8)
),
event AS (
  SELECT id, 'message.received' AS type, claimant_id AS actor_id,
    jsonb_build_object('messageId', message_id, 'sha256', parts_hash) AS data
  FROM m
),
seen AS MATERIALIZED (SELECT s.id, s.audit_seq, s.user_message_seq FROM m JOIN session s USING (id)),
held AS (
  SELECT m.*, s.audit_seq, s.user_message_seq, NOT ${isFree.sql} AS is_held,
    m.token IS NOT NULL AND ${isFree.sql} AND ${isDueWithMessage.sql} AS is_acquired
  FROM m JOIN session s ON s.id = m.id
  WHERE s.claimant_id = m.claimant_id AND s.status NOT IN ('completed', 'cancelled') AND NOT EXISTS (
    SELECT 1 FROM message o WHERE o.session_id = s.id AND o.client_message_id = m.client_message_id)
  FOR NO KEY UPDATE OF s
),
s AS (
  UPDATE session s SET
    message_seq = s.message_seq + 1,
    user_message_seq = s.message_seq + 1,
    flags = CASE WHEN held.flags = '{}' THEN s.flags
      ELSE (SELECT array_agg(DISTINCT f) FROM unnest(s.flags || held.flags) AS f) END,
    attempt = CASE WHEN s.status = 'failed' THEN 0 ELSE s.attempt END,
    next_retry_at = CASE WHEN s.status = 'failed' THEN LEAST(s.next_retry_at, now()) ELSE s.next_retry_at END,
    updated_at = now(),
    lease_token = CASE WHEN held.is_acquired THEN held.token ELSE s.lease_token END,
    lease_until = CASE WHEN held.is_acquired THEN now() + held.lease_ms * interval '1 millisecond'
      ELSE s.lease_until END,
    stop_token = CASE WHEN held.is_acquired THEN NULL ELSE s.stop_token END,
    begun = CASE WHEN held.is_acquired THEN s.begun + 1 ELSE s.begun END,
    is_set_aside = s.is_set_aside AND NOT held.is_acquired,
    ${linkEvent.sql}
  FROM held JOIN event USING (id) JOIN seen USING (id)
  WHERE s.id = held.id
  RETURNING ${sessionColumns}, s.begun, coalesce(s.last_try_version = s.version, false) AS had_last_try,
    held.audit_seq = seen.audit_seq AND held.user_message_seq = seen.user_message_seq AS is_current,
    coalesce(s.wake_at <= now(), false) AS is_woken, held.is_acquired, held.is_held, s.message_seq, s.audit_seq,
    s.audit_hash, trunc(extract(epoch FROM now()) * 1000)::float8 AS stored_at
),
said AS (
  INSERT INTO message (id, session_id, seq, role, parts, client_message_id, flags, created_at)
  SELECT m.message_id, s.id, s.message_seq, 'user', m.parts, m.client_message_id, m.flags, now()
  FROM s JOIN m USING (id)
),
audited AS (${recordEvent("s JOIN event USING (id)").sql})
SELECT * FROM s`;
