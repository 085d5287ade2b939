import { Prisma } from "@/lib/db/client";

/**
 * Deletes a session with everything of it but its events and what it asked to be done outside; that it was deleted is the
 * last of its events. Its steps are links of the chain, which after this cannot be verified any more (`broken_links`).
 */
export const deleteSession = (sessionId: string): Prisma.Sql => Prisma.sql`
  WITH gone AS (DELETE FROM session s WHERE s.id = ${sessionId}::uuid RETURNING s.id, s.audit_seq, s.audit_hash)
  INSERT INTO audit_event (session_id, seq, type, data, at, hash)
  SELECT gone.id, gone.audit_seq + 1, 'session.deleted', '{}', now(),
    audit_chain(gone.audit_hash, gone.audit_seq + 1, 'session.deleted', NULL, now(), '{}')
  FROM gone`;
