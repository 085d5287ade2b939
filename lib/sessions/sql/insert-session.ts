import type { PreparedStatement } from "@/lib/db/pool";
import type { JsonObject } from "@/lib/engine";

export interface NewSession {
  id: string;
  workflowVersionId: string;
  claimantId: string;
  reference: string;
  startTaskId: string;
  context: JsonObject;
  /** The lease that its creator takes at once, for so many milliseconds; null for a session that is free. */
  token: string | null;
  leaseMs: number | null;
}

/** A new session and its first audit event. No row back: the id is taken. */
export const insertSession = (session: NewSession): PreparedStatement => ({
  name: "insert-session",
  text: `
    WITH event AS (SELECT jsonb_build_object('workflowVersionId', $2::text, 'reference', $4::text) AS data),
    s AS (
      INSERT INTO session (id, workflow_version_id, claimant_id, reference, status, current_task_id, start_task_id, context,
        initial_context, version, trail, flags, lease_token, lease_until, audit_seq, audit_hash)
      SELECT $1::uuid, $2::text::uuid, $3::uuid, $4, 'ready', $5, $5, $6::jsonb, $6::jsonb, 1, '{}', '{}', $7::uuid,
        now() + $8::float8 * interval '1 millisecond', 1,
        audit_chain('', 1, 'session.started', $3::uuid, now(), event.data)
      FROM event
      ON CONFLICT (id) DO NOTHING
      RETURNING id, claimant_id, audit_hash
    ),
    audited AS (
      INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
      SELECT s.id, 1, 'session.started', s.claimant_id, event.data, now(), s.audit_hash FROM s, event
    )
    SELECT s.id FROM s`,
  values: [
    session.id,
    session.workflowVersionId,
    session.claimantId,
    session.reference,
    session.startTaskId,
    JSON.stringify(session.context),
    session.token,
    session.leaseMs,
  ],
});
