import { recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";

/**
 * Deletes a session with all its rows, except its events and its effects in `outbox`. The last of its events records
 * the deletion. Its steps were links of the audit chain, which cannot be verified any more (`broken_links`).
 */
export const deleteSession = (sessionId: string): Prisma.Sql => Prisma.sql`
  WITH event AS (SELECT 'session.deleted' AS type, NULL::uuid AS actor_id, '{}'::jsonb AS data),
  s AS (
    DELETE FROM session s USING event WHERE s.id = ${sessionId}::uuid
    RETURNING s.id, s.audit_seq + 1 AS audit_seq,
      audit_chain(s.audit_hash, s.audit_seq + 1, event.type, event.actor_id, now(), event.data) AS audit_hash
  )
  ${recordEvent()}`;
