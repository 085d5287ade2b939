import type { PreparedStatement } from "@/lib/db/connections/pool";
import type { JsonObject } from "@/lib/engine";
import { type Column, parametersOf, rowsOf } from "./rows";

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

export const newSessionColumns: readonly Column<NewSession>[] = [
  ["id", "uuid"],
  ["workflowVersionId", "uuid"],
  ["claimantId", "uuid"],
  ["reference", "text"],
  ["startTaskId", "text"],
  ["context", "jsonb"],
  ["token", "uuid"],
  ["leaseMs", "float8"],
];

/** New sessions and the first audit event of each; a row for each one. No row: its id is taken. */
export const insertSessions = (sessions: readonly NewSession[]): PreparedStatement => ({
  name: sessions.length > 1 ? "insert-sessions" : "insert-session",
  text: `
    WITH n AS (${rowsOf(newSessionColumns, sessions.length > 1)}),
    s AS (
      INSERT INTO session (id, workflow_version_id, claimant_id, reference, status, current_task_id, start_task_id, context,
        initial_context, version, trail, flags, lease_token, lease_until, begun, audit_seq, audit_hash)
      SELECT n."id", n."workflowVersionId", n."claimantId", n."reference", 'ready', n."startTaskId", n."startTaskId", n."context",
        n."context", 1, '{}', '{}', n."token", now() + n."leaseMs" * interval '1 millisecond',
        CASE WHEN n."token" IS NULL THEN 0 ELSE 1 END, 1,
        audit_chain('', 1, 'session.started', n."claimantId", now(),
          jsonb_build_object('workflowVersionId', n."workflowVersionId", 'reference', n."reference"))
      FROM n
      ON CONFLICT (id) DO NOTHING
      RETURNING id, claimant_id, workflow_version_id, reference, audit_hash
    ),
    audited AS (
      INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
      SELECT s.id, 1, 'session.started', s.claimant_id,
        jsonb_build_object('workflowVersionId', s.workflow_version_id, 'reference', s.reference), now(), s.audit_hash
      FROM s
    )
    SELECT s.id FROM s`,
  values: parametersOf(newSessionColumns, sessions),
});
