import { createHash } from "node:crypto";
import { Prisma } from "@/lib/db/client";

export interface NewMessage {
  id: string;
  sessionId: string;
  claimantId: string;
  clientMessageId: string;
  /** MessagePart[]. */
  parts: unknown[];
  flags: string[];
}

/**
 * Stores what a claimant wrote, before anything reads it. A task that has failed and is to be tried again is tried now,
 * with all its tries before it: new words are news. No row back: the session is not theirs, is over, or has this
 * message already.
 */
export const insertMessage = (message: NewMessage): Prisma.Sql => {
  const parts = JSON.stringify(message.parts);
  const event = Prisma.sql`jsonb_build_object('messageId', ${message.id}::text, 'sha256', ${createHash("sha256").update(parts).digest("hex")}::text)`;
  return Prisma.sql`
  WITH s AS (
    UPDATE session s SET
      message_seq = s.message_seq + 1,
      user_message_seq = s.message_seq + 1,
      flags = (SELECT coalesce(array_agg(DISTINCT f), '{}') FROM unnest(s.flags || ${message.flags}::text[]) AS f),
      attempt = CASE WHEN s.status = 'failed' THEN 0 ELSE s.attempt END,
      next_retry_at = CASE WHEN s.status = 'failed' THEN LEAST(s.next_retry_at, now()) ELSE s.next_retry_at END,
      updated_at = now(),
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, 'message.received', s.claimant_id, now(),
        ${event})
    WHERE s.id = ${message.sessionId}::uuid AND s.claimant_id = ${message.claimantId}::uuid
      AND s.status NOT IN ('completed', 'cancelled')
      AND NOT EXISTS (SELECT 1 FROM message m WHERE m.session_id = s.id AND m.client_message_id = ${message.clientMessageId})
    RETURNING s.*
  ),
  said AS (
    INSERT INTO message (id, session_id, seq, role, parts, client_message_id, flags, created_at)
    SELECT ${message.id}::uuid, s.id, s.message_seq, 'user', ${parts}::jsonb,
      ${message.clientMessageId}, ${message.flags}::text[], now()
    FROM s
  ),
  audited AS (
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, 'message.received', s.claimant_id, ${event}, now(), s.audit_hash FROM s
  )
  SELECT s.message_seq FROM s`;
};
