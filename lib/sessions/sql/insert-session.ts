import { Prisma } from "@/lib/db/client";
import type { JsonObject } from "@/lib/engine";

export interface NewSession {
  id: string;
  workflowVersionId: string;
  claimantId: string;
  reference: string;
  currentTaskId: string;
  context: JsonObject;
}

/** A new session and its first audit event. No row back: the id is taken. */
export const insertSession = (session: NewSession): Prisma.Sql => {
  const context = JSON.stringify(session.context);
  return Prisma.sql`
    WITH event AS (
      SELECT jsonb_build_object('workflowVersionId', ${session.workflowVersionId}::text, 'reference', ${session.reference}::text) AS data
    ),
    s AS (
      INSERT INTO session (id, workflow_version_id, claimant_id, reference, status, current_task_id, context, version,
        trail, flags, audit_seq, audit_hash)
      SELECT ${session.id}::uuid, ${session.workflowVersionId}::uuid, ${session.claimantId}::uuid, ${session.reference},
        'ready', ${session.currentTaskId}, ${context}::jsonb, 1, '{}', '{}', 1,
        audit_chain('', 1, 'session.started', ${session.claimantId}::uuid, now(), event.data)
      FROM event
      ON CONFLICT (id) DO NOTHING
      RETURNING *
    ),
    audited AS (
      INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
      SELECT s.id, 1, 'session.started', s.claimant_id, event.data, now(), s.audit_hash FROM s, event
    )
    SELECT s.id FROM s`;
};
